"""Layers, their calls, and the tensors between them, as the source makes them one after another."""

from dataclasses import dataclass, field
from typing import Any

from builder.catalog.specs import LayerEntry
from builder.conversion.from_python.language.values import Unknown
from builder.network import INPUT
from builder.network.record import Config


@dataclass(slots=True, eq=False)
class Layer:
    """A layer object, an Input or one use of an operation.

    ``automatic`` is the name that Keras would give it, ``given_shape`` what an old spelling such as ``input_shape=``
    says of the tensor it takes, without the batch.
    """

    entry: LayerEntry
    config: Config
    name: str = ""
    automatic: str = ""
    line: int = 0
    calls: "list[Call]" = field(default_factory=list)
    given_shape: tuple[Any, ...] | None = None
    given_dtype: str = ""
    activation: Any = None
    """A function of the source that is followed behind each call, where the layer was given one as its activation."""
    measured: "tuple[Any, int] | None" = None
    """The origin of the data that the layer is adapted to, and the line; None where it is not, or to plain values."""
    holders: int = 0
    """How many layers were made with this one inside them, such as a TimeDistributed."""
    unknown: Unknown | None = None
    """Why the layer is not understood; None where it is one of Keras."""
    is_known: bool = False
    """Whether the document says so of it already."""

    @property
    def is_input(self) -> bool:
        return self.entry.class_name == INPUT

    @property
    def title(self) -> str:
        return self.name or self.automatic


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A tensor given to one place of a call; as an ``Edge`` has it."""

    tensor: "Tensor"
    argument: str | None = None
    index: int = 0


@dataclass(slots=True, eq=False)
class Call:
    """One call of a layer or a model; ``number`` counts all calls of a source."""

    number: int
    callee: "Layer | Model"
    links: tuple[Link, ...] = ()
    config: Config = field(default_factory=dict)
    line: int = 0
    outputs: "list[Tensor]" = field(default_factory=list)
    activated: "Tensor | None" = None
    """The output behind the layer's ``activation``, where that is a function of the source."""


@dataclass(slots=True, eq=False)
class Tensor:
    """One output of one call. ``shape`` is remembered once it was asked for; with the batch dimension."""

    call: Call
    output: int = 0
    shape: tuple[int | None, ...] | None = None


@dataclass(slots=True, eq=False)
class Model:
    """A model between its input and output tensors.

    ``structure`` says in what form it gives its outputs: "one", "list" or, with ``output_keys``, "dict".
    """

    inputs: list[Tensor]
    outputs: list[Tensor]
    name: str = ""
    automatic: str = ""
    line: int = 0
    input_keys: tuple[str, ...] = ()
    output_keys: tuple[str, ...] = ()
    structure: str = "one"
    depth: int = 1
    is_used: bool = False
    """Whether another model was made with it."""
    compiled: dict[str, Any] = field(default_factory=dict)
    fitted: dict[str, Any] = field(default_factory=dict)
    evaluated: dict[str, Any] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    unread: Layer | None = None
    """What stands for the model where it is not understood, as one whose class says itself what it computes."""
    distributed: "dict[int, Model]" = field(default_factory=dict)
    """What TimeDistributed layers around this model come to, by the number of their axes of steps."""

    @property
    def title(self) -> str:
        return self.name or self.automatic

    def contain(self, part: "Model") -> None:
        """Notes that this model is made with another."""
        part.is_used = True
        self.depth = max(self.depth, part.depth + 1)


@dataclass(slots=True, eq=False)
class Sequential(Model):
    """A model that grows: ``chain`` holds its input tensor, once known, and the output of each of its ``items``."""

    items: list[Layer | Model] = field(default_factory=list)
    chain: list[Tensor] = field(default_factory=list)
    is_assumed: bool = False
    """Whether nothing was said yet of the shape that it takes."""


def calls_between(inputs: list[Tensor], outputs: list[Tensor]) -> list[Call]:
    """Returns the calls that lead from the inputs to the outputs, in the order in which they were made."""
    stop = {id(tensor) for tensor in inputs}
    found: dict[int, Call] = {}
    pending = [tensor for tensor in outputs if id(tensor) not in stop]
    while pending:
        call = pending.pop().call
        if call.number not in found:
            found[call.number] = call
            pending.extend(link.tensor for link in call.links if id(link.tensor) not in stop)
    return [found[number] for number in sorted(found)]


def all_calls(model: Model) -> list[Call]:
    """Returns the calls of a model with those of its inputs, in the order in which they were made."""
    calls = {call.number: call for call in calls_between(model.inputs, model.outputs)}
    calls |= {tensor.call.number: tensor.call for tensor in model.inputs if is_input(tensor)}
    return [calls[number] for number in sorted(calls)]


def is_input(tensor: Tensor) -> bool:
    return isinstance(tensor.call.callee, Layer) and tensor.call.callee.is_input


def layers_of(model: Model) -> list[Layer | Model]:
    """Returns the model's layers, inputs first where the source made them first; each once."""
    if isinstance(model, Sequential):
        return list(model.items)
    return list({id(call.callee): call.callee for call in all_calls(model)}.values())
