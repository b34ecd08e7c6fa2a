"""What checking a network comes to: problems as data, the tensors that flow, the parameters that are learned."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from builder.network import Problem

Shape = tuple[int | None, ...]


class TensorSpec(NamedTuple):
    """A tensor that is not there yet: shape with the batch dimension first (None: unknown) and dtype.

    ``mask`` is the shape of the Keras mask that travels along, None where there is none.
    """

    shape: Shape
    dtype: str = "float32"
    mask: Shape | None = None


@dataclass(frozen=True, slots=True)
class BlockReport:
    """What checking found inside one block, keyed by the ids of its own nodes; its fixes are edits inside it.

    The tensors are those that flow when the first node that stands for it feeds it, else when its Inputs are as they
    declare. ``total_parameters`` counts the block's weights once, however many nodes stand for it.
    """

    problems: tuple[Problem, ...] = ()
    tensors: Mapping[str, tuple[TensorSpec, ...]] = field(default_factory=dict)
    parameters: Mapping[str, int] = field(default_factory=dict)
    total_parameters: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """The answer to "is this a network, and what flows through it?".

    ``tensors`` and ``parameters`` are keyed by node id and leave out nodes that could not be worked out. A layer that
    several nodes share counts once, at its owner; a block once, at the first node that stands for it. The totals are
    the model's: a layer that leads to no output has parameters of its own but is no part of them. ``blocks`` says what
    was found inside each block that does not hold itself.
    """

    problems: tuple[Problem, ...] = ()
    tensors: Mapping[str, tuple[TensorSpec, ...]] = field(default_factory=dict)
    parameters: Mapping[str, int] = field(default_factory=dict)
    total_parameters: int = 0
    trainable_parameters: int = 0
    blocks: Mapping[str, BlockReport] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """True where Keras would build the network: nothing is wrong but perhaps worth a warning."""
        return not any(problem.severity == "error" for problem in self.problems)
