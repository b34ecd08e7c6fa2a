"""The lines of a function as they are written, and where each node stands in them."""

from dataclasses import dataclass, field

from builder.conversion.to_python.layout import INDENT, Expression, lay_out

Span = tuple[int, int]


@dataclass(slots=True)
class FunctionSource:
    """The lines of a function and where in them, counted from 1, each node is written."""

    lines: list[str] = field(default_factory=list)
    spans: dict[str, Span] = field(default_factory=dict)

    def write(
        self, expression: Expression, *, node_ids: tuple[str, ...] = (), indent: int = INDENT, tail: str = ""
    ) -> None:
        first = len(self.lines) + 1
        self.lines.extend(lay_out(expression, indent=indent, tail=tail))
        for node_id in node_ids:
            self.spans[node_id] = (self.spans.get(node_id, (first, 0))[0], len(self.lines))

    def comment(self, text: str | None, *, indent: int = INDENT) -> None:
        """Writes a comment, after a blank line where it stands between statements; nothing where there is none."""
        if text is not None:
            is_between = indent == INDENT and not self.lines[-1].endswith(":")
            self.lines += [*([""] if is_between else []), f"{' ' * indent}# {text}"]
