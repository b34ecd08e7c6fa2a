"""Draws sound networks over the catalogue: chains, branches, merges, shared layers, states, operations and blocks.

Tensors are of a few kinds, each of one shape, so that any layer of a kind can follow any tensor of it.
"""

from typing import Any

from hypothesis import strategies as st

from builder.network import BLOCK, Block, Network
from tests.engine.drawing import Layer, draw, input_of

SHAPES = {"vector": (8,), "sequence": (6, 8), "image": (4, 4, 8), "tokens": (6,)}

Template = tuple[str, dict[str, Any]]

PRELU = {"class_name": "LeakyReLU", "config": {"negative_slope": 0.1}}
ANYWHERE: list[Template] = [
    ("Activation", {"activation": "gelu"}),
    ("BatchNormalization", {}),
    ("BatchNormalization", {"momentum": 0.9, "epsilon": 1e-05, "scale": False}),
    ("Dense", {"units": 8}),
    ("Dense", {"units": 8, "activation": "relu", "use_bias": False, "kernel_initializer": "he_normal"}),
    ("Dense", {"units": 8, "activation": PRELU, "kernel_regularizer": {"class_name": "L2", "config": {"l2": 0.001}}}),
    ("Dense", {"units": 8, "kernel_constraint": {"class_name": "MaxNorm", "config": {"max_value": 3}}}),
    (
        "Dense",
        {"units": 8, "trainable": False, "bias_initializer": {"class_name": "Constant", "config": {"value": 0.1}}},
    ),
    ("Dropout", {"rate": 0.25}),
    ("ELU", {"alpha": 0.5}),
    ("GaussianNoise", {"stddev": 0.1}),
    ("LayerNormalization", {"epsilon": 1e-06}),
    ("LeakyReLU", {}),
    ("PReLU", {}),
    ("ReLU", {"max_value": 6.0}),
    ("Rescaling", {"scale": 0.5, "offset": -1.0}),
    ("Softmax", {}),
    ("UnitNormalization", {}),
    ("ops.add", {"x2": 2}),
    ("ops.clip", {"x_min": -1.0, "x_max": 1.0}),
    ("ops.multiply", {"x2": 0.5}),
    ("ops.negative", {}),
    ("ops.power", {"x2": 2}),
    ("ops.relu", {}),
    ("ops.softmax", {"axis": -1}),
    ("ops.tanh", {}),
    ("ops.true_divide", {"x2": 3.0}),
]
STEPS: dict[tuple[str, str], list[Template]] = {
    ("sequence", "sequence"): [
        ("Bidirectional", {"layer": {"class_name": "LSTM", "config": {"units": 4, "return_sequences": True}}}),
        ("Conv1D", {"filters": 8, "kernel_size": 3, "padding": "causal", "dilation_rate": 2}),
        ("GRU", {"units": 8, "return_sequences": True, "dropout": 0.1}),
        ("LSTM", {"units": 8, "return_sequences": True, "activation": "relu"}),
        ("RNN", {"cell": {"class_name": "GRUCell", "config": {"units": 8}}, "return_sequences": True}),
        ("SeparableConv1D", {"filters": 8, "kernel_size": 3, "padding": "same"}),
        ("SimpleRNN", {"units": 8, "return_sequences": True}),
        ("SpatialDropout1D", {"rate": 0.1}),
        ("TimeDistributed", {"layer": {"class_name": "Dense", "config": {"units": 8, "activation": "tanh"}}}),
        ("ops.cumsum", {"axis": 1}),
        ("ops.flip", {"axis": 1}),
        ("ops.getitem", {"key": ":, ::-1"}),
    ],
    ("sequence", "vector"): [
        ("GRU", {"units": 8}),
        ("GlobalAveragePooling1D", {}),
        ("GlobalMaxPooling1D", {}),
        ("LSTM", {"units": 8, "recurrent_dropout": 0.1}),
        ("RNN", {"cell": [{"class_name": kind, "config": {"units": 8}} for kind in ("LSTMCell", "SimpleRNNCell")]}),
        ("ops.getitem", {"key": ":, -1"}),
        ("ops.max", {"axis": 1}),
        ("ops.mean", {"axis": 1}),
    ],
    ("image", "image"): [
        ("Conv2D", {"filters": 8, "kernel_size": 3, "padding": "same", "activation": "relu"}),
        ("Conv2D", {"filters": 8, "kernel_size": [1, 3], "padding": "same", "groups": 2}),
        ("Conv2DTranspose", {"filters": 8, "kernel_size": 3, "padding": "same"}),
        ("DepthwiseConv2D", {"kernel_size": 3, "padding": "same"}),
        ("GroupNormalization", {"groups": 4}),
        ("MaxPooling2D", {"pool_size": 3, "strides": 1, "padding": "same"}),
        ("RandomFlip", {"mode": "horizontal"}),
        ("SeparableConv2D", {"filters": 8, "kernel_size": 3, "padding": "same"}),
        ("SpatialDropout2D", {"rate": 0.1}),
        ("ops.square", {}),
        ("ops.transpose", {"axes": [0, 2, 1, 3]}),
    ],
    ("image", "vector"): [
        ("GlobalAveragePooling2D", {}),
        ("GlobalMaxPooling2D", {}),
        ("ops.mean", {"axis": [1, 2]}),
        ("ops.getitem", {"key": ":, 0, 1"}),
    ],
    ("vector", "sequence"): [("RepeatVector", {"n": 6})],
    ("tokens", "sequence"): [
        ("Embedding", {"input_dim": 20, "output_dim": 8}),
        ("Embedding", {"input_dim": 20, "output_dim": 8, "embeddings_initializer": "normal", "mask_zero": True}),
    ],
}
MERGES: list[Template] = [(name, {}) for name in ("Add", "Average", "Maximum", "Minimum", "Multiply")]
PAIRS: list[Template] = [
    ("Subtract", {}),
    *((f"ops.{name}", {}) for name in ("add", "maximum", "multiply", "subtract")),
]
STATES = {"LSTM": 2, "GRU": 1}
NAMES = ["stem", "Head_2", "dense_7", "x", "class", "input", "layers", "A", "block_1"]


