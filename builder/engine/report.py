"""What checking a network comes to: problems as data, the tensors that flow, the parameters that are learned."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from builder.network import Problem

Shape = tuple[int | None, ...]
"""Lengths of a tensor's dimensions, the batch's first; None for one that is not known."""


class TensorSpec(NamedTuple):
    """A tensor that is not there yet.

    Attributes:
        shape: lengths of its dimensions, the batch's first; None for one that is not known.
        dtype: by Keras's names, such as "float32" or "int32".
        mask: shape of the Keras mask that travels along, None where there is none.
    """

    shape: Shape
    dtype: str = "float32"
    mask: Shape | None = None


@dataclass(frozen=True, slots=True)
class BlockReport:
    """What checking found inside one block, keyed by the ids of its own nodes.

    Attributes:
        problems: what is wrong inside it; their fixes are edits inside it.
        tensors: the outputs of each node, when the first node that stands for the block feeds it, else when its Inputs
            are as they declare.
        parameters: how many numbers each node's layer holds, as in a :class:`Report`.
        total_parameters: all of the block's numbers, counted once, however many nodes stand for it.
    """

    problems: tuple[Problem, ...] = ()
    tensors: Mapping[str, tuple[TensorSpec, ...]] = field(default_factory=dict)
    parameters: Mapping[str, int] = field(default_factory=dict)
    total_parameters: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """The answer to "is this a network, and what flows through it?".

    Attributes:
        problems: everything that is wrong, and what is worth a warning, in words.
        tensors: the outputs of each node, by its id. Nodes that could not be worked out are left out.
        parameters: how many numbers each node's layer holds, trainable or not, by the node's id; left out as above. A
            layer that several nodes share counts once, at its owner, a block at the first node that stands for it.
        total_parameters: how many the model holds. A layer that leads to no output is no part of it, whatever it holds.
        trainable_parameters: how many of these training changes.
        blocks: what was found inside each block that does not hold itself, by the block's id.
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
