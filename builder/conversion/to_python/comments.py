"""Short comments between the statements of generated source. They never hold what a person wrote, labels least."""

from collections.abc import Mapping, Sequence

from builder.conversion.to_python.loops import ForLoop
from builder.conversion.to_python.steps import CallStatement, Place
from builder.engine.report import Report
from builder.network import INPUT

_HEADS = ("Flatten", "GlobalAveragePooling", "GlobalMaxPooling")


class Comments:
    """What to say before a statement, if anything: where a branch begins, where branches meet, where a loop is.

    Args:
        report: tells the shapes of the tensors, where the network was checked.
    """

    def __init__(self, report: Report | None = None) -> None:
        self._report = report

    def before(
        self, item: CallStatement | ForLoop, previous: CallStatement | ForLoop | None, tensors: Mapping[Place, str]
    ) -> str | None:
        """Returns the comment for a statement of a graph's function, without the sign that begins it."""
        if _is_input(item):
            return None if previous is not None and _is_input(previous) else "Inputs"
        if isinstance(item, ForLoop):
            return (
                f"{len(item.node_ids[0])} layers in a row"
                if len(item.body) == 1 and item.body[0].node
                else "Repeated stretch"
            )
        if previous is None or _is_input(previous):
            return self._with_shape("Layers", item)
        if len(item.reads) > 1:
            return self._with_shape("Branches meet", item)
        if item.reads and item.reads[0][0] != previous.writes:
            return self._with_shape(f"Branch from {tensors[item.reads[0]]}", item)
        return None

    def in_stack(self, steps: Sequence[CallStatement], number: int) -> str | None:
        """Returns the comment for a layer of a Sequential."""
        class_names = [step.node.class_name if step.node else "" for step in steps]
        head = next((place for place, name in enumerate(class_names) if name.startswith(_HEADS)), 0)
        if head > 1 and number in (1, head):
            return self._with_shape("Features" if number == 1 else "Head", steps[number])
        return None

    def _with_shape(self, text: str, step: CallStatement) -> str:
        specs = self._report.tensors.get(step.writes) if self._report is not None else None
        return f"{text}: {specs[0].shape}" if specs else text


def _is_input(item: CallStatement | ForLoop) -> bool:
    return isinstance(item, CallStatement) and item.node is not None and item.node.class_name == INPUT
