"""A layer that does not take what flows into it, told in plain words."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from builder.catalog.specs import LayerEntry
from builder.engine.mismatch_operations import OPERATION_TELLERS
from builder.engine.report import TensorSpec
from builder.engine.words import join_words, needed_words, size_words, tensor_words
from builder.network import INPUT, Edge, Graph, Node, Problem
from builder.network.record import Config


@dataclass(frozen=True, slots=True)
class InputMismatch:
    """A node, the config of the layer it calls, and the edges that bring it tensors, in the order of its ports."""

    graph: Graph
    node: Node
    entry: LayerEntry
    config: Config
    edges: tuple[Edge, ...]
    tensors: tuple[TensorSpec, ...]

    @property
    def subject(self) -> str:
        return f'{self.node.class_name} "{self.node.title}"'

    @property
    def givers(self) -> str:
        """What comes from where: '"flatten_1" gives vectors of 1568 and "conv_1" gives images of 26×26×32'."""
        return join_words(
            [
                f'"{self.graph.nodes_by_id[edge.source].title}" gives {tensor_words(spec)}'
                for edge, spec in zip(self.edges, self.tensors, strict=True)
            ]
        )

    def problem(self, code: str, message: str, hint: str = "", *, argument: str | None = None) -> Problem:
        return Problem(
            code=code,
            message=message,
            hint=hint,
            node_id=self.node.id,
            argument=argument,
            edge_ids=() if argument else tuple(edge.id for edge in self.edges),
        )


def explain_rank(mismatch: InputMismatch, ranks: tuple[int, ...]) -> Problem:
    """Returns the problem that the first tensor has none of the ranks that the layer takes."""
    edge, spec = mismatch.edges[0], mismatch.tensors[0]
    giver, target = mismatch.graph.nodes_by_id[edge.source], mismatch.node.title
    source = giver.title
    needed = needed_words(mismatch.node.class_name, mismatch.config, ranks)
    return mismatch.problem(
        "wrong_rank",
        f'{mismatch.subject} needs {needed}, but "{source}" gives {tensor_words(spec)}.',
        _rank_hint(source, target, given=len(spec.shape), ranks=ranks, is_input=giver.class_name == INPUT),
    ).model_copy(update={"edge_ids": (edge.id,)})


def _rank_hint(source: str, target: str, *, given: int, ranks: tuple[int, ...], is_input: bool) -> str:
    if max(ranks) == 2 and given > 2:
        return f'Insert a Flatten between "{source}" and "{target}".'
    if is_input:
        return f'Change the shape of "{source}", or insert a Reshape between "{source}" and "{target}".'
    if given == 2 and min(ranks) > 2:
        return f'Move "{target}" before "{source}", or insert a Reshape between them.'
    return f'Insert a Reshape between "{source}" and "{target}".'


def explain(mismatch: InputMismatch, error: str) -> Problem:
    """Returns Keras's refusal in plain words, its own message kept under details."""
    for pattern, tell in _TELLERS:
        match = re.search(pattern, error, re.DOTALL)
        if match is not None:
            return tell(mismatch, match).model_copy(update={"details": error})
    return _tell_anything(mismatch, error).model_copy(update={"details": error})


def _tell_anything(mismatch: InputMismatch, error: str) -> Problem:
    named = re.findall(r"`(\w+)`|\b(\w+)=|argument (\w+)", error)
    known = next((name for names in named for name in names if name in mismatch.config), None)
    if known is not None:
        return mismatch.problem(
            "refused_argument",
            f"{mismatch.subject} cannot work with {known} = {mismatch.config[known]} here.",
            "Change this value, or what flows into the layer. Keras's own words are under details.",
            argument=known,
        )
    return mismatch.problem(
        "refused_input",
        f"{mismatch.subject} does not fit what flows into it: {mismatch.givers}.",
        "Keras's own words are under details.",
    )


def _tell_fixed_batch(mismatch: InputMismatch, match: re.Match[str]) -> Problem:
    return mismatch.problem(
        "refused_argument",
        f"{mismatch.subject} is stateful: it needs batches of one fixed size, and networks take batches of any size.",
        "Turn stateful off.",
        argument="stateful" if "stateful" in mismatch.config else None,
    )


def _tell_unequal_shapes(mismatch: InputMismatch, match: re.Match[str]) -> Problem:
    hint = "Make their sizes equal, for example with a Dense of the same units or a Conv2D of the same filters."
    return mismatch.problem(
        "unequal_shapes", f"{mismatch.subject} needs tensors of one shape, but {mismatch.givers}.", hint
    )


def _tell_unequal_for_concatenate(mismatch: InputMismatch, match: re.Match[str]) -> Problem:
    ranks = {len(spec.shape) for spec in mismatch.tensors}
    hint = (
        "Flatten or Reshape one of them so that both have the same number of dimensions."
        if len(ranks) > 1
        else "All sizes but the one along the axis must be equal. Choose another axis, or crop or pad one of them."
    )
    needs = "needs tensors that differ along its axis alone"
    return mismatch.problem("unequal_shapes", f"{mismatch.subject} {needs}, but {mismatch.givers}.", hint)


