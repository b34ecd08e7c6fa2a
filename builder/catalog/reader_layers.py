"""The layers of the installed Keras as entries of the catalogue."""

import inspect
from collections.abc import Mapping
from typing import Any

import keras

from builder.catalog.docstrings import arguments_of, description_of, summary_of
from builder.catalog.families import family_of
from builder.catalog.overlay import Row, common_layers, layer_rows
from builder.catalog.ports import CONSTANTS, read_inputs, read_outputs
from builder.catalog.reader_arguments import DTYPES, parameters_of, read_arguments, takes_any_keyword
from builder.catalog.specs import ArgumentSpec, InputPort, LayerEntry, OutputPort
from builder.network.model import INPUT

LEFT_OUT = frozenset(
    {
        "FlaxLayer",
        "InputLayer",
        "JaxLayer",
        "Lambda",
        "Layer",
        "MaxNumBoundingBoxes",
        "Pipeline",
        "TFSMLayer",
        "TorchModuleWrapper",
        "Wrapper",
    }
)
"""Layers that run foreign code, are no layer to place, or have an entry of their own ("Input")."""

LEFT_OUT_ARGUMENTS = frozenset({"name", "weights", "quantization_config", "gptq_unpacked_column_size"})
"""The label is the name; the others hold arrays or settings of a finished model, which no form can ask for."""

INPUT_DTYPES = (
    "float32",
    "float16",
    "bfloat16",
    "float64",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint8",
    "bool",
    "string",
)


def read_layers() -> dict[str, LayerEntry]:
    """Returns Input and every public, buildable layer by its public name, in the order of names."""
    entries = {INPUT: _read_input()}
    for name, (layer, aliases) in public_classes(keras.layers, keras.layers.Layer).items():
        if layer.__name__ not in LEFT_OUT:
            entries[name] = _read_layer(name, layer, aliases)
    return entries


def public_classes(module: Any, base: type) -> dict[str, tuple[type, tuple[str, ...]]]:
    """Returns each public class once: the name it is found by -> the class and its other names.

    The class's own name wins, where the module has it; Keras still serialises by it where the module has not.
    """
    names: dict[type, list[str]] = {}
    for name in sorted(dir(module)):
        value = getattr(module, name)
        if inspect.isclass(value) and issubclass(value, base):
            names.setdefault(value, []).append(name)
    found: dict[str, tuple[type, tuple[str, ...]]] = {}
    for value, exported in names.items():
        public = value.__name__ if value.__name__ in exported else exported[0]
        others = {name for name in [*exported, value.__name__] if name != public and name[0].isupper()}
        found[public] = (value, tuple(sorted(others)))
    return dict(sorted(found.items()))


def _read_layer(name: str, layer: Any, aliases: tuple[str, ...]) -> LayerEntry:
    row = layer_rows().get(name, {})
    text = inspect.getdoc(layer)
    call_texts = arguments_of(text, section="Call arguments") | arguments_of(inspect.getdoc(layer.call))
    constants = [parameter for parameter in parameters_of(layer.call) if parameter.name in CONSTANTS]
    family = row.get("family") or family_of(layer)
    return LayerEntry(
        class_name=name,
        aliases=aliases,
        summary=row.get("summary") or summary_of(text),
        description=description_of(text),
        arguments=_constructor_arguments(layer, row.get("arguments", {})),
        family=family,
        common=name in common_layers().get(family, ()),
        inputs=_with_overlay(read_inputs(layer), row.get("inputs")),
        outputs=tuple(OutputPort(**port) for port in row["outputs"]) if "outputs" in row else read_outputs(layer),
        ranks=row.get("ranks"),
        call_arguments=read_arguments(constants, texts=call_texts, rows=row.get("call_arguments", {})),
    )


def _constructor_arguments(layer: Any, rows: Mapping[str, Row]) -> tuple[ArgumentSpec, ...]:
    parameters = [found for found in parameters_of(layer.__init__) if found.name not in LEFT_OUT_ARGUMENTS]
    arguments = read_arguments(
        [found for found in parameters if found.name != "dtype"], texts=arguments_of(inspect.getdoc(layer)), rows=rows
    )
    return arguments + _base_arguments(takes_any_keyword(layer.__init__), rows.get("dtype", {}))


def _base_arguments(takes_trainable: bool, dtype_row: Row) -> tuple[ArgumentSpec, ...]:
    """The arguments that layers take through ``**kwargs``; those without it name ``dtype`` alone."""
    trainable = ArgumentSpec(
        name="trainable",
        kind="boolean",
        default=True,
        group="advanced",
        help="Whether training changes the weights of this layer.",
    )
    dtype = ArgumentSpec(
        name="dtype",
        kind="dtype",
        nullable=True,
        choices=DTYPES,
        group="advanced",
        help="The type of the numbers this layer computes and keeps its weights in. If `None`, Keras's own: `float32`.",
    ).model_copy(update={name: tuple(value) for name, value in dtype_row.items()})
    return (trainable, dtype) if takes_trainable else (dtype,)


def _with_overlay(ports: tuple[InputPort, ...], rows: Mapping[str, Row] | None) -> tuple[InputPort, ...]:
    return tuple(InputPort(**(port.model_dump() | dict((rows or {}).get(port.name, {})))) for port in ports)


def _read_input() -> LayerEntry:
    return LayerEntry(
        class_name=INPUT,
        summary="Where data enters the network: one example has this shape.",
        family="core",
        common=True,
        arguments=(
            ArgumentSpec(
                name="shape",
                kind="shape",
                required=True,
                suggestion=[28, 28, 1],
                headline="{}",
                help="The shape of one example, without the batch: [28, 28, 1] is an image of 28 by 28 grey pixels, "
                "[4] a row of four numbers. A size that varies is left empty.",
            ),
            ArgumentSpec(
                name="dtype",
                kind="choice",
                default="float32",
                choices=INPUT_DTYPES,
                help="The type of the numbers: `float32` for measurements and pixels, `int32` for words and classes "
                "that an Embedding looks up, `string` for text.",
            ),
        ),
        inputs=(),
        outputs=(OutputPort(name="output"),),
    )
