"""Losses, metrics, optimizers and the other objects of the installed Keras as entries of the catalogue."""

import inspect
from collections.abc import Callable, Mapping
from textwrap import dedent, indent
from typing import Any

import keras
from keras.src.optimizers.base_optimizer import base_optimizer_keyword_args

from builder.catalog.docstrings import arguments_of, description_of, summary_of
from builder.catalog.loading import default_config
from builder.catalog.overlay import object_rows
from builder.catalog.reader_arguments import parameters_of, read_arguments
from builder.catalog.reader_layers import public_classes
from builder.catalog.reader_names import NAMED_SECTIONS, names_of, snake_case
from builder.catalog.specs import LossEntry, MetricEntry, ObjectEntry

_BASES = {
    "losses": (keras.losses, keras.losses.Loss),
    "metrics": (keras.metrics, keras.metrics.Metric),
    "optimizers": (keras.optimizers, keras.optimizers.Optimizer),
    "initializers": (keras.initializers, keras.initializers.Initializer),
    "regularizers": (keras.regularizers, keras.regularizers.Regularizer),
    "constraints": (keras.constraints, keras.constraints.Constraint),
    "schedules": (keras.optimizers.schedules, keras.optimizers.schedules.LearningRateSchedule),
    "callbacks": (keras.callbacks, keras.callbacks.Callback),
}

LEFT_OUT: dict[str, frozenset[str]] = {
    "losses": frozenset(),
    "metrics": frozenset({"Mean", "MeanMetricWrapper", "Sum"}),  # take a callable, or values instead of predictions
    "optimizers": frozenset(
        {"LossScaleOptimizer", "MultiOptimizer"}
    ),  # wrap optimizers; Keras adds the first by itself
    "initializers": frozenset(),
    "regularizers": frozenset(),
    "constraints": frozenset(),
    "schedules": frozenset(),
    "callbacks": frozenset(
        {
            "BackupAndRestore",  # this one and those below write to a path or URL, or call Python given by the user
            "CSVLogger",
            "LambdaCallback",
            "LearningRateScheduler",
            "ModelCheckpoint",
            "OrbaxCheckpoint",
            "RemoteMonitor",
            "TensorBoard",
            "CallbackList",  # the rest belongs to `fit` itself
            "History",
            "ProgbarLogger",
        }
    ),
}
"""Classes that are public but not for a recipe, besides the base classes."""

_LEFT_OUT_ARGUMENTS = frozenset({"dtype", "exclude_layers"})
_LEFT_OUT_ACTIVATIONS = frozenset({"deserialize", "get", "serialize", "threshold"})
"""The first three are no activations; ``threshold`` has arguments that a name cannot give."""


def read_objects(section: str) -> dict[str, ObjectEntry]:
    """Returns the entries of one section, ``losses`` to ``callbacks``, by class name."""
    module, base = _BASES[section]
    classes = {
        name: found
        for name, found in public_classes(module, base).items()
        if found[0] is not base and name not in LEFT_OUT[section]
    }
    texts: dict[str, str] = {}
    for value, _ in classes.values():
        texts = _texts_of(value) | texts
    return {name: _read_object(section, name, value, aliases, texts) for name, (value, aliases) in classes.items()}


def read_activations() -> dict[str, ObjectEntry]:
    """Returns the activations that Keras finds by name, each function once, under its own name."""
    names: dict[Callable[..., Any], list[str]] = {}
    for name, function in sorted(vars(keras.activations).items()):
        if inspect.isfunction(function) and name not in _LEFT_OUT_ACTIVATIONS:
            names.setdefault(function, []).append(name)
    entries = {}
    for function, exported in names.items():
        name = function.__name__ if function.__name__ in exported else exported[0]
        text = inspect.getdoc(function)
        entries[name] = ObjectEntry(
            class_name=name,
            summary=object_rows()["activations"].get(name, {}).get("summary") or summary_of(text),
            description=description_of(text),
            aliases=tuple(other for other in exported if other != name),
        )
    return dict(sorted(entries.items()))


def _docstring(value: Any) -> str | None:
    """Returns the docstring with all arguments at one indentation, whichever Python compiled it.

    Keras fills a text into those of its optimizers that is indented as its source is; since Python 3.13 the docstring
    around it has lost that indentation by then.
    """
    text = inspect.getdoc(value)
    first, rest = base_optimizer_keyword_args.split("\n", 1)
    return text and text.replace(f"{first}\n{rest}", f"{first}\n{indent(dedent(rest), '    ')}")


def _texts_of(value: Any) -> dict[str, str]:
    found = arguments_of(inspect.getdoc(value.__init__)) | arguments_of(_docstring(value))
    return {name: text for name, text in found.items() if text}


def _read_object(
    section: str, name: str, value: Any, aliases: tuple[str, ...], section_texts: Mapping[str, str]
) -> ObjectEntry:
    """Returns the entry of a class; what its docstring leaves out is taken from another class of the section."""
    row = object_rows()[section].get(name, {})
    text = _docstring(value)
    # A metric is logged under its name, which callbacks watch; the names of other objects are nowhere to be seen.
    left_out = _LEFT_OUT_ARGUMENTS if section == "metrics" else _LEFT_OUT_ARGUMENTS | {"name"}
    parameters = [found for found in parameters_of(value.__init__) if found.name not in left_out]
    names = names_of(name, value, section) if section in NAMED_SECTIONS else ()
    fields: dict[str, Any] = {
        "class_name": name,
        "summary": row.get("summary") or summary_of(text),
        "description": description_of(text),
        "arguments": read_arguments(
            parameters, texts={**section_texts, **_texts_of(value)}, rows=row.get("arguments", {})
        ),
        "aliases": tuple(sorted({*aliases, *names[1:]})),
    }
    if section not in NAMED_SECTIONS:
        return ObjectEntry(**fields)
    entry = LossEntry(**fields, alias=next(iter(names), None))
    return _metric(entry, value) if section == "metrics" else entry


def _metric(entry: LossEntry, value: Any) -> MetricEntry:
    default = entry.arguments_by_name["name"].default
    return MetricEntry(
        **{name: getattr(entry, name) for name in LossEntry.model_fields},
        logged=default or snake_case(entry.class_name),
        numbered=default is None,
        direction=getattr(value(**default_config(entry)), "_direction", ""),
    )