def _tell_number_of_inputs(mismatch: InputMismatch, match: re.Match[str]) -> Problem:
    count = len(mismatch.tensors)
    number = match.group("number")
    what = f"{count} flow{'s' if count == 1 else ''} into it"
    return mismatch.problem(
        "number_of_inputs",
        f"{mismatch.subject} takes {number} tensors, but {what}.",
        "Connect as many as it takes.",
    )


def _tell_too_large_kernel(mismatch: InputMismatch, match: re.Match[str]) -> Problem:
    window = next((name for name in ("kernel_size", "pool_size") if _has_argument(mismatch, name)), None)
    size = f" ({window} = {_size(mismatch, window)})" if window else ""
    padding = ' or set padding to "same"' if _has_argument(mismatch, "padding") else ""
    return mismatch.problem(
        "too_small_input",
        f"The window of {mismatch.subject}{size} is larger than what it slides over: {mismatch.givers}.",
        f"Make it smaller{padding}, or shrink the tensors less in the layers before.",
    )


def _tell_reshape(mismatch: InputMismatch, match: re.Match[str]) -> Problem:
    target = mismatch.config.get("target_shape")
    numbers = [length for length in target if isinstance(length, int)] if isinstance(target, list) else []
    count, given = _product(numbers), _product([length or 1 for length in mismatch.tensors[0].shape[1:]])
    asked = "×".join(str(number) for number in numbers)
    fits = f"{count:,} numbers" if -1 not in numbers else "a multiple of " + f"{abs(count):,} numbers"
    return mismatch.problem(
        "reshape_size",
        f"{mismatch.subject} makes {asked} out of {fits}, but {mismatch.givers}: {given:,} numbers.",
        "Choose a target_shape whose sizes multiply to that, or -1 for one of them.",
        argument="target_shape",
    )


def _tell_other_size(mismatch: InputMismatch, match: re.Match[str]) -> Problem:
    expected, axis = match.group("value"), int(match.group("axis"))
    return mismatch.problem(
        "other_size",
        f"{mismatch.subject} is shared and was built for {expected} numbers along axis {axis}, but {mismatch.givers}.",
        "A shared layer has one set of weights: give it tensors of one size, or give this node weights of its own.",
    )


def _tell_rank(mismatch: InputMismatch, match: re.Match[str]) -> Problem:
    rank, at_least = int(match.group("rank")), match.group("min") is not None
    needed = needed_words(mismatch.node.class_name, mismatch.config, (rank,))
    more = " or more dimensions" if at_least else ""
    return mismatch.problem("wrong_rank", f"{mismatch.subject} needs {needed}{more}, but {mismatch.givers}.")


def _tell_unknown_size(mismatch: InputMismatch, match: re.Match[str]) -> Problem:
    return mismatch.problem(
        "unknown_size",
        f"{mismatch.subject} must know the size of what flows into it to make its weights, but {mismatch.givers}.",
        'Give the Input a shape without "?" where this layer has its weights, or pool over the unknown dimension.',
    )


def _tell_cropping(mismatch: InputMismatch, match: re.Match[str]) -> Problem:
    return mismatch.problem(
        "too_small_input",
        f"{mismatch.subject} crops away more than there is: {mismatch.givers}.",
        "Crop less.",
        argument="cropping",
    )


def _tell_dot(mismatch: InputMismatch, match: re.Match[str]) -> Problem:
    return mismatch.problem(
        "unequal_shapes",
        f"{mismatch.subject} multiplies along axes of one length, but {mismatch.givers}.",
        "Choose other axes, or make the two lengths equal.",
    )


def _has_argument(mismatch: InputMismatch, name: str) -> bool:
    return any(spec.name == name for spec in mismatch.entry.arguments)


def _size(mismatch: InputMismatch, name: str) -> str:
    default = next(spec.default for spec in mismatch.entry.arguments if spec.name == name)
    value = mismatch.config.get(name, default)
    return size_words((None, *value)) if isinstance(value, list) else str(value)  # type: ignore[arg-type]


def _product(numbers: list[int]) -> int:
    product = 1
    for number in numbers:
        product *= number
    return product


_TELLERS: tuple[tuple[str, Callable[[InputMismatch, re.Match[str]], Problem]], ...] = (
    (r"batch size must be static|If an? RNN is stateful", _tell_fixed_batch),
    (r"Inputs have incompatible shapes|Cannot merge tensors", _tell_unequal_shapes),
    (r"`Concatenate` layer requires inputs with matching shapes", _tell_unequal_for_concatenate),
    (r"should be called on (?P<number>exactly \d+|a list of at least \d+) inputs", _tell_number_of_inputs),
    (r"accepts inputs list of length (?P<number>[\d or]+\d)", _tell_number_of_inputs),
    (r"Computed output size would be (?:zero or )?negative", _tell_too_large_kernel),
    (r"total size of the tensor must be unchanged", _tell_reshape),
    (r"expected axis (?P<axis>-?\d+) of input shape to have value (?P<value>\d+)", _tell_other_size),
    (r"expected (?P<min>min_)?ndim=(?P<rank>\d+)", _tell_rank),
    (
        r"must be fully-defined \(no `None` dimensions\)|last dimension of the inputs .* should be defined",
        _tell_unknown_size,
    ),
    (r"`cropping` argument should be smaller", _tell_cropping),
    (r"Incompatible input shapes: axis values", _tell_dot),
    *OPERATION_TELLERS,
)
