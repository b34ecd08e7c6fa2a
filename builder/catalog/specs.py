"""What the catalogue says about one layer, loss, optimizer ...: the shape of the committed JSON."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import Field, JsonValue

from builder.catalog.uses import Uses
from builder.network.record import Config, Record

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
    "index",  # the text between the brackets of x[:, 0]; see builder.catalog.index_text
]


TUPLE_KINDS: frozenset[ArgumentKind] = frozenset({"integers", "numbers", "strings", "shape"})
"""The kinds whose value is a tuple in Python and a list in JSON."""


class ArgumentSpec(Record):
    """One constructor argument, enough to draw its field and to check what was typed."""

    name: str
    kind: ArgumentKind
    default: JsonValue = None
    required: bool = False
    nullable: bool = False
    choices: tuple[JsonValue, ...] = ()
    """What may be chosen; for a nested layer the classes that fit in (RNN: cells), empty where any layer does."""
    minimum: float | None = None
    maximum: float | None = None
    length: int | None = None
    scalar: bool = False
    nested: bool = False
    """Whether each integer of an "integers" may be a pair instead: what comes before and after (ZeroPadding2D)."""
    help: str = ""
    group: Literal["main", "advanced"] = "main"
    headline: str = ""
    """A template such as "{} units" or "{}" when the argument belongs on the node itself; empty otherwise.

    Nothing is shown for None or False; one without braces ("whole sequence") is shown for True as it stands. A nested
    object is shown by its class, a list by its parts joined with ×, and one integer that stands for ``length`` of them
    as often (3 for a Conv2D: 3×3)."""
    suggestion: JsonValue = None
    """The value that a freshly dropped node starts with, for what it cannot do without; None: not given."""


class InputPort(Record):
    """One tensor argument of ``call``. The first port of a layer has ``argument`` None, the others Keras's name.

    A ``variadic`` port takes a list of tensors, from ``at_least`` to ``at_most`` (None: any number) of them;
    ``item_names`` say what each place in the list means, where it matters (Attention: query, value, key).
    """

    name: str
    argument: str | None = None
    variadic: bool = False
    optional: bool = False
    at_least: int = 1
    at_most: int | None = 1
    item_names: tuple[str, ...] = ()
    spread: bool = False
    """Whether its tensors are arguments of their own, not a list: einsum(subscripts, x, y)."""
    number: bool = False
    """Whether a plain number will do in its place (``x + 2``); the argument of the port's name then holds it."""


class OutputPort(Record):
    """One tensor that comes out; ``when`` names the values that make it appear (empty: always).

    A key of ``when`` is an argument of the constructor or of ``call``, or a path into a nested layer such as
    "layer.config.return_state" and "cell.class_name". A value that is not given counts as Keras's default.
    """

    name: str
    when: dict[str, JsonValue] = Field(default_factory=dict)
    states_of: str = ""
    """The argument that holds a recurrent layer, a cell or a list of cells, each of whose states is an output here."""


class ObjectEntry(Record):
    """A Keras class (or function, for activations) with its arguments."""

    class_name: str
    summary: str
    description: str = ""
    arguments: tuple[ArgumentSpec, ...] = ()
    aliases: tuple[str, ...] = ()
    """Other names under which Keras knows the same class, such as "AvgPool2D" and "GroupedQueryAttention"."""

    @cached_property
    def arguments_by_name(self) -> dict[str, ArgumentSpec]:
        return {argument.name: argument for argument in self.arguments}


class LayerEntry(ObjectEntry):
    """A layer: an object with ports, a family and the tensor ranks it takes."""

    family: str
    common: bool = False
    """Whether people reach for it first: the palette shows these, the others on demand or by search."""
    inputs: tuple[InputPort, ...]
    outputs: tuple[OutputPort, ...]
    ranks: tuple[int, ...] | None = None
    """Accepted ranks of the first input, batch dimension included (Conv2D: 4); None where any rank goes."""
    call_arguments: tuple[ArgumentSpec, ...] = ()
    """Constant arguments of ``call`` such as ``training``."""
    operation: str = ""
    """For a function of ``keras.ops`` the Operation that Keras makes of it: "Mean" for "ops.mean"."""
    outputs_from: str = ""
    """The argument that says how many tensors come out (ops.split: "indices_or_sections"); "" where ``outputs`` does.

    A number gives so many, a list of places to cut at one more than it has; None leaves it to the tensor's shape."""

    order: tuple[str, ...] = ()
    """The names of an operation's arguments in the order of its signature, where that is not tensors first."""

    @cached_property
    def names_in_order(self) -> tuple[str, ...]:
        """The names of the tensors and the constants of a call in the order in which Keras takes them unnamed."""
        ports = [port.name for port in self.inputs]
        return self.order or (*ports, *(spec.name for spec in self.arguments if spec.name not in ports))

    @cached_property
    def number_ports(self) -> frozenset[str]:
        """The names of the ports for which a plain number will do; the arguments of these names hold it."""
        return frozenset(port.name for port in self.inputs if port.number)


