"""How a network learns: data, loss per output, metrics, optimizer and the numbers of a training."""

from typing import Annotated

from pydantic import Field, StringConstraints

from builder.network.record import ClassName, Config, Identifier, Record

FeatureName = Annotated[str, StringConstraints(min_length=1, max_length=200)]


ClassNumber = Annotated[int, Field(ge=0, lt=100_000)]
Weight = Annotated[float, Field(ge=0)]


class ObjectSpec(Record):
    """A Keras object by its class and the arguments given to it, such as ``Adam(learning_rate=0.01)``."""

    class_name: ClassName
    config: Config = Field(default_factory=dict)


class DataBinding(Record):
    """Which data feed which Input and which target each output learns.

    ``inputs`` maps the id of an Input node to a feature of the data set, ``targets`` the id of an output node to a
    target. What is left out is matched by the data package (by shape, then by order).
    """

    dataset: FeatureName
    options: Config = Field(default_factory=dict)
    inputs: dict[Identifier, FeatureName] = Field(default_factory=dict)
    targets: dict[Identifier, FeatureName] = Field(default_factory=dict)


class Recipe(Record):
    """Everything about training that is not the network itself.

    ``losses``, ``loss_weights`` and ``metrics`` are keyed by the id of the output node. The losses of several outputs
    are averaged: the total is the mean of the losses, each times its weight (1 where none is given).

    ``adapted`` names the nodes whose layers, such as a Normalization, measure the training part before training begins
    (Keras's ``adapt``).

    ``class_weight`` is what ``fit`` calls so: for some classes, by number, how much a sample of that class counts in
    the loss of the training part; the others count 1. Like Keras it takes models of a single output only.
    """

    data: DataBinding | None = None
    adapted: tuple[Identifier, ...] = ()
    losses: dict[Identifier, ObjectSpec] = Field(default_factory=dict)
    class_weight: dict[ClassNumber, Weight] = Field(default_factory=dict)
    loss_weights: dict[Identifier, float] = Field(default_factory=dict)
    metrics: dict[Identifier, tuple[ObjectSpec, ...]] = Field(default_factory=dict)
    optimizer: ObjectSpec | None = None
    callbacks: tuple[ObjectSpec, ...] = ()
    epochs: int | None = Field(default=None, ge=1, le=100_000)
    batch_size: int | None = Field(default=None, ge=1, le=1_000_000)
    validation_share: float | None = Field(default=None, ge=0, lt=1)
    seed: int | None = Field(default=None, ge=0, lt=2**32)
