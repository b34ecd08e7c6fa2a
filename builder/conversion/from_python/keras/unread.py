"""What cannot be understood: a node in its place, with the text of the source, the reason and the line."""

import ast
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from builder.catalog.specs import InputPort, LayerEntry, OutputPort
from builder.conversion.from_python.keras.graph import Call, Layer, Link, Tensor
from builder.conversion.from_python.language.values import PLAIN, Arguments, Function, Unknown
from builder.network.record import Config
from builder.network.unread import ARGUMENTS, LONGEST_CODE, LONGEST_REASON, ReadPart, Unread, class_name_of, sentence

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

Known = Mapping[str, tuple[str, Config]]
"""What a document holds already of what could not be understood: the text -> class name and config of its node."""

ANYTHING = "..."
"""Stands in the text for what has none, or too long a one."""

_LONGEST_TEXT = 300
_MOST_OUTPUTS = 100
_OURS = frozenset({"x", "l", "_"})
"""Variables of the code that Layerloom writes; in the text of a source such names get an underscore more."""


def unread_layer(
    run: "KerasInterpreter",
    origin: ast.expr | None,
    unknown: Unknown,
    *,
    line: int = 0,
    name: str = "",
    read: ReadPart | None = None,
) -> Layer:
    """Returns a layer that stands for what is not understood, whether it is called or stands for itself.

    Args:
        origin: the expression of the source.
        unknown: why it is not understood.
        line: where it stands; else where the expression does.
        name: what it is called, such as a class; else what the expression calls it.
        read: the layer of Keras that it would be, with what is understood of its arguments.
    """
    code = text_of(origin)
    class_name = class_name_of(name or _name_of(origin))
    line = line or getattr(origin, "lineno", 0) or unknown.line
    where = f" (line {unknown.line})" if unknown.line and unknown.line != line else ""
    reason = f"{unknown.reason}{where}"
    config = Unread(
        code=code, reason=reason[:LONGEST_REASON], line=line or None, layer=read if read and _is_short(read) else None
    ).to_config()
    known = run.known.get(code) if unknown.mistake else None
    if known is not None:
        class_name, config = known[0], dict(known[1])
    layer = Layer(_entry(class_name), config, "", run.session.automatic_name(class_name), line)
    layer.unknown = unknown
    layer.is_known = known is not None
    return layer


def layer_of(run: "KerasInterpreter", unknown: Unknown, arguments: Arguments) -> Layer:
    """Returns the layer that an unknown callee is: one and the same for each call of the object that a call made."""
    if isinstance(unknown.origin, ast.Call):
        found = run.unread.get(id(unknown))
        if found is None:
            found = run.unread[id(unknown)] = (unknown, unread_layer(run, unknown.origin, unknown))
        return found[1]
    function = arguments.node.func if arguments.node is not None else None
    return unread_layer(run, unknown.origin or function, unknown, line=arguments.line)


def call_unread(run: "KerasInterpreter", layer: Layer, arguments: Arguments) -> Tensor:
    """Returns what the layer gives for the arguments: one tensor, which may turn out to be several."""
    tensors: list[Tensor] = []
    text = _text_of_arguments(arguments.whole or arguments, tensors)
    return _called(run, layer, tensors, {ARGUMENTS: text}, arguments.line)


def apply_unread(run: "KerasInterpreter", layer: Layer, tensors: Sequence[Tensor], line: int) -> Tensor:
    """Returns what the layer gives for these tensors, one after the other."""
    text = ", ".join(f"_{place}" for place in range(1, len(tensors) + 1))
    return _called(run, layer, tensors, {ARGUMENTS: text}, line)


def standing(run: "KerasInterpreter", layer: Layer) -> Tensor:
    """Returns the tensor of a layer that stands for itself: nothing is called."""
    return _called(run, layer, (), {}, layer.line)


def refuse_call(
    run: "KerasInterpreter", unknown: Unknown, arguments: Arguments, origin: ast.expr | None = None
) -> Tensor:
    """Returns a tensor of a call on tensors that is not understood, though what is called may be."""
    whole = arguments.whole or arguments
    function = origin or (whole.node.func if whole.node is not None else None)
    return call_unread(run, unread_layer(run, function, unknown, line=arguments.line), arguments)


def unread_tensor(run: "KerasInterpreter", value: Any, line: int) -> Tensor:
    """Returns a tensor that stands for a value that is none, or of which it is not known."""
    unknown = value if isinstance(value, Unknown) else Unknown("it is no tensor, but stands where one must", line)
    origin = unknown.origin if isinstance(value, Unknown) else expression_of(value)
    return _called(run, unread_layer(run, origin, unknown, line=line), (), {}, line)


def spread(tensor: Tensor, count: int) -> list[Tensor]:
    """Returns what a call gives that is not understood as the ``count`` tensors as which the source takes it."""
    call = tensor.call
    if not isinstance(call.callee, Layer) or count > _MOST_OUTPUTS:
        return []
    call.outputs += [Tensor(call, place) for place in range(len(call.outputs), count)]
    call.callee.config["outputs"] = max(count, call.callee.config.get("outputs", 1))  # type: ignore[type-var]
    return call.outputs[:count]


def is_unread_tensor(value: Any) -> bool:
    """Says whether a tensor comes out of what is not understood."""
    return isinstance(value, Tensor) and isinstance(value.call.callee, Layer) and value.call.callee.unknown is not None


