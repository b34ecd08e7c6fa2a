"""Sequential models, which grow layer by layer and may learn late what they take."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.keras.configs import text_argument
from builder.conversion.from_python.keras.distributed import DistributedModel
from builder.conversion.from_python.keras.graph import Call, Layer, Link, Model, Sequential, Tensor, is_input
from builder.conversion.from_python.keras.inputs import input_of_shape, open_input
from builder.conversion.from_python.keras.lambdas import LambdaLayer
from builder.conversion.from_python.keras.layer_calls import activated, make_call
from builder.conversion.from_python.keras.shape_arithmetic import Shape
from builder.conversion.from_python.keras.shapes import shape_of
from builder.conversion.from_python.keras.unread import apply_unread, unread_layer
from builder.conversion.from_python.language.values import Arguments, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter


def make_sequential(run: "KerasInterpreter", arguments: Arguments) -> Any:
    """Returns the model of ``keras.Sequential(layers)``."""
    from builder.conversion.from_python.keras.models import registered

    given = arguments.bound("layers", "trainable", "name")
    name = given.get("name")
    if isinstance(given.get("trainable"), str):
        name = given["trainable"]  # Keras 2 takes the name second
    title = text_argument(run, name, "The name of this model", arguments.line)
    model = Sequential([], [], title, run.session.automatic_name("Sequential"), arguments.line)
    items = given.get("layers")
    if isinstance(items, Unknown):
        items = replace(items, reason=f"the list of layers of this Sequential is not known: {items.reason}")
    for item in items if isinstance(items, (list, tuple)) else [] if items is None else [items]:
        add_item(run, model, item, arguments.line)
    if arguments.spread is not None:
        add_item(run, model, arguments.spread, arguments.line)
    return registered(run, model, [])


def add_item(run: "KerasInterpreter", model: Sequential, item: Any, line: int) -> None:
    """Puts a layer, a nested model or an Input on top of the stack; for anything else stands a layer that says so."""
    if isinstance(item, (list, tuple)):
        for inner in item:
            add_item(run, model, inner, line)
    elif isinstance(item, Tensor) and is_input(item):
        _begin(model, item)
    elif isinstance(item, Layer) and item.is_input:
        _begin(model, item.calls[0].outputs[0])
    elif isinstance(item, Model) and item.unread is not None:
        item.is_used = True
        _stack(run, model, item.unread, line)
    elif isinstance(item, (Layer, Model)):
        _stack(run, model, item, line)
    elif isinstance(item, (LambdaLayer, DistributedModel)):
        _stack_result(run, model, item, line)
    elif isinstance(item, Unknown):
        _stack(run, model, unread_layer(run, item.origin, item, line=getattr(item.origin, "lineno", line)), line)
    else:
        unknown = Unknown("it is no layer, but stands in a Sequential", line, mistake=True)
        _stack(run, model, unread_layer(run, None, unknown, line=line), line)


def _begin(model: Sequential, tensor: Tensor) -> None:
    if not model.chain:
        model.chain = [tensor]
        model.inputs = [tensor]
        model.outputs = [tensor]


def _stack(run: "KerasInterpreter", model: Sequential, item: Layer | Model, line: int) -> None:
    if isinstance(item, Model):
        model.contain(item)
    if not model.chain:
        _begin(model, _first_input(run, model, item, line))
    model.items.append(item)
    below = model.chain[-1]
    if isinstance(item, Layer) and item.unknown is not None:
        call = apply_unread(run, item, [below], line).call
    elif isinstance(item, Layer):
        call = make_call(run, item, [Link(below)], {}, line)
    else:
        run.budget.spend_node()
        if isinstance(item, Sequential):
            input_from(run, item, below)
        call = Call(run.session.next_call(), item, (Link(below, None, 0),), {}, line)
        call.outputs = [Tensor(call, place) for place in range(max(1, len(item.outputs)))]
        item.calls.append(call)
    top = activated(run, call)[0]
    model.chain.append(top)
    model.outputs = [top]


def _stack_result(run: "KerasInterpreter", model: Sequential, item: LambdaLayer | DistributedModel, line: int) -> None:
    """Puts what a Lambda or the like makes of the topmost tensor on the stack."""
    if not model.chain:
        shape = item.given_shape
        known = isinstance(shape, (list, tuple))
        _begin(model, input_of_shape(run, tuple(shape), "", line) if known else open_input(run, line))
        model.is_assumed = not known
    result = run.call(item, Arguments([model.chain[-1]], {}, line))
    if not isinstance(result, Tensor):
        unknown = result if isinstance(result, Unknown) else Unknown("it gives no single tensor", line)
        _stack(run, model, unread_layer(run, item.node, unknown, line=line), line)
    elif result is not model.chain[-1]:
        callee = result.call.callee
        if isinstance(callee, Model):
            model.contain(callee)
        model.items.append(callee)
        model.chain.append(result)
        model.outputs = [result]


def _first_input(run: "KerasInterpreter", model: Sequential, item: Layer | Model, line: int) -> Tensor:
    """Returns the Input that the first layer asks for, or an open one."""
    if isinstance(item, Layer) and item.given_shape is not None:
        return input_of_shape(run, item.given_shape, item.given_dtype, line)
    if isinstance(item, Model) and len(item.inputs) == 1 and not (isinstance(item, Sequential) and item.is_assumed):
        layer = item.inputs[0].call.callee
        shape = shape_of(run, item.inputs[0])
        if shape is not None and isinstance(layer, Layer):
            dtype = layer.config.get("dtype") if layer.is_input else ""
            return input_of_shape(run, shape[1:], str(dtype or ""), line)
    model.is_assumed = True
    return open_input(run, line)


def input_from(run: "KerasInterpreter", model: Sequential, tensor: Tensor) -> None:
    """Lets a Sequential that did not say what it takes take tensors such as this one."""
    input_of(run, model, shape_of(run, tensor) if model.is_assumed or not model.chain else None)


def input_of(run: "KerasInterpreter", model: Sequential, shape: Shape | None) -> None:
    """Lets a Sequential that did not say what it takes take tensors of this shape, with the batch."""
    if not model.chain:
        _begin(model, open_input(run, model.line))
        model.is_assumed = True
    give_shape(run, model, shape)


def give_shape(run: "KerasInterpreter", model: Sequential, shape: Shape | None) -> None:
    """Settles the shape, with the batch, that an open Sequential takes."""
    if shape is None or not model.is_assumed or not model.chain:
        return
    layer = model.chain[0].call.callee
    if isinstance(layer, Layer) and all(size is None or isinstance(size, int) for size in shape[1:]):
        layer.config["shape"] = list(shape[1:])
        model.is_assumed = False
        for tensor in model.chain:
            tensor.shape = None
        for below, item in zip(model.chain, model.items, strict=False):
            if isinstance(item, Sequential):
                input_from(run, item, below)


def take_off(model: Sequential) -> Any:
    """Removes the topmost layer and returns it, as ``model.pop()`` does."""
    if not model.items:
        return Unknown("it is popped from an empty model")
    item = model.items.pop()
    model.chain.pop()
    model.outputs = [model.chain[-1]]
    return item
