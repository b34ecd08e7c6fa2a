"""A plain stack of layers as a Sequential: a list of layers, or, where rows of them repeat, layers added in loops."""

from collections.abc import Sequence

from builder.conversion.to_python.calls import make_layer
from builder.conversion.to_python.comments import Comments
from builder.conversion.to_python.layout import INDENT, Expression, Joined, call, flat
from builder.conversion.to_python.loops import ForLoop, with_loops
from builder.conversion.to_python.source import FunctionSource
from builder.conversion.to_python.steps import CallStatement

SHORT = 16
"""So many layers read well in one list, whatever repeats among them."""


def write_stack(
    source: FunctionSource, steps: Sequence[CallStatement], name: Sequence[Expression], comments: Comments | None
) -> None:
    """Writes the statements that make a Sequential of the layers and return it: loops where they hold half of them.

    Args:
        name: the argument that names the model, or nothing.
    """
    items = with_loops(steps, {steps[-1].writes}, set()) if len(steps) > SHORT else list(steps)
    written_out = sum(1 for item in items if not isinstance(item, ForLoop))
    if 2 * written_out <= len(steps):
        _write_loops(source, items, name)
    else:
        _write_list(source, steps, name, comments)


def _write_list(
    source: FunctionSource, steps: Sequence[CallStatement], name: Sequence[Expression], comments: Comments | None
) -> None:
    source.lines += ["    return keras.Sequential(", "        ["]
    for number, step in enumerate(steps):
        if comments is not None:
            source.comment(comments.in_stack(steps, number), indent=3 * INDENT)
        if step.node is not None:
            source.write(make_layer(step, step.node), node_ids=step.node_ids, indent=3 * INDENT, tail=",")
    source.lines.append("        ]," if name else "        ]")
    source.lines += [f"        {flat(part)}," for part in name]
    source.lines.append("    )")


def _write_loops(source: FunctionSource, items: Sequence[CallStatement | ForLoop], name: Sequence[Expression]) -> None:
    source.write(Joined(("model = ", call("keras.Sequential", *name))))
    for item in items:
        if isinstance(item, ForLoop):
            source.write(item.header)
            for step, node_ids in zip(item.body, item.node_ids, strict=True):
                _add(source, step, node_ids, indent=2 * INDENT)
        else:
            _add(source, item, item.node_ids, indent=INDENT)
    source.write("return model")


def _add(source: FunctionSource, step: CallStatement, node_ids: tuple[str, ...], *, indent: int) -> None:
    if step.node is not None:
        source.write(call("model.add", make_layer(step, step.node)), node_ids=node_ids, indent=indent)