def over_tensor(
    run: "KerasInterpreter", tensor: Tensor, code: ast.expr, unknown: Unknown, line: int, name: str
) -> Tensor:
    """Returns what an expression, in which the name "tensor" stands for the tensor, gives in a way not understood."""
    origin = ast.parse(f"lambda tensor: {text_of(code, cut=False)}", mode="eval").body
    layer = unread_layer(run, origin, unknown, line=line, name=name)
    return apply_unread(run, layer, [tensor], line)


def text_of(node: ast.expr | None, *, cut: bool = True) -> str:
    """Returns the expression as text, shortened where it is long."""
    if node is None:
        return ANYTHING
    text = _unparsed(node)
    if not cut or len(text) <= _LONGEST_TEXT:
        return text if len(text) <= LONGEST_CODE else ANYTHING
    if isinstance(node, ast.Call):
        return f"{text_of(node.func)}({ANYTHING})"
    return ANYTHING


@lru_cache(maxsize=2_000)
def _unparsed(node: ast.expr) -> str:
    try:
        return ast.unparse(_Renamed().visit(ast.parse(ast.unparse(node), mode="eval")))
    except (RecursionError, ValueError, SyntaxError, MemoryError):
        return ANYTHING


class _Renamed(ast.NodeTransformer):
    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(f"{node.id}_") if node.id in _OURS else node


def _called(run: "KerasInterpreter", layer: Layer, tensors: Sequence[Tensor], config: Config, line: int) -> Tensor:
    run.budget.spend_node()
    run.budget.spend(10 + len(tensors))
    links = tuple(Link(tensor, None, place) for place, tensor in enumerate(tensors))
    call = Call(run.session.next_call(), layer, links, config, line)
    call.outputs = [Tensor(call)]
    layer.calls.append(call)
    tell_unread(run, layer)
    return call.outputs[0]


def tell_unread(run: "KerasInterpreter", layer: Layer) -> None:
    """Adds the note that the layer could not be understood, unless the document knows it already."""
    if layer.unknown is not None and not layer.is_known:
        name = layer.entry.class_name.rpartition(".")[2]
        told = sentence(f"{name} could not be understood: {layer.config.get('reason', '')}")
        run.notes.add(layer.line or None, told, mistake=layer.unknown.mistake)


@lru_cache(maxsize=2_000)
def _entry(class_name: str) -> LayerEntry:
    """Returns what the interpreter must know of a class that the catalogue does not."""
    ports = (InputPort(name="inputs", variadic=True, at_least=0, at_most=None),)
    return LayerEntry(class_name=class_name, summary="", family="", inputs=ports, outputs=(OutputPort(name="output"),))


def _is_short(read: ReadPart) -> bool:
    return len(str(read.config)) <= LONGEST_CODE


def _name_of(node: ast.expr | None) -> str:
    """Returns what people would call what the expression gives."""
    match node:
        case ast.Call(func=function):
            return _name_of(function)
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case ast.Subscript(value=value):
            return _name_of(value)
        case ast.Lambda():
            return "lambda"
    return "expression"


def _text_of_arguments(arguments: Arguments, tensors: list[Tensor]) -> str:
    """Returns what stands between the brackets, "_1" for the first tensor and so on; the tensors are added."""
    node = arguments.node
    positional: Sequence[ast.expr | None] = [None] * len(arguments.positional)
    named: dict[str, ast.expr] = {}
    if node is not None and not any(isinstance(argument, ast.Starred) for argument in node.args):
        positional = node.args if len(node.args) == len(arguments.positional) else positional
        named = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg is not None}
    parts = [
        _text_of_value(value, origin, tensors) for value, origin in zip(arguments.positional, positional, strict=True)
    ]
    parts += [f"{name}={_text_of_value(value, named.get(name), tensors)}" for name, value in arguments.named.items()]
    text = ", ".join(parts)
    is_written = len(text) <= LONGEST_CODE and all(name.isidentifier() for name in arguments.named)
    return text if is_written else ANYTHING


def _text_of_value(value: Any, origin: ast.expr | None, tensors: list[Tensor], depth: int = 0) -> str:
    if isinstance(value, Tensor):
        tensors.append(value)
        return f"_{len(tensors)}"
    if isinstance(value, (list, tuple)) and depth < 4 and _holds_tensor(value, depth):
        items = ", ".join(_text_of_value(item, None, tensors, depth + 1) for item in value)
        return f"[{items}]"
    if isinstance(value, dict) and depth < 4 and _holds_tensor(value.values(), depth):
        pairs = (f"{key!r}: {_text_of_value(item, None, tensors, depth + 1)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, Unknown) and origin is None:
        origin = value.origin
    return text_of(origin or expression_of(value))


def _holds_tensor(values: Any, depth: int) -> bool:
    return any(
        isinstance(value, Tensor)
        or (isinstance(value, (list, tuple)) and depth < 4 and _holds_tensor(value, depth + 1))
        or (isinstance(value, dict) and depth < 4 and _holds_tensor(value.values(), depth + 1))
        for value in values
    )


def expression_of(value: Any) -> ast.expr | None:
    """Returns the expression of a plain value or of a function's name, None for any other."""
    if isinstance(value, PLAIN):
        return ast.Constant(value)
    if isinstance(value, Function):
        return value.node if isinstance(value.node, ast.Lambda) else ast.Name(value.name)
    if isinstance(value, (list, tuple)) and all(isinstance(item, PLAIN) for item in value):
        return ast.List([ast.Constant(item) for item in value])
    return None
