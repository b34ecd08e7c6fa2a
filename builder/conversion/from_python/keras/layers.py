"""Layer objects out of constructor calls, in today's spellings and in older ones."""

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from builder.catalog.minimal import minimal_config
from builder.catalog.specs import LayerEntry
from builder.conversion.from_python.keras.activations import take_activation
from builder.conversion.from_python.keras.configs import plain_value, read_config, tell_batch, text_argument
from builder.conversion.from_python.keras.distributed import DistributedModel, distribute
from builder.conversion.from_python.keras.dtypes import standard_dtype
from builder.conversion.from_python.keras.graph import Layer, Model
from builder.conversion.from_python.keras.lambdas import LambdaLayer
from builder.conversion.from_python.keras.old_spellings import modernise
from builder.conversion.from_python.keras.unread import unread_layer
from builder.conversion.from_python.language.values import Arguments, Unknown
from builder.network.record import Config
from builder.network.unread import ReadPart

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_IGNORED = frozenset({"implementation", "autocast", "batch_size", "input_length", "fused", "quantization_config"})


@dataclass(slots=True, eq=False)
class LayerClass:
    """A class of layers under the name that the source uses."""

    entry: LayerEntry
    spelled: str


def make_layer(run: "KerasInterpreter", of: LayerClass, arguments: Arguments) -> Any:
    """Returns the layer that the constructor call makes."""
    given = modernise(run, of.entry, of.spelled, arguments)
    inner = given.bound("layer").get("layer") if of.entry.class_name == "TimeDistributed" else None
    if isinstance(inner, (Model, DistributedModel)):
        return distribute(run, inner, replace(given, node=arguments.node))
    named = dict(given.named)
    name = text_argument(run, named.pop("name", None), f"The name of {of.spelled}", given.line)
    shape = _given_shape(run, named, of.entry, given.line)
    dtype = standard_dtype(named.pop("input_dtype", None))
    if named.pop("weights", None) is not None:
        run.notes.add(given.line, f"The weights given to {of.spelled} are left out: a network holds no weights.")
    given, activation = take_activation(
        run, of.entry, replace(given, named=named, node=arguments.node, spread=arguments.spread)
    )
    if activation is not None and of.entry.class_name == "Activation":
        return LambdaLayer(activation, {}, given.line, shape, arguments.node)
    lost: list[Unknown] = []
    config = read_config(run, of.entry, given, subject=of.spelled, ignored=_IGNORED, lost=lost)
    _apply_settings(run, of.entry, config)
    config = minimal_config(of.entry, config)
    if lost:
        origin = arguments.node or ast.Call(ast.Name(of.spelled), [ast.Constant(...)], [])
        read = ReadPart(class_name=of.entry.class_name, config=config)
        unread = unread_layer(run, origin, lost[0], line=given.line, name=of.entry.class_name, read=read)
        unread.given_shape, unread.given_dtype = shape, dtype if isinstance(dtype, str) else ""
        return unread
    return Layer(
        of.entry,
        config,
        name,
        run.session.automatic_name(of.entry.class_name),
        given.line,
        given_shape=shape,
        given_dtype=dtype if isinstance(dtype, str) else "",
        activation=activation,
    )


def _apply_settings(run: "KerasInterpreter", entry: LayerEntry, config: Config) -> None:
    """Puts the settings that the source made for all layers into this one."""
    if run.session.policy and "dtype" not in config and "dtype" in entry.arguments_by_name:
        config["dtype"] = run.session.policy
    if run.session.data_format and config.get("data_format") is None and "data_format" in entry.arguments_by_name:
        config["data_format"] = run.session.data_format


def _given_shape(
    run: "KerasInterpreter", named: dict[str, Any], entry: LayerEntry, line: int
) -> tuple[Any, ...] | None:
    """Returns the shape of the input, without the batch, that the old spellings of a first layer give; else None."""
    found: Any = None
    length = named.pop("input_length", None)
    tell_batch(run, named.get("batch_size"), line)
    if "input_shape" in named:
        found = named.pop("input_shape")
    elif "batch_input_shape" in named:
        found = named.pop("batch_input_shape")
        if isinstance(found, (list, tuple)) and found:
            tell_batch(run, found[0], line)
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
        run.notes.add_unknown(line, "The shape of the input", plain)
        return None
    return tuple(plain) if isinstance(plain, list) else None
