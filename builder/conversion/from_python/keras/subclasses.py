"""Classes of the source that extend one of Keras: a layer of one's own is refused, a model between tensors followed."""

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.keras.graph import Layer, Model
from builder.conversion.from_python.keras.layers import LayerClass
from builder.conversion.from_python.keras.models import make_model, unread_model
from builder.conversion.from_python.keras.namespace import KerasClass
from builder.conversion.from_python.keras.unread import unread_layer
from builder.conversion.from_python.language.classes import is_base_initializer
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
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_TRAINING = ("train_step", "test_step", "predict_step", "compute_loss", "compute_metrics", "fit")
"""Methods by which a model trains in a way of its own."""


@dataclass(frozen=True, slots=True)
class KerasSubclass:
    """What a class of the source extends: "Layer" or "Model".

    ``is_functional`` says whether its objects are models between given inputs and outputs, with no ``call`` of their
    own.
    """

    extends: str
    is_functional: bool = False


def keras_subclass(run: "KerasInterpreter", found: SourceClass, bases: list[Any]) -> KerasSubclass | None:
    """Returns what a class extends, None where that is no class of Keras; notes what cannot be imported of it."""
    extends = next((kind for base in bases if (kind := _kind_of(base))), "")
    if not extends:
        return None
    is_functional = extends == "Model" and _is_functional(found)
    own = next((name for name in _TRAINING if found.find(name) is not None), "")
    if is_functional and own:
        run.notes.add(
            found.line,
            f'The models of "{found.name}" are imported without their own {own}: training follows loss and optimizer.',
        )
    elif not is_functional:
        run.notes.add(
            found.line,
            f'"{found.name}" is a {"layer" if extends == "Layer" else "model"} of its own making, a subclass of '
            f"keras.{extends}: what it computes cannot be imported. Write it with the functional API.",
        )
    return KerasSubclass(extends, is_functional)


def _is_functional(of: SourceClass) -> bool:
    """Says whether a subclass of ``keras.Model`` leaves what it computes to its inputs and outputs."""
    initializer = of.find("__init__")
    if of.find("call") is not None:
        return False
    return initializer is None or (
        isinstance(initializer, Function)
        and any(
            isinstance(node, ast.Call)
            and is_base_initializer(node.func)
            and (node.args or any(keyword.arg in ("inputs", "outputs") for keyword in node.keywords))
            for node in ast.walk(initializer.node)
        )
    )


def initializer_of(instance: Instance) -> Native | None:
    """Returns what ``super().__init__`` does in a method of a model between inputs and outputs; else None."""
    if not instance.of.library.is_functional:
        return None

    def become(run: "KerasInterpreter", arguments: Arguments) -> None:
        instance.stands_for = make_model(run, arguments)

    return Native("super().__init__", become)


def _kind_of(base: Any) -> str:
    """Returns "Layer", "Model" or another Keras class that the base extends; "" where it is none of Keras's."""
    if isinstance(base, SourceClass):
        return base.library.extends if base.library is not None else ""
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


def make_own(run: "KerasInterpreter", of: SourceClass, arguments: Arguments) -> Any:
    """Returns an object of a class that extends one of Keras: a model, or a layer or model that is not understood."""
    if of.library.is_functional:
        return _functional(run, of, arguments)
    extends = of.library.extends
    what = "layer" if extends == "Layer" else "model"
    reason = f"it is a {what} of its own making, a subclass of keras.{extends}"
    return _own(run, of, Unknown(reason, of.line), arguments)


def _functional(run: "KerasInterpreter", of: SourceClass, arguments: Arguments) -> Any:
    initializer = of.find("__init__")
    if not isinstance(initializer, Function):
        return make_model(run, arguments)
    made = Instance(of)
    run.call(Bound(initializer, made), arguments)
    return made.stands_for or _own(
        run, of, Unknown("it never says what its inputs and outputs are", of.line), arguments
    )


def _own(run: "KerasInterpreter", of: SourceClass, unknown: Unknown, arguments: Arguments) -> Layer | Model:
    """Returns an object of a class that says itself what it computes."""
    origin = arguments.node or ast.Call(ast.Name(of.name), [ast.Constant(...)], [])
    if of.library.extends == "Model":
        return unread_model(run, origin, unknown, arguments.line, of.name)
    layer = unread_layer(run, origin, unknown, line=arguments.line, name=of.name)
    shape = arguments.named.get("input_shape")
    layer.given_shape = shape if isinstance(shape, tuple) else None
    return layer
