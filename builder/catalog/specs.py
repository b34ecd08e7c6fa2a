"""What the catalogue says about one layer, loss, optimizer ...: the shape of the committed JSON."""

from typing import Literal

from pydantic import JsonValue

from builder.network.record import Record

ArgumentKind = Literal[
    "integer",
    "number",
    "boolean",
    "string",
    "choice",  # one of `choices`
    "integers",  # a tuple of `length` integers (None: any length); `scalar` says that one integer will do
    "numbers",  # a tuple of floats, likewise
    "strings",
    "shape",  # a tensor shape without the batch dimension; null for an unknown size
    "dtype",
    "activation",  # the name of an activation, or an object of one
    "initializer",
    "regularizer",
    "constraint",
    "schedule",  # a number, or a learning-rate schedule object
    "layer",  # a nested layer {"class_name", "config"}
    "layers",  # a list of nested layers
    "object",  # another Keras object, {"class_name", "config"}
    "any",  # any JSON value
]


class ArgumentSpec(Record):
    """One constructor argument, enough to draw its field and to check what was typed."""

    name: str
    kind: ArgumentKind
    default: JsonValue = None
    required: bool = False
    nullable: bool = False
    choices: tuple[JsonValue, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    length: int | None = None
    scalar: bool = False
    help: str = ""
    group: Literal["main", "advanced"] = "main"
    headline: str = ""
    """A template such as "{} units" or "{}" when the argument belongs on the node itself; empty otherwise."""
    suggestion: JsonValue = None
    """For a required argument, the value that a freshly dropped node starts with."""


class InputPort(Record):
    """One tensor argument of ``call``. The first port of a layer has ``argument`` None, the others Keras's name."""

    name: str
    argument: str | None = None
    variadic: bool = False
    optional: bool = False


class OutputPort(Record):
    """One tensor that comes out; ``when`` names the config values that make it appear (empty: always)."""

    name: str
    when: dict[str, JsonValue] = {}


class ObjectEntry(Record):
    """A Keras class (or function, for activations) with its arguments."""

    class_name: str
    summary: str
    description: str = ""
    arguments: tuple[ArgumentSpec, ...] = ()


class LayerEntry(ObjectEntry):
    """A layer: an object with ports, a family and the tensor ranks it takes."""

    family: str
    inputs: tuple[InputPort, ...]
    outputs: tuple[OutputPort, ...]
    ranks: tuple[int, ...] | None = None
    """Accepted ranks of the first input, batch dimension included (Conv2D: 4); None where any rank goes."""
    call_arguments: tuple[ArgumentSpec, ...] = ()
    """Constant arguments of ``call`` such as ``training``."""


class LossEntry(ObjectEntry):
    alias: str | None = None
    """The snake_case name that ``compile`` takes, such as "mse" spelled out: "mean_squared_error"."""


class Catalog(Record):
    """Everything Layerloom knows about the installed Keras."""

    keras_version: str
    families: dict[str, str]
    """Family key -> title, in palette order."""
    layers: dict[str, LayerEntry]
    losses: dict[str, LossEntry]
    metrics: dict[str, LossEntry]
    optimizers: dict[str, LossEntry]
    activations: dict[str, ObjectEntry]
    initializers: dict[str, LossEntry]
    regularizers: dict[str, LossEntry]
    constraints: dict[str, LossEntry]
    schedules: dict[str, ObjectEntry]
    callbacks: dict[str, ObjectEntry]