class LossEntry(ObjectEntry):
    alias: str | None = None
    """The snake_case name that ``compile`` takes, such as "mse" spelled out: "mean_squared_error"."""
    uses: Uses | None = None
    """What a loss or metric can judge; None for the other objects."""


class MetricEntry(LossEntry):
    logged: str
    """The name under which it is logged where it is given none: "fbeta_score" for FBetaScore()."""
    numbered: bool = False
    """Whether Keras numbers the instances that are given no name: "auc", "auc_1" ..."""
    direction: Literal["up", "down", ""] = ""
    """Which way is better, as callbacks know it; empty where they do not."""


class OptimizerEntry(LossEntry):
    slots: int = 0
    """How many numbers it keeps for each number of a weight that it trains (Adam: 2), as it is by default."""
    more_slots: dict[str, int] = Field(default_factory=dict)
    """How many it keeps besides where an argument is switched: on where it is off by default, or off."""

    def slots_under(self, config: Config) -> int:
        """Returns how many numbers it keeps for each number of a weight, with these arguments."""
        given = ((self.arguments_by_name[name], added) for name, added in self.more_slots.items() if name in config)
        return self.slots + sum(added for spec, added in given if bool(config[spec.name]) != bool(spec.default))


class Catalog(Record):
    """Everything Layerloom knows about the installed Keras."""

    keras_version: str
    families: dict[str, str]
    """Family key -> title, in palette order."""
    layers: dict[str, LayerEntry]
    operations: dict[str, LayerEntry] = Field(default_factory=dict)
    """Functions of ``keras.ops`` that take tensors, as "ops.mean"; their constants are arguments like a layer's."""
    losses: dict[str, LossEntry]
    metrics: dict[str, MetricEntry]
    optimizers: dict[str, OptimizerEntry]
    activations: dict[str, ObjectEntry]
    initializers: dict[str, LossEntry]
    regularizers: dict[str, LossEntry]
    constraints: dict[str, LossEntry]
    schedules: dict[str, ObjectEntry]
    callbacks: dict[str, ObjectEntry]

    @cached_property
    def node_entries(self) -> dict[str, LayerEntry]:
        """Everything that a node of a network may be: layers and operations, by class name."""
        return self.layers | self.operations

    def classes(self, kind: str) -> Mapping[str, ObjectEntry]:
        """Returns the entries that may stand as an object for an argument of this kind, by class name and alias."""
        return self._classes_by_kind.get(kind, {})

    def names(self, kind: str) -> Mapping[str, ObjectEntry]:
        """Returns the entries that an argument of this kind may name by a string such as "he_normal"."""
        if kind == "activation":
            return named(self.activations)
        return {
            name: entry for name, entry in self.classes(kind).items() if isinstance(entry, LossEntry) and entry.alias
        }

    @cached_property
    def _classes_by_kind(self) -> dict[str, dict[str, ObjectEntry]]:
        sections: dict[str, Mapping[str, ObjectEntry]] = {
            "layer": self.layers,
            "layers": self.layers,
            "activation": {name: entry for name, entry in self.layers.items() if entry.family == "activation"},
            "initializer": self.initializers,
            "regularizer": self.regularizers,
            "constraint": self.constraints,
            "schedule": self.schedules,
        }
        return {kind: named(section) for kind, section in sections.items()}


def named(section: Mapping[str, ObjectEntry]) -> dict[str, ObjectEntry]:
    """Returns the entries of a section by every name that Keras knows them by."""
    return {
        name: entry
        for entry in section.values()
        for name in (
            entry.class_name,
            *entry.aliases,
            *([entry.alias] if isinstance(entry, LossEntry) and entry.alias else []),
        )
    }
