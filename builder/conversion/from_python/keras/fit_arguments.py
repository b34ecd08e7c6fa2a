"""What ``fit`` and ``compile`` are given beside the data: held by the recipe, or told at its line."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from builder.catalog.validation import problems_of_config
from builder.conversion.from_python.keras.objects import KerasObject, ObjectClass
from builder.conversion.from_python.language.values import Instance, Unknown
from builder.network import ObjectSpec

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_HELD_BY_COMPILE = frozenset({"optimizer", "loss", "loss_weights", "metrics", "line"})
_HELD_BY_FIT = frozenset(
    {
        "x",
        "y",
        "batch_size",
        "epochs",
        "nb_epoch",
        "validation_split",
        "validation_data",
        "callbacks",
        "class_weight",
        "line",
    }
)
_NEUTRAL: dict[str, tuple[Any, ...]] = {
    "auto_scale_loss": (True,),
    "initial_epoch": (0,),
    "jit_compile": (False, "auto"),
    "run_eagerly": (False,),
    "shuffle": (True,),
    "steps_per_execution": (1,),
    "validation_freq": (1,),
    "weighted_metrics": ([],),
}
_WITHOUT_EFFECT = frozenset(
    {"verbose", "workers", "use_multiprocessing", "max_queue_size", "max_q_size", "pickle_safe"}
)
"""What only says how much is printed, or how quickly batches are fetched."""
_TOO_LARGE_CLASS = 100_000


def tell_rest(run: "KerasInterpreter", what: str, given: Mapping[str, Any]) -> None:
    """Tells of each argument of ``fit`` or ``compile`` that a recipe has no place for, where it changes anything."""
    held = _HELD_BY_FIT if what == "fit" else _HELD_BY_COMPILE
    for name, value in given.items():
        if name in held or name in _WITHOUT_EFFECT or value is None:
            continue
        if any(type(value) is type(neutral) and value == neutral for neutral in _NEUTRAL.get(name, ())):
            continue
        shown = f"{name}={value!r}" if isinstance(value, (bool, int, float, str)) else name
        run.notes.add(given["line"], f"{shown} of {what} is left out: a recipe has no place for it.")


def number_of(
    run: "KerasInterpreter", given: Mapping[str, Any], name: str, least: int, most: int, *, old: str = ""
) -> int | None:
    """Returns a whole number that ``fit`` is given, None where it is none that a recipe takes, which is told."""
    value = given.get(name, given.get(old))
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
        return value
    if isinstance(value, Unknown):
        run.notes.add_unknown(given["line"], f"{name} of fit", value)
    else:
        run.notes.add(given["line"], f"{name} of fit is left out: it must be a number from {least:,} to {most:,}.")
    return None


def share_of(run: "KerasInterpreter", given: Mapping[str, Any]) -> float | None:
    """Returns the share of ``validation_split``."""
    value = given.get("validation_split")
    if value is None or is_share(value):
        return value if value is None else float(value)
    if isinstance(value, Unknown):
        run.notes.add_unknown(given["line"], "validation_split of fit", value)
    else:
        run.notes.add(given["line"], "validation_split of fit is left out: it must be at least 0 and less than 1.")
    return None


def is_share(value: Any) -> bool:
    """Whether a recipe can let this share of the training part validate."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 1


def class_weight_of(run: "KerasInterpreter", given: Mapping[str, Any], outputs: int) -> dict[int, float]:
    """Returns the class weights by class number; those that are not known are told."""
    value, line = given.get("class_weight"), given["line"]
    if isinstance(value, Unknown):
        run.notes.add_unknown(line, "class_weight of fit", value)
        return {}
    if value is None:
        return {}
    if outputs != 1:
        run.notes.add(line, "class_weight of fit is left out: Keras takes it for a single output only.", mistake=True)
        return {}
    items = dict(enumerate(value)) if isinstance(value, (list, tuple)) else value
    if not isinstance(items, dict):
        run.notes.add(line, "class_weight of fit is left out: it is no dict from classes to numbers.")
        return {}
    weights: dict[int, float] = {}
    for number, weight in items.items():
        if isinstance(weight, Unknown):
            run.notes.add_unknown(line, f"The weight of class {number!r}", weight)
        elif _is_class(number) and isinstance(weight, (int, float)) and weight >= 0:
            weights[int(number)] = float(weight)
        else:
            run.notes.add(line, f"The weight of class {number!r} is left out: classes are numbers from 0 up.")
    return weights


def _is_class(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number < _TOO_LARGE_CLASS


def callbacks_of(run: "KerasInterpreter", given: Mapping[str, Any]) -> tuple[ObjectSpec, ...]:
    """Returns the callbacks that a recipe holds, all their arguments with them; the others are told."""
    value, line = given.get("callbacks"), given["line"]
    if value is None:
        return ()
    if isinstance(value, Unknown):
        run.notes.add_unknown(line, "What fit is given as callbacks", value)
        return ()
    found: list[ObjectSpec] = []
    for item in value if isinstance(value, (list, tuple)) else (value,):
        if isinstance(item, KerasObject) and item.section == "callbacks":
            if not problems_of_config(item.entry, item.config, None):
                found.append(ObjectSpec(class_name=item.entry.class_name, config=item.config))
        elif isinstance(item, Unknown):
            run.notes.add_unknown(line, "A callback", item)
        elif item is not None:
            run.notes.add(line, f"A callback is left out: {_what(item)}.")
    return tuple(found)


def _what(item: Any) -> str:
    if isinstance(item, Instance):
        return f'"{item.of.name}" is a class of the source, which is never run'
    if isinstance(item, ObjectClass):
        return f"{item.entry.class_name} is given as a class, not as an object"
    return "it is none of Keras's callbacks"
