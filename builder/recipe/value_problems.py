"""What an output can never say, because of the last function that its values pass."""

from collections.abc import Iterator

from builder.catalog import load_catalog
from builder.data import TargetInfo
from builder.network import Problem, PutNode
from builder.network.problems import Fix
from builder.recipe.outputs import Output
from builder.recipe.words import output_problem, title_of


def find_value_problems(output: Output, target: TargetInfo) -> Iterator[Problem]:
    """Yields what keeps the output's values from what the target asks, whatever the loss."""
    values = output.values
    name = values.after or "its last layers"
    if values.sums and output.units == 1:
        message = f"{title_of(output)} ends in {name} over a single unit, which is always 1."
        yield output_problem(output, "activation", message, "Use sigmoid.", fixes=fixes_to(output, "sigmoid"))
    elif target.kind == "number":
        if values.kind in ("distribution", "shares") and not output.learns_input:
            message = f'{title_of(output)} ends in {name}, so it stays between 0 and 1; "{target.name}" need not.'
            hint = "Remove the activation of the last layer."
            fixes = fixes_to(output, "linear")
            yield output_problem(output, "bounded_output", message, hint, warning=True, fixes=fixes)
    elif is_one_sided(output):
        end = "above" if values.high <= 0 else "below"
        message = f"{title_of(output)} ends in {name}, so no class can ever be scored {end} 0: it may stop learning."
        better = "sigmoid" if output.units == 1 else "softmax"
        yield output_problem(
            output, "one_sided", message, f"Use {better} instead.", warning=True, fixes=fixes_to(output, better)
        )


def is_one_sided(output: Output) -> bool:
    """Whether the values are raw scores, all of one sign."""
    return output.values.free and (output.values.low >= 0 or output.values.high <= 0)


def fixes_to(output: Output, activation: str) -> tuple[Fix, ...]:
    """Returns the mend that sets the activation of the output's own layer; none where it has no such argument."""
    node = output.node
    entry = load_catalog().layers.get(node.class_name)
    if entry is None or "activation" not in entry.arguments_by_name or node.shares:
        return ()
    if (
        node.class_name != "Activation"
        and node.config.get("activation") in (None, "linear")
        and output.values.after != "linear"
    ):
        return ()  # a later layer, such as ReLU, bounds the values
    mended = node.model_copy(update={"config": {**node.config, "activation": activation}})
    label = "Remove the activation" if activation == "linear" else f"Set activation to {activation}"
    return (Fix(label=label, edits=(PutNode(node=mended),)),)