class Drawing:
    """A network while it is drawn: its layers, its arrows, and the tensors of each kind that it has so far."""

    def __init__(self, make: st.DrawFn, prefix: str = "n") -> None:
        self.make = make
        self.prefix = prefix
        self.layers: list[Layer] = []
        self.arrows: list[str] = []
        self.tensors: dict[str, list[str]] = {}
        self.shareable: list[tuple[str, str, str, str]] = []

    def add(self, class_name: str, config: dict[str, Any], *sources: str) -> str:
        """Adds a layer that is fed by ``sources``: "name", "name.1", and with the argument behind a colon."""
        name = f"{self.prefix}{len(self.layers)}"
        wish = self.make(st.sampled_from(["", "", "", *NAMES]))
        taken = {config.get("label") for _, _, config in self.layers}
        label = "" if wish in taken or class_name.startswith(("ops.", BLOCK)) or "shares" in config else wish
        self.layers.append((name, class_name, config | {"label": label}))
        for source in sources:
            tensor, _, argument = source.partition(":")
            self.arrows.append(f"{tensor}>{name}" + (f":{argument}" if argument else ""))
        return name

    def put(self, kind: str, tensor: str) -> None:
        self.tensors.setdefault(kind, []).append(tensor)

    def pick(self, kind: str) -> str:
        return self.make(st.sampled_from(self.tensors[kind]))

    def start(self, kind: str) -> None:
        _, class_name, config = input_of(*SHAPES[kind], **({"dtype": "int32"} if kind == "tokens" else {}))
        self.put(kind, self.add(class_name, config))

    def step(self) -> None:
        """Adds a layer, an operation, a merge or the like behind what there is."""
        choices = [self._layer, self._layer, self._layer, self._merge, self._share, self._wide]
        if "sequence" in self.tensors:
            choices += [self._states, self._attention]
        self.make(st.sampled_from(choices))()

    def _layer(self) -> None:
        kind = self.make(st.sampled_from(sorted(self.tensors)))
        ways = [(kind, target) for source, target in STEPS if source == kind]
        ways = [*ways, *([] if kind == "tokens" else [(kind, kind)])]
        _, target = self.make(st.sampled_from(sorted(set(ways))))
        templates = STEPS.get((kind, target), []) + (ANYWHERE if kind == target else [])
        class_name, config = self.make(st.sampled_from(templates))
        name = self.add(class_name, config, self.pick(kind))
        if not class_name.startswith("ops."):
            self.shareable.append((name, class_name, kind, target))
        self.put(target, name)

    def _merge(self) -> None:
        kind = self.make(st.sampled_from(sorted(self.tensors)))
        if kind == "tokens":
            return self._layer()
        first, second = self.pick(kind), self.pick(kind)
        if self.make(st.booleans()):
            more = self.make(st.lists(st.sampled_from(self.tensors[kind]), max_size=2))
            return self.put(kind, self.add(*self.make(st.sampled_from(MERGES)), first, second, *more))
        class_name, config = self.make(st.sampled_from(PAIRS))
        argument = ":x2" if class_name.startswith("ops.") else ""
        return self.put(kind, self.add(class_name, config, first, second + argument))

    def _wide(self) -> None:
        kind = self.make(st.sampled_from(sorted(self.tensors)))
        if kind == "tokens":
            return self._layer()
        joined = self.make(st.sampled_from([("Concatenate", {}), ("ops.concatenate", {"axis": -1})]))
        wide = self.add(*joined, self.pick(kind), self.pick(kind))
        return self.put(kind, self.add("Dense", {"units": 8}, wide))

    def _share(self) -> None:
        if not self.shareable:
            return self._layer()
        owner, class_name, kind, target = self.make(st.sampled_from(self.shareable))
        return self.put(target, self.add(class_name, {"shares": owner}, self.pick(kind)))

    def _states(self) -> None:
        class_name = self.make(st.sampled_from(sorted(STATES)))
        count = STATES[class_name]
        given = "vector" in self.tensors and self.make(st.booleans())
        states = [f"{self.pick('vector')}:initial_state" for _ in range(count)] if given else []
        name = self.add(class_name, {"units": 8, "return_state": True}, self.pick("sequence"), *states)
        for number in range(1 + count):
            self.put("vector", f"{name}.{number}" if number else name)

    def _attention(self) -> None:
        query, value = self.pick("sequence"), self.pick("sequence")
        if self.make(st.booleans()):
            call = {"call": {"use_causal_mask": True}} if self.make(st.booleans()) else {}
            config = {"num_heads": 2, "key_dim": 4, **call}
            return self.put("sequence", self.add("MultiHeadAttention", config, query, f"{value}:value"))
        return self.put("sequence", self.add("Attention", {"use_scale": True}, query, value))


@st.composite
def any_networks(make: st.DrawFn, *, most: int = 10) -> Network:
    """Draws a network of up to ``most`` steps, some of them copies or calls of blocks."""
    blocks = {}
    for number in range(make(st.integers(0, 2))):
        inner = Drawing(make, "m")
        inner.start("vector")
        for _ in range(make(st.integers(1, 3))):
            inner.step()
        last = inner.add("Dense", {"units": 8}, inner.tensors["vector"][-1])
        name = ("encoder", "Tower")[number]
        ends = {"outputs": ({"node": last},)}
        blocks[f"b{number}"] = draw(tuple(inner.layers), *inner.arrows, kind=Block, name=name, **ends)
    outer = Drawing(make)
    for kind in make(st.lists(st.sampled_from(sorted(SHAPES)), min_size=1, max_size=3)):
        outer.start(kind)
    for _ in range(make(st.integers(1, most))):
        outer.step()
        if blocks and "vector" in outer.tensors and make(st.booleans()):
            key = make(st.sampled_from(sorted(blocks)))
            outer.put("vector", outer.add("Block", {"block": key}, outer.pick("vector")))
    return draw(tuple(outer.layers), *outer.arrows, blocks=blocks)
