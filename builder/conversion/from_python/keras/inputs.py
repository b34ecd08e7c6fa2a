"""Inputs: those that a source makes, and those that a model is given here."""

from typing import TYPE_CHECKING, Any

from builder.catalog import load_catalog
from builder.catalog.minimal import minimal_config
from builder.conversion.from_python.keras.configs import plain_value, read_config, tell_batch, text_argument
from builder.conversion.from_python.keras.graph import Call, Layer, Tensor
from builder.conversion.from_python.language.values import Arguments, Unknown
from builder.network import INPUT
from builder.network.record import Config

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_INPUT_NAMES = ("shape", "batch_size", "dtype", "sparse", "ragged", "batch_shape", "name", "tensor", "optional")


def make_input(run: "KerasInterpreter", arguments: Arguments) -> Any:
    """Returns the tensor of a ``keras.Input``."""
    named = arguments.bound(*_INPUT_NAMES)
    line = arguments.line
    if isinstance(named.get("tensor"), Tensor):
        return named["tensor"]
    if "input_shape" in named:
        named["shape"] = named.pop("input_shape")
    for key in ("batch_shape", "batch_input_shape"):
        whole = named.pop(key, None)
        if isinstance(whole, (list, tuple)) and whole:
            named.setdefault("shape", whole[1:])
            named["batch_size"] = whole[0]
        elif isinstance(whole, Unknown):
            named.setdefault("shape", whole)
    tell_batch(run, named.pop("batch_size", None), line)
    for setting in ("sparse", "ragged"):
        if named.pop(setting, None) is True:
            run.notes.add(line, f"A {setting} Input is read as an ordinary one.")
    name = text_argument(run, named.pop("name", None), "The name of this Input", line)
    shape = named.get("shape")
    if isinstance(shape, int):
        named["shape"] = (shape,)
    known = {key: value for key, value in named.items() if key in ("shape", "dtype") and value is not None}
    if _is_open(run, shape, line):
        known.pop("shape")
        dtype = plain_value(run, known.get("dtype"))
        tensor = open_input(run, line, name, {"dtype": dtype} if isinstance(dtype, str) else {})
        if isinstance(shape, (list, tuple)) and all(isinstance(part, (int, Unknown, type(None))) for part in shape):
            tensor.shape = (None, *(part if isinstance(part, int) else None for part in shape))
        return tensor
    return input_tensor(run, Arguments([], known, line), name)


def _is_open(run: "KerasInterpreter", shape: Any, line: int) -> bool:
    """Says whether an Input is to be filled in: its size is not known, or the code of such a one leaves it open."""
    if shape is ...:
        return True
    parts = shape if isinstance(shape, (list, tuple)) else [shape]
    unknown = next((part for part in parts if isinstance(part, Unknown)), None)
    if unknown is None or unknown.mistake:
        return False
    what = "The shape" if isinstance(shape, Unknown) else "A size in the shape"
    run.notes.add_unknown(line, f"{what} of this Input", unknown)
    return True


def input_tensor(run: "KerasInterpreter", arguments: Arguments, name: str = "") -> Tensor:
    """Returns the tensor of a new Input with these ``shape`` and ``dtype``."""
    entry = load_catalog().layers[INPUT]
    run.budget.spend_node()
    config = minimal_config(entry, read_config(run, entry, arguments, subject="Input"))
    layer = Layer(entry, config, name, run.session.automatic_name("InputLayer"), arguments.line)
    call = Call(run.session.next_call(), layer, line=arguments.line)
    layer.calls.append(call)
    tensor = Tensor(call)
    call.outputs = [tensor]
    return tensor


def input_of_shape(run: "KerasInterpreter", shape: tuple[Any, ...], dtype: str, line: int, name: str = "") -> Tensor:
    """Returns the tensor of a new Input of this shape, without the batch; an empty dtype is Keras's own."""
    named: dict[str, Any] = {"shape": shape} | ({"dtype": dtype} if dtype else {})
    return input_tensor(run, Arguments([], named, line), name)


def open_input(run: "KerasInterpreter", line: int, name: str = "", config: Config | None = None) -> Tensor:
    """Returns the tensor of an Input of which no shape is known yet."""
    entry = load_catalog().layers[INPUT]
    layer = Layer(entry, minimal_config(entry, config or {}), name, run.session.automatic_name("InputLayer"), line)
    call = Call(run.session.next_call(), layer, line=line)
    layer.calls.append(call)
    tensor = Tensor(call)
    call.outputs = [tensor]
    return tensor
