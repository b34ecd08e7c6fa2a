"""Classes that hold values: dataclasses, named tuples and enumerations."""

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.containers import items_of
from builder.conversion.from_python.language.values import (
    Arguments,
    Bound,
    Function,
    Instance,
    Native,
    SourceClass,
    Unknown,
)

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter

_ENUMERATIONS = frozenset({"Enum", "IntEnum", "StrEnum"})
_ROWS = "NamedTuple"


@dataclass(slots=True, eq=False)
class FieldDefault:
    """What ``dataclasses.field`` says of a field."""

    default: Any
    factory: Any = None


def name_fields(found: SourceClass, node: ast.ClassDef, bases: list[Any]) -> None:
    """Notes what a class holds: its annotated names in order; of an enumeration its members."""
    names = [name for base in found.bases for name in base.fields]
    names += [
        statement.target.id
        for statement in node.body
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
    ]
    found.fields = tuple(dict.fromkeys(names))
    natives = {base.name for base in bases if isinstance(base, Native)}
    found.is_row = _ROWS in natives or any(base.is_row for base in found.bases)
    found.is_enumeration = bool(natives & _ENUMERATIONS) or any(base.is_enumeration for base in found.bases)
    if found.is_enumeration:
        members = [name for name, value in found.attributes.items() if _is_member(name, value)]
        for place, name in enumerate(members, start=1):
            value = found.attributes[name]
            value = place if isinstance(value, Native) else value
            found.attributes[name] = Instance(found, {"name": name, "value": value})


def _is_member(name: str, value: Any) -> bool:
    return not name.startswith("_") and not isinstance(value, (Function, Instance))


def fill(run: "Interpreter", made: Instance, arguments: Arguments) -> None:
    """Gives a new object of a class without a constructor its fields, defaults where they are not given."""
    fields = made.of.fields
    given = {**dict(zip(fields, arguments.positional, strict=False)), **arguments.named}
    for name in fields:
        if name not in given:
            default = made.of.find(name)
            if isinstance(default, FieldDefault):
                empty = Arguments(line=arguments.line)
                default = run.call(default.factory, empty) if default.factory is not None else default.default
            elif default is None and name not in made.of.attributes:
                default = Unknown(f'it is the field "{name}" of a {made.of.name}, which is not given', arguments.line)
            given[name] = default
    made.attributes.update(given)
    after = made.of.find("__post_init__")
    if isinstance(after, Function):
        run.call(Bound(after, made), Arguments(line=arguments.line))


def _field(run: "Interpreter", arguments: Arguments) -> FieldDefault:
    named = arguments.named
    return FieldDefault(named.get("default"), named.get("default_factory"))


def _named_tuple(run: "Interpreter", arguments: Arguments) -> Any:
    given = arguments.bound("typename", "field_names")
    names = given.get("field_names")
    names = names.replace(",", " ").split() if isinstance(names, str) else items_of(run, names, arguments.line)
    if isinstance(names, Unknown) or not all(isinstance(name, str) for name in names):
        return Unknown("it is a named tuple whose names are not known", arguments.line)
    defaults = given.get("defaults") or ()
    attributes = dict(zip(names[len(names) - len(defaults) :], defaults, strict=False))
    return SourceClass(
        str(given.get("typename"))[:60], attributes, line=arguments.line, fields=tuple(names), is_row=True
    )


def _refused(run: "Interpreter", arguments: Arguments) -> Unknown:
    return Unknown("it is made by a class of the standard library that is not followed", arguments.line)


RECORDS: dict[str, Any] = {
    "collections.namedtuple": Native("namedtuple", _named_tuple),
    "dataclasses.field": Native("field", _field),
    "enum.auto": Native("auto", lambda run, arguments: Native("auto", _refused)),
    **{f"enum.{name}": Native(name, _refused) for name in _ENUMERATIONS},
    f"typing.{_ROWS}": Native(_ROWS, _refused),
}
"""Full name -> value."""
