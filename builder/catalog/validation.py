"""The arguments of a node held against the catalogue: every mistake at once, in words, before Keras is asked."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from builder.catalog.loading import load_catalog
from builder.catalog.specs import ArgumentSpec, LayerEntry, ObjectEntry
from builder.catalog.values import NESTED_KINDS, did_you_mean, expected, fits, shown
from builder.network.model import INPUT
from builder.network.problems import Problem
from builder.network.record import Config


class _Mistake(NamedTuple):
    code: str
    message: str
    hint: str


def problems_of_config(
    entry: ObjectEntry, config: Config, node_id: str | None, *, title: str = ""
) -> tuple[Problem, ...]:
    """Returns what is wrong with the arguments of a constructor: unknown, missing, or not what they must be.

    Nested layers, initializers and so on are followed; what is wrong inside them is told under the outer argument.

    Args:
        node_id: the node that the problems belong to, None for a part of the recipe.
        title: the node's name as people see it; its id where there is none.
    """
    return _problems(entry, entry.arguments, config, node_id, title)


def problems_of_call(entry: LayerEntry, call: Config, node_id: str | None, *, title: str = "") -> tuple[Problem, ...]:
    """Returns what is wrong with the constant arguments of ``call``, such as ``training``."""
    return _problems(entry, entry.call_arguments, call, node_id, title)


def _problems(
    entry: ObjectEntry, specs: tuple[ArgumentSpec, ...], config: Config, node_id: str | None, title: str
) -> tuple[Problem, ...]:
    name = title or node_id
    owner = f'{entry.class_name} "{name}"' if name else entry.class_name
    return tuple(
        Problem(code=mistake.code, message=mistake.message, hint=mistake.hint, node_id=node_id, argument=argument)
        for argument, mistake in _find_mistakes(owner, specs, config)
    )


def _find_mistakes(
    owner: str, specs: tuple[ArgumentSpec, ...], config: Mapping[str, Any]
) -> Iterator[tuple[str, _Mistake]]:
    """Yields (argument, mistake): unknown names first, then argument by argument."""
    known = {spec.name: spec for spec in specs}
    for name in config:
        if name not in known:
            hint = did_you_mean(name, known) or "Take it away."
            yield name, _Mistake("unknown_argument", f'{owner} has no argument "{name}".', hint)
    for spec in specs:
        if spec.name in config:
            yield from ((spec.name, mistake) for mistake in _check(owner, spec, config[spec.name]))
        elif spec.required:
            yield (
                spec.name,
                _Mistake("missing_argument", f"{owner} needs {spec.name}: {expected(spec)}.", _example(spec)),
            )


def _check(owner: str, spec: ArgumentSpec, value: Any) -> Iterator[_Mistake]:
    if spec.kind in NESTED_KINDS and value is not None:
        yield from _check_nested(owner, spec, value)
    elif value is None and spec.required and not spec.nullable:
        yield _Mistake("missing_argument", f"{owner} needs {spec.name}: {expected(spec)}.", _example(spec))
    elif not fits(spec, value) if spec.kind not in NESTED_KINDS else not spec.nullable:
        yield _wrong(owner, spec, value)


def _check_nested(owner: str, spec: ArgumentSpec, value: Any) -> Iterator[_Mistake]:
    if spec.kind == "layers":
        items = [value] if spec.scalar and isinstance(value, dict) else value
        if isinstance(items, list) and items:
            for item in items:
                yield from _check_object(owner, spec, item)
        else:
            yield _wrong(owner, spec, value)
    elif isinstance(value, str) and spec.kind in ("activation", "initializer", "regularizer", "constraint"):
        yield from _check_name(owner, spec, value)
    elif spec.kind == "schedule" and isinstance(value, (int, float)) and not isinstance(value, bool):
        if not fits(spec.model_copy(update={"kind": "number"}), value):
            yield _wrong(owner, spec, value)
    else:
        yield from _check_object(owner, spec, value)


def _check_name(owner: str, spec: ArgumentSpec, name: str) -> Iterator[_Mistake]:
    names = load_catalog().names(spec.kind)
    entry = names.get(name)
    if entry is None:
        hint = did_you_mean(name, names) or f"Choose one of {', '.join(list(names)[:4])} ..."
        yield _Mistake("unknown_class", f'{owner}: Keras knows no {spec.kind} "{name}" ({spec.name}).', hint)
    elif any(argument.required for argument in entry.arguments):
        missing = next(argument for argument in entry.arguments if argument.required)
        yield _Mistake(
            "missing_argument",
            f"{owner}: {spec.name} {name} needs {missing.name}: {expected(missing)}.",
            _example(missing),
        )


def _check_object(owner: str, spec: ArgumentSpec, value: Any) -> Iterator[_Mistake]:
    if not isinstance(value, dict) or not {"class_name"} <= set(value) <= {"class_name", "config"}:
        yield _wrong(owner, spec, value)
        return
    class_name, config = value["class_name"], value.get("config", {})
    classes = load_catalog().classes(spec.kind)
    entry = classes.get(class_name) if isinstance(class_name, str) else None
    if entry is None or entry.class_name == INPUT:
        hint = did_you_mean(class_name, classes) or "Choose one that the palette or the form offers."
        yield _Mistake("unknown_class", f"{owner}: {shown(class_name)} cannot be its {spec.name}.", hint)
    elif spec.choices and entry.class_name not in spec.choices:
        allowed = ", ".join(str(choice) for choice in spec.choices)
        yield _Mistake("unknown_class", f"{owner}: {entry.class_name} cannot be its {spec.name}.", f"Choose {allowed}.")
    elif not isinstance(config, dict):
        yield _wrong(owner, spec, value)
    else:
        inner = f"{owner}, {spec.name} {entry.class_name}"
        yield from (mistake for _, mistake in _find_mistakes(inner, entry.arguments, config))


def _wrong(owner: str, spec: ArgumentSpec, value: Any) -> _Mistake:
    message = f"{owner}: {spec.name} is {shown(value)}, but must be {expected(spec)}."
    if spec.kind in ("choice", "dtype"):
        near = did_you_mean(value, [choice for choice in spec.choices if isinstance(choice, str)])
        return _Mistake("wrong_argument", message, near or _example(spec))
    return _Mistake("wrong_argument", message, _example(spec))


def _example(spec: ArgumentSpec) -> str:
    """Returns a value to try: the suggestion, else the default."""
    value = spec.suggestion if spec.suggestion is not None else spec.default
    if isinstance(value, dict):
        return f"Try {value['class_name']}."
    if value is None:
        return "Leave it empty." if spec.nullable else ""
    return f"Try {shown(value)}."
