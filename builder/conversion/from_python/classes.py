"""Classes of the source: their attributes and static methods are followed; a layer of one's own is refused."""

import ast
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.graph import Layer, Model
from builder.conversion.from_python.layers import LayerClass
from builder.conversion.from_python.models import make_model, unread_model
from builder.conversion.from_python.namespace import KerasClass
from builder.conversion.from_python.records import fill, name_fields
from builder.conversion.from_python.scope import Scope
from builder.conversion.from_python.unread import unread_layer
from builder.conversion.from_python.values import Arguments, Bound, Function, Instance, Native, SourceClass, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.interpreter import Interpreter

_TRAINING = ("train_step", "test_step", "predict_step", "compute_loss", "compute_metrics", "fit")
"""Methods by which a model trains in a way of its own."""


def make_class(run: "Interpreter", node: ast.ClassDef, scope: Scope) -> None:
    """Walks the body of the class and keeps what it defines."""
    bases = [run.evaluate(base, scope) for base in node.bases]
    extends = next((kind for base in bases if (kind := _kind_of(base))), "")
    body = Scope(scope)
    run.execute(node.body, body)
    found = SourceClass(
        node.name, body.names, tuple(base for base in bases if isinstance(base, SourceClass)), extends, node.lineno
    )
    for value in body.names.values():
        if isinstance(value, Function):
            value.owner = found
            # A function of a class sees the names around the class, not those inside it.
            value.scope = scope if value.scope is body else value.scope
    name_fields(found, node, bases)
    scope.assign(node.name, found)
    found.is_functional = extends == "Model" and _is_functional(found)
    own = next((name for name in _TRAINING if found.find(name) is not None), "")
    if found.is_functional and own:
        run.notes.add(
            node.lineno,
            f'The models of "{node.name}" are imported without their own {own}: training follows loss and optimizer.',
        )
    elif extends in ("Layer", "Model") and not found.is_functional:
        run.notes.add(
            node.lineno,
            f'"{node.name}" is a {"layer" if extends == "Layer" else "model"} of its own making, a subclass of '
            f"keras.{extends}: what it computes cannot be imported. Write it with the functional API.",
        )


def _is_functional(of: SourceClass) -> bool:
    """Says whether a subclass of ``keras.Model`` leaves what it computes to its inputs and outputs."""
    initializer = of.find("__init__")
    if of.find("call") is not None:
        return False
    return initializer is None or (
        isinstance(initializer, Function)
        and any(
            isinstance(node, ast.Call)
            and _is_base_initializer(node.func)
            and (node.args or any(keyword.arg in ("inputs", "outputs") for keyword in node.keywords))
            for node in ast.walk(initializer.node)
        )
    )


def _is_base_initializer(node: ast.expr) -> bool:
    match node:
        case ast.Attribute(attr="__init__", value=ast.Call(func=ast.Name(id="super"))):
            return True
    return False


def base_initializer(node: ast.expr, scope: Scope) -> Native | None:
    """Returns what ``super().__init__`` does in a method of a model between inputs and outputs; else None."""
    instance = scope.find("self") if _is_base_initializer(node) else None
    if not isinstance(instance, Instance) or not instance.of.is_functional:
        return None

    def become(run: "Interpreter", arguments: Arguments) -> None:
        instance.model = make_model(run, arguments)

    return Native("super().__init__", become)


def inherited(run: "Interpreter", node: ast.expr, name: str, scope: Scope) -> Any:
    """Returns ``super().name`` of a class that extends no class of Keras; None where the expression is another."""
    match node:
        case ast.Call(func=ast.Name(id="super")):
            owner, receiver = scope.find("__class__"), scope.find("__receiver__")
        case _:
            return None
    if not isinstance(owner, SourceClass) or owner.extends:
        return None
    found = next((value for base in owner.bases if (value := base.find(name)) is not None), None)
    if not isinstance(found, Function):
        return Native(name, lambda run, arguments: None) if found is None else found
    if isinstance(receiver, Instance):
        return _method(run, found, receiver, node.lineno)
    return Bound(found, receiver)


def _kind_of(base: Any) -> str:
    """Returns "Layer", "Model" or another Keras class that the base extends; "" where it is none of Keras's."""
    if isinstance(base, SourceClass):
        return base.extends
    name = _keras_name(base)
    if name in ("Model", "Sequential", "Functional"):
        return "Model"
    return "Layer" if name else ""


def _keras_name(base: Any) -> str:
    """Returns the name of the Keras class that a value stands for; "" where it stands for none."""
    if isinstance(base, LayerClass):
        return base.entry.class_name
    if isinstance(base, Native) and base.name in ("Model", "Sequential", "Functional"):
        return base.name
    return base.name if isinstance(base, KerasClass) else ""


def instantiate(run: "Interpreter", of: SourceClass, arguments: Arguments) -> Any:
    """Returns a new object of the class; one that extends a Keras class is a layer or model that is not understood."""
    if of.is_functional:
        return _functional(run, of, arguments)
    if of.extends:
        what = "layer" if of.extends == "Layer" else "model"
        reason = f"it is a {what} of its own making, a subclass of keras.{of.extends}"
        return _own(run, of, Unknown(reason, of.line), arguments)
    made = Instance(of)
    initializer = of.find("__init__")
    if isinstance(initializer, Function):
        run.call(Bound(initializer, made), arguments)
    else:
        fill(run, made, arguments)
    return made


def _functional(run: "Interpreter", of: SourceClass, arguments: Arguments) -> Any:
    initializer = of.find("__init__")
    if not isinstance(initializer, Function):
        return make_model(run, arguments)
    made = Instance(of)
    run.call(Bound(initializer, made), arguments)
    return made.model or _own(run, of, Unknown("it never says what its inputs and outputs are", of.line), arguments)


def _own(run: "Interpreter", of: SourceClass, unknown: Unknown, arguments: Arguments) -> Layer | Model:
    """Returns an object of a class that says itself what it computes."""
    origin = arguments.node or ast.Call(ast.Name(of.name), [ast.Constant(...)], [])
    if of.extends == "Model":
        return unread_model(run, origin, unknown, arguments.line, of.name)
    layer = unread_layer(run, origin, unknown, line=arguments.line, name=of.name)
    shape = arguments.named.get("input_shape")
    layer.given_shape = shape if isinstance(shape, tuple) else None
    return layer


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
