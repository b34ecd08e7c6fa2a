"""Classes of the source: their attributes and methods. Of what extends a class of a library, the library decides."""

import ast
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.records import fill, name_fields
from builder.conversion.from_python.language.scope import Scope
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


def make_class(run: "Interpreter", node: ast.ClassDef, scope: Scope) -> None:
    """Walks the body of the class and keeps what it defines."""
    bases = [run.evaluate(base, scope) for base in node.bases]
    body = Scope(scope)
    run.execute(node.body, body)
    found = SourceClass(node.name, body.names, tuple(base for base in bases if isinstance(base, SourceClass)))
    found.line = node.lineno
    for value in body.names.values():
        if isinstance(value, Function):
            value.owner = found
            # A function of a class sees the names around the class, not those inside it.
            value.scope = scope if value.scope is body else value.scope
    name_fields(found, node, bases)
    scope.assign(node.name, found)
    found.library = run.library_class(found, bases)


def is_base_initializer(node: ast.expr) -> bool:
    """Says whether an expression is ``super().__init__``."""
    match node:
        case ast.Attribute(attr="__init__", value=ast.Call(func=ast.Name(id="super"))):
            return True
    return False


def base_initializer(run: "Interpreter", node: ast.expr, scope: Scope) -> Any:
    """Returns what ``super().__init__`` does where the class extends one of a library; None where it does nothing."""
    instance = scope.find("self") if is_base_initializer(node) else None
    if not isinstance(instance, Instance) or instance.of.library is None:
        return None
    return run.library_initializer(instance)


def inherited(run: "Interpreter", node: ast.expr, name: str, scope: Scope) -> Any:
    """Returns ``super().name`` of a class that extends no class of a library; None where the expression is another."""
    match node:
        case ast.Call(func=ast.Name(id="super")):
            owner, receiver = scope.find("__class__"), scope.find("__receiver__")
        case _:
            return None
    if not isinstance(owner, SourceClass) or owner.library is not None:
        return None
    found = next((value for base in owner.bases if (value := base.find(name)) is not None), None)
    if not isinstance(found, Function):
        return Native(name, lambda run, arguments: None) if found is None else found
    if isinstance(receiver, Instance):
        return _method(run, found, receiver, node.lineno)
    return Bound(found, receiver)


def instantiate(run: "Interpreter", of: SourceClass, arguments: Arguments) -> Any:
    """Returns a new object of the class; of one that extends a class of a library, what the library makes of it."""
    if of.library is not None:
        return run.library_object(of, arguments)
    made = Instance(of)
    initializer = of.find("__init__")
    if isinstance(initializer, Function):
        run.call(Bound(initializer, made), arguments)
    else:
        fill(run, made, arguments)
    return made


def attribute_of_instance(run: "Interpreter", value: Instance, name: str, line: int) -> Any:
    if name in value.attributes:
        return value.attributes[name]
    found = value.of.find(name)
    if isinstance(found, Function):
        return _method(run, found, value, line)
    return Unknown(f'it is the attribute "{name}" of a {value.of.name}', line) if found is None else found


def attribute_of_class(run: "Interpreter", value: SourceClass, name: str, line: int) -> Any:
    found = value.find(name)
    if isinstance(found, Function) and found.kind == "classmethod":
        return Bound(found, value)
    return Unknown(f'it is the attribute "{name}" of the class {value.name}', line) if found is None else found


def _method(run: "Interpreter", found: Function, value: Instance, line: int) -> Any:
    if found.kind == "staticmethod":
        return found
    if found.kind == "property":
        return run.call(Bound(found, value), Arguments(line=line))
    return Bound(found, value.of if found.kind == "classmethod" else value)
