"""Sets of arguments for each layer of the catalogue, drawn from its specs alone and always the same."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from builder.catalog import ArgumentSpec, LayerEntry, default_config
from builder.network.record import Config


@dataclass(frozen=True, slots=True)
class ArgumentSet:
    """What a layer is made with, what it is called with, and which of its optional ports are fed."""

    name: str
    config: Config
    call: Config = field(default_factory=dict)
    fed: tuple[str, ...] = ()


OBJECTS: dict[str, Any] = {
    "initializer": {"class_name": "RandomNormal", "config": {"stddev": 0.02}},
    "regularizer": {"class_name": "L2", "config": {"l2": 0.001}},
    "constraint": {"class_name": "MaxNorm", "config": {"max_value": 3}},
    "activation": "tanh",
}
INNER: dict[tuple[str, str], tuple[Any, ...]] = {
    ("Bidirectional", "layer"): (
        {"class_name": "GRU", "config": {"units": 5, "return_sequences": True}},
        {"class_name": "LSTM", "config": {"units": 5, "return_state": True}},
        {"class_name": "RNN", "config": {"cell": {"class_name": "GRUCell", "config": {"units": 5}}}},
    ),
    ("Bidirectional", "backward_layer"): ({"class_name": "LSTM", "config": {"units": 64, "go_backwards": True}},),
    ("RNN", "cell"): (
        {"class_name": "GRUCell", "config": {"units": 5}},
        [{"class_name": "LSTMCell", "config": {"units": 5}}, {"class_name": "GRUCell", "config": {"units": 6}}],
    ),
    ("SpectralNormalization", "layer"): (
        {"class_name": "EinsumDense", "config": {"equation": "ab,bc->ac", "output_shape": 5}},
    ),
    ("TimeDistributed", "layer"): (
        {"class_name": "LayerNormalization", "config": {"axis": -1, "epsilon": 0.01}},
        {"class_name": "Dropout", "config": {"rate": 0.2}},
    ),
}
VALUES: dict[tuple[str, str], tuple[Any, ...]] = {
    ("Normalization", "mean"): (0.5,),
    ("Discretization", "bin_boundaries"): ([-1.0, 0.5, 2.0],),
    ("StringLookup", "vocabulary"): (["a", "b", "c"],),
    ("TextVectorization", "vocabulary"): (["one", "two", "three"],),
    ("IntegerLookup", "vocabulary"): ([10, 20, 30],),
    ("ZeroPadding2D", "padding"): ([[1, 2], [3, 4]],),
}
"""What says more than its kind: adapted statistics, vocabularies, sizes in pairs."""
COMPANIONS: dict[tuple[str, str], Config] = {("Normalization", "mean"): {"variance": 2.0}}
FIRST_DTYPES = ("mixed_float16", "bfloat16")


def argument_sets(entry: LayerEntry) -> Iterator[ArgumentSet]:
    """Yields the suggested arguments, then all objects at once, then one argument after another at another value."""
    base = default_config(entry)
    yield ArgumentSet("defaults", base)
    objects = {spec.name: OBJECTS[spec.kind] for spec in entry.arguments if spec.kind in OBJECTS}
    trainable = {"trainable": False} if "trainable" in entry.arguments_by_name else {}
    yield ArgumentSet("objects", {**base, **objects, **trainable})
    for spec in _interesting_first(entry):
        for value in _others(entry, spec, base):
            config = {**base, spec.name: value, **COMPANIONS.get((entry.class_name, spec.name), {})}
            yield ArgumentSet(f"{spec.name}={value}", config)
    for spec in entry.call_arguments:
        yield ArgumentSet(f"called with {spec.name}", base, call={spec.name: spec.default is not True})
    for port in entry.inputs:
        if port.optional:
            yield ArgumentSet(f"fed {port.name}", base, fed=(port.name,))
    if "return_state" in entry.arguments_by_name:
        both = {**base, "return_state": True, "return_sequences": True}
        yield ArgumentSet("states out and in", both, fed=("initial_state",))


def _interesting_first(entry: LayerEntry) -> list[ArgumentSpec]:
    special = {name for layer, name in (*INNER, *VALUES) if layer == entry.class_name}
    return sorted(entry.arguments, key=lambda spec: (spec.name not in special, spec.name == "dtype"))


def _others(entry: LayerEntry, spec: ArgumentSpec, base: Config) -> Iterator[Any]:
    """Yields values of the argument other than the one that it has."""
    place = (entry.class_name, spec.name)
    present = base.get(spec.name, spec.default)
    if place in INNER or place in VALUES:
        yield from INNER.get(place, VALUES.get(place, ()))
    elif spec.kind == "dtype" and not spec.name.startswith("vocabulary"):
        yield from (dtype for dtype in FIRST_DTYPES if dtype in spec.choices)
    elif spec.kind == "boolean":
        yield not present
    elif spec.kind == "choice":
        yield from (choice for choice in spec.choices if choice != present)
    elif spec.kind in ("integer", "integers") and isinstance(present, int):
        yield present + 1
    elif spec.kind == "number" and isinstance(present, (int, float)):
        yield present / 2
