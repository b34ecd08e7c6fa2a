"""The names under which Keras reports losses and metrics, which is what a callback can watch; worked out without it."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from builder.catalog import load_catalog
from builder.network import BLOCK, Network, ObjectSpec, Recipe
from builder.network.blocks import block_names
from builder.network.names import layer_names
from builder.network.topology import output_endpoints
from builder.recipe.metrics import metric_names

LEARNING_RATE = "learning_rate"
LOGS_RATE = frozenset({"ReduceLROnPlateau", "LearningRateScheduler"})
"""The callbacks that add the learning rate to what is logged, for themselves and for those after them."""


class Logged(NamedTuple):
    """One figure that a training reports after every epoch.

    ``direction`` is which way is better, empty where nothing says so; ``is_several`` says that it is a value for each
    class, which no callback can compare.
    """

    name: str
    direction: Literal["up", "down", ""]
    is_several: bool = False


def logged_names(network: Network, recipe: Recipe, callbacks: Sequence[ObjectSpec] | None = None) -> tuple[str, ...]:
    """Returns what a callback can watch in a training by this recipe, validation first where data are kept for it.

    Args:
        callbacks: those up to and with the one that watches; None for all of the recipe.
    """
    return tuple(one.name for one in logged(network, recipe, callbacks) if not one.is_several)


def logged(network: Network, recipe: Recipe, callbacks: Sequence[ObjectSpec] | None = None) -> tuple[Logged, ...]:
    """Returns all that is logged; see :func:`logged_names`. A name that comes twice is kept once, as Keras does."""
    figures = {one.name: one for one in _figures(network, recipe)}
    found = tuple(figures.values())
    if recipe.validation_share:
        found = (*(one._replace(name=f"val_{one.name}") for one in found), *found)
    given = recipe.callbacks if callbacks is None else callbacks
    if any(one.class_name in LOGS_RATE for one in given):
        found = (*found, Logged(LEARNING_RATE, ""))
    return found


def names_that_clash(network: Network, recipe: Recipe) -> tuple[str, ...]:
    """Returns the names under which more than one figure is logged, so that only the last is to be seen."""
    names = [one.name for one in _figures(network, recipe)]
    return tuple(dict.fromkeys(name for name in names if names.count(name) > 1))


def known_directions(recipe: Recipe) -> dict[str, str]:
    """Returns which way is better, by the names under which Keras itself finds that out in the mode "auto".

    It looks for the metric of that very name, which bears no output's: see ``MonitorCallback`` of Keras.
    """
    found = {"loss": "down"}
    for specs in recipe.metrics.values():
        for spec, name in zip(specs, metric_names(specs), strict=True):
            entry = load_catalog().metrics.get(spec.class_name)
            if entry is not None and entry.direction:
                found[name] = entry.direction
    return found


def output_names(network: Network) -> tuple[str, ...]:
    """Returns what Keras calls each output: its key, or the layer or inner model that gives it."""
    outputs = [endpoint.node for endpoint in output_endpoints(network)]
    if len(network.output_keys) == len(outputs):
        return network.output_keys
    layers = layer_names(network)
    nodes = [network.nodes_by_id[node_id] for node_id in outputs]
    blocks = block_names(network) if any(node.class_name == BLOCK for node in nodes) else {}
    return tuple(
        blocks.get(str(node.block), layers[node.id]) if node.class_name == BLOCK else layers[node.id] for node in nodes
    )


def _figures(network: Network, recipe: Recipe) -> Iterator[Logged]:
    """Yields what is logged of the training part. See ``CompileMetrics.result`` in Keras's ``compile_utils``."""
    outputs = [endpoint.node for endpoint in output_endpoints(network)]
    yield Logged("loss", "down")
    prefixes = [f"{name}_" for name in output_names(network)] if len(outputs) > 1 else [""] * len(outputs)
    if len(outputs) > 1:
        for prefix in prefixes:
            yield Logged(f"{prefix}loss", "down")
    told: dict[str, int] = {}
    for prefix, node_id in zip(prefixes, outputs, strict=True):
        specs = recipe.metrics.get(node_id, ())
        units = network.owner(network.nodes_by_id[node_id]).config.get("units")
        for spec, name in zip(specs, metric_names(specs), strict=True):
            entry = load_catalog().metrics.get(spec.class_name)
            times = told[prefix + name] = told.get(prefix + name, -1) + 1
            logged_as = f"{prefix}{name}_{times}" if times else prefix + name
            yield Logged(logged_as, entry.direction if entry else "", gives_several(spec, units))


def gives_several(spec: ObjectSpec, units: object) -> bool:
    """Says whether a metric comes to a value for each class or threshold instead of one.

    Args:
        units: the size of the output's last axis, None where it is not known; one unit is a single class.
    """
    entry = load_catalog().metrics.get(spec.class_name)
    if entry is None or entry.uses is None:
        return False
    given = {argument.name: spec.config.get(argument.name, argument.default) for argument in entry.arguments}
    use = entry.uses.under(given)
    return use is not None and use.several and (units != 1 or "several" in use.when.values())
