"""Layer objects out of constructor calls, in today's spellings and in older ones."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from builder.catalog import load_catalog
from builder.catalog.normal import normal_config
from builder.catalog.specs import LayerEntry
from builder.conversion.from_python.configs import plain_value, read_config
from builder.conversion.from_python.distributed import distribute
from builder.conversion.from_python.graph import Call, Layer, Model, Tensor
from builder.conversion.from_python.old_spellings import modernise
from builder.conversion.from_python.values import Arguments, Unknown
from builder.network import INPUT
from builder.network.record import Config

if TYPE_CHECKING:
    from builder.conversion.from_python.interpreter import Interpreter

_IGNORED = frozenset({"implementation", "autocast", "batch_size", "input_length", "fused", "quantization_config"})
_INPUT_NAMES = ("shape", "batch_size", "dtype", "sparse", "ragged", "batch_shape", "name", "tensor", "optional")


@dataclass(slots=True, eq=False)
class LayerClass:
    """A class of layers under the name that the source uses."""

    entry: LayerEntry
    spelled: str


def make_layer(run: "Interpreter", of: LayerClass, arguments: Arguments) -> Any:
    """Returns the layer that the constructor call makes."""
    given = modernise(run, of.entry, of.spelled, arguments)
    inner = given.bound("layer").get("layer") if of.entry.class_name == "TimeDistributed" else None
    if isinstance(inner, Model):
        return distribute(run, of.entry, inner, given.named.get("input_shape"), given.line)
    named = dict(given.named)
    name = text_argument(run, named.pop("name", None), f"The name of {of.spelled}", given.line)
    shape = _given_shape(run, named, of.entry, given.line)
    dtype = named.pop("input_dtype", None)
    if named.pop("weights", None) is not None:
        run.findings.add(given.line, f"The weights given to {of.spelled} are left out: a network holds no weights.")
    config = read_config(
        run, of.entry, Arguments(given.positional, named, given.line), subject=of.spelled, ignored=_IGNORED
    )
    _apply_settings(run, of.entry, config)
    return Layer(
        of.entry,
        normal_config(of.entry, config),
        name,
        run.session.automatic_name(of.entry.class_name),
        given.line,
        given_shape=shape,
        given_dtype=dtype if isinstance(dtype, str) else "",
    )


def text_argument(run: "Interpreter", value: Any, subject: str, line: int) -> str:
    """Returns a text that a source gives, such as a name; "" where it gives none or one that is not known."""
    if isinstance(value, Unknown):
        run.findings.add_unknown(line, subject, value)
    return value[:200].strip() if isinstance(value, str) else ""


def _apply_settings(run: "Interpreter", entry: LayerEntry, config: Config) -> None:
    """Puts the settings that the source made for all layers into this one."""
    if run.session.policy and "dtype" not in config and "dtype" in entry.arguments_by_name:
        config["dtype"] = run.session.policy
    if run.session.data_format and config.get("data_format") is None and "data_format" in entry.arguments_by_name:
        config["data_format"] = run.session.data_format


def _given_shape(run: "Interpreter", named: dict[str, Any], entry: LayerEntry, line: int) -> tuple[Any, ...] | None:
    """Returns the shape of the input, without the batch, that the old spellings of a first layer give; else None."""
    found: Any = None
    length = named.pop("input_length", None)
    if "input_shape" in named:
        found = named.pop("input_shape")
    elif "batch_input_shape" in named:
        found = named.pop("batch_input_shape")
        found = found[1:] if isinstance(found, (list, tuple)) else found
    elif "input_dim" in named and "input_dim" not in entry.arguments_by_name:
        size = named.pop("input_dim")
        found = (length, size) if entry.ranks == (3,) else (size,)
    elif entry.class_name == "Embedding" and isinstance(length, int):
        found = (length,)
    if found is None:
        return None
    plain = plain_value(run, (found,) if isinstance(found, int) else found)
    if isinstance(plain, Unknown):
        run.findings.add_unknown(line, "The shape of the input", plain)
        return None
    return tuple(plain) if isinstance(plain, list) else None


def make_input(run: "Interpreter", arguments: Arguments) -> Any:
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
    if isinstance(named.pop("batch_size", None), int):
        run.findings.add(line, "The fixed batch size is left out: networks take batches of any size.")
    for setting in ("sparse", "ragged"):
        if named.pop(setting, None) is True:
            run.findings.add(line, f"A {setting} Input is read as an ordinary one.")
    name = text_argument(run, named.pop("name", None), "The name of this Input", line)
    shape = named.get("shape")
    if isinstance(shape, int):
        named["shape"] = (shape,)
    elif isinstance(shape, tuple) and any(isinstance(part, Unknown) for part in shape):
        reason = next(part for part in shape if isinstance(part, Unknown))
        run.findings.add_unknown(line, "A size in the shape of this Input", reason)
        named["shape"] = tuple(None if isinstance(part, Unknown) else part for part in shape)
    known = {key: value for key, value in named.items() if key in ("shape", "dtype") and value is not None}
    return input_tensor(run, Arguments([], known, line), name)


def input_tensor(run: "Interpreter", arguments: Arguments, name: str = "") -> Tensor:
    """Returns the tensor of a new Input with these ``shape`` and ``dtype``."""
    entry = load_catalog().layers[INPUT]
    run.budget.spend_node()
    config = normal_config(entry, read_config(run, entry, arguments, subject="Input"))
    layer = Layer(entry, config, name, run.session.automatic_name("InputLayer"), arguments.line)
    call = Call(run.session.next_call(), layer, line=arguments.line)
    layer.calls.append(call)
    tensor = Tensor(call)
    call.outputs = [tensor]
    return tensor


def open_input(run: "Interpreter", line: int) -> Tensor:
    """Returns the tensor of an Input of which no shape is known yet."""
    entry = load_catalog().layers[INPUT]
    layer = Layer(entry, {}, "", run.session.automatic_name("InputLayer"), line)
    call = Call(run.session.next_call(), layer, line=line)
    layer.calls.append(call)
    tensor = Tensor(call)
    call.outputs = [tensor]
    return tensor
