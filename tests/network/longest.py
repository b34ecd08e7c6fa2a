"""Networks of layers that say as much as a layer can: every argument of an LSTM both ways, none at its default."""

from typing import Any

from builder.network import Edge, Network, Node
from builder.network.record import Config

INITIALIZER = {
    "class_name": "VarianceScaling",
    "config": {"scale": 1.2345678, "mode": "fan_avg", "distribution": "untruncated_normal", "seed": 1234567},
}
REGULARIZER = {"class_name": "L1L2", "config": {"l1": 0.012345678, "l2": 0.012345678}}
CONSTRAINT = {
    "class_name": "MinMaxNorm",
    "config": {"min_value": 0.12345, "max_value": 1.2345, "rate": 0.98765, "axis": 1},
}
WEIGHTS = ("kernel", "recurrent", "bias")

LSTM: Config = {
    "units": 12_345,
    "activation": {"class_name": "LeakyReLU", "config": {"negative_slope": 0.123456}},
    "recurrent_activation": "hard_sigmoid",
    "use_bias": True,
    "unit_forget_bias": False,
    "dropout": 0.12345,
    "recurrent_dropout": 0.12345,
    "seed": 123_456_789,
    "return_sequences": True,
    "return_state": False,
    "go_backwards": True,
    "stateful": True,
    "unroll": True,
    "use_cudnn": False,
    "dtype": "bfloat16",
    "activity_regularizer": REGULARIZER,
    **{f"{weights}_initializer": INITIALIZER for weights in WEIGHTS},
    **{f"{weights}_regularizer": REGULARIZER for weights in WEIGHTS},
    **{f"{weights}_constraint": CONSTRAINT for weights in WEIGHTS},
}
BOTH_WAYS: Config = {
    "layer": {"class_name": "LSTM", "config": LSTM},
    "backward_layer": {"class_name": "LSTM", "config": LSTM | {"go_backwards": False}},
    "merge_mode": "concat",
}


def long_layers(count: int, class_name: str = "Bidirectional", config: Config = BOTH_WAYS) -> Network:
    """Returns a chain of so many layers, the Input among them."""
    names = [f"layer_{place}" for place in range(1, count)]
    return Network(
        name="As long as may be",
        nodes=(
            Node(id="input_1", class_name="Input", config={"shape": [8, 4]}),
            *(Node(id=name, class_name=class_name, config=config) for name in names),
        ),
        edges=tuple(
            Edge(id=f"{target}-in0", source=source, target=target)
            for source, target in zip(["input_1", *names], names, strict=False)
        ),
    )


def nested(levels: int, key: str = "") -> Any:
    """Returns a number inside so many lists, or objects of this key."""
    value: Any = 1
    for _ in range(levels):
        value = {key: value} if key else [value]
    return value
