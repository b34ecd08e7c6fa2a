"""Data sets by name: all of them, one under given options, and its arrays."""

from dataclasses import replace
from difflib import get_close_matches

from builder.data.arrays import Data
from builder.data.descriptions import DESCRIPTIONS
from builder.data.descriptions.description import Description
from builder.data.errors import UnknownDataSetError
from builder.data.info import DataSetInfo
from builder.data.options import resolve_options
from builder.network.record import Config


def data_sets() -> dict[str, DataSetInfo]:
    """Returns what every data set is under its default options, by name, in the order to show them."""
    return {name: description.info for name, description in DESCRIPTIONS.items()}


def describe(name: str, options: Config | None = None) -> DataSetInfo:
    """Returns what the data set is under these options: shapes, classes and counts follow them.

    Raises:
        UnknownDataSetError: no data set has this name.
        DataOptionError: an option that the set does not have, or a value that it does not take.
    """
    description = _description(name)
    return description.under(resolve_options(description.info.title, description.info.options, options or {}))


def load(name: str, options: Config | None = None) -> Data:
    """Returns the arrays of the data set, as raw as they come, laid out as ``options["as"]`` says.

    Sets whose info says ``needs_keras`` import Keras here: call it in the engine or a worker for these.

    Raises:
        UnknownDataSetError, DataOptionError: as for :func:`describe`.
        DataUnavailableError: the set would have to be downloaded, and that failed.
    """
    from builder.data.sources import SOURCES

    description = _description(name)
    resolved = resolve_options(description.info.title, description.info.options, options or {})
    info = description.under(resolved)
    loaded = SOURCES[name](info, resolved)
    data = Data(info=info, inputs=loaded.inputs, targets=loaded.targets, options=resolved, test=loaded.test)
    return replace(data, info=data.counted())


def _description(name: str) -> Description:
    if name in DESCRIPTIONS:
        return DESCRIPTIONS[name]
    near = get_close_matches(name, DESCRIPTIONS, n=1)
    hint = f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(DESCRIPTIONS)}."
    raise UnknownDataSetError(f'There is no data set "{name}". {hint}')
