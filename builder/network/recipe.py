"""How a network learns: data, loss per output, metrics, optimizer and the numbers of a training."""

from typing import Annotated

from pydantic import Field, StringConstraints

from builder.network.record import ClassName, Config, Identifier, Record

FeatureName = Annotated[str, StringConstraints(min_length=1, max_length=200)]


ClassNumber = Annotated[int, Field(ge=0, lt=100_000)]
Weight = Annotated[float, Field(ge=0)]


class ObjectSpec(Record):
    """A Keras object by its class and the arguments given to it, such as ``Adam(learning_rate=0.01)``.

    Attributes:
        class_name: Keras's, such as "Adam".
        config: arguments by Keras's names; what is left out has Keras's default.
    """

    class_name: ClassName
    config: Config = Field(default_factory=dict)


class DataBinding(Record):
    """Which data feed which Input and which target each output learns.

    What ``inputs`` and ``targets`` leave out is matched by the data package (by shape, then by order).

    Attributes:
        dataset: the data set's name, such as "digits".
        options: what the data set is asked for, such as ``{"as": "vectors"}``; what is left out has its default.
        inputs: by the id of an Input node, the feature of the data set that feeds it.
        targets: by the id of an output node, the target that it learns.
    """

    dataset: FeatureName
    options: Config = Field(default_factory=dict)
    inputs: dict[Identifier, FeatureName] = Field(default_factory=dict)
    targets: dict[Identifier, FeatureName] = Field(default_factory=dict)


class Recipe(Record):
    """Everything about training that is not the network itself. What is left open is filled by proposals.

    The losses of several outputs are averaged: the total is the mean of the losses, each times its weight.

    Attributes:
        data: the data set, and what of it goes where.
        adapted: the ids of the nodes whose layers, such as a Normalization, measure the training part before training
            begins (Keras's ``adapt``).
        losses: by the id of the output node.
        class_weight: what ``fit`` calls so: for some classes, by number, how much a sample of that class counts in the
            loss of the training part; the others count 1. Like Keras it takes models of a single output only.
        loss_weights: by the id of the output node; 1 where none is given.
        metrics: by the id of the output node.
        optimizer: one for the whole model.
        callbacks: Keras's, such as EarlyStopping, in the order in which they are called.
        epochs: how often the training part is gone through, at most.
        batch_size: samples in one step.
        validation_share: how much of what the test part leaves is kept to validate on, from 0 to less than 1.
        seed: chooses the samples of each part, the first weights and the order of the batches; 0 where none is given.
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
