"""The code pane as an editor: typed text in, changes of the document out, and the text kept while it says the same."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, TypeVar

from builder.canvas.protocol import CodeText
from builder.conversion.errors import InvalidNetworkError
from builder.conversion.imported import Applications, known_parts
from builder.conversion.merge import Merged, merged, merged_recipe
from builder.conversion.to_python.to_python import to_python_with_lines
from builder.network import Edit, Network, Note
from builder.network.merging import Merge
from builder.network.recipe import Recipe
from builder.network.recipe_merging import merge_change
from builder.workspace.code_reading import Lines, read_code

K = TypeVar("K")
V = TypeVar("V")

KEPT = 64

KEPT_SHARE = 1 / 3
"""The share of the lines before that a text keeps at least where it is an edit of them."""


@dataclass(frozen=True)
class CodeChange:
    """What typed code changes: edits that every canvas gets, and the recipe where the code says how to train."""

    base: Network
    """What the code showed that was typed into."""
    edits: tuple[Edit, ...]
    recipe: Recipe | None

    def merged_into(self, network: Network) -> Merge:
        """Returns what the change comes to in the network as it is now."""
        return merge_change(network, self.base, edits=self.edits, recipe=self.recipe)


@dataclass(frozen=True)
class _Written:
    """A network with the code that Layerloom writes for it."""

    network: Network
    text: str
    lines: Lines


class CodeEdits:
    """Remembers for one project what code was shown, what was typed and what it was answered."""

    def __init__(self) -> None:
        self._now: _Written | None = None
        self._shown: OrderedDict[int, _Written] = OrderedDict()
        self._typed: OrderedDict[str, tuple[str, Lines]] = OrderedDict()
        self._answers: OrderedDict[str, dict[str, Any]] = OrderedDict()

    def text_of(self, network: Network) -> tuple[str, Lines]:
        """Returns the code of the network and each node's lines: as people typed it, else as Layerloom writes it."""
        now = self._write(network)
        return self._typed.get(now.text, (now.text, now.lines))

    def note_version(self, version: int, network: Network) -> None:
        """Notes which network a version of the code shows."""
        _keep(self._shown, version, self._write(network))

    def read(self, client: str, code: CodeText, network: Network, *, applications: Applications) -> CodeChange | None:
        """Returns what the code makes of the network, None where it says the same or has mistakes.

        Code that was typed into an older version changes only what differs from that.
        """
        answered = self._answers.get(client)
        if answered is not None and code.number <= answered["number"]:
            return None
        now = self._write(network)
        if code.text is None:
            self._typed.pop(now.text, None)
            self._answer(client, code.number)
            return None
        base = self._shown.get(code.base, now)
        known = known_parts(base.network) | known_parts(network)
        reading = read_code(code.text, applications=applications, known=known)
        self._answer(client, code.number, reading.mistakes, reading.notes)
        if reading.network is None:
            return None
        is_current = base.text == now.text
        old = now if is_current else base
        before, _ = self._typed.get(old.text, (old.text, {}))
        shown = old.network.nodes_by_id if is_another(before, code.text) else old.lines
        change = merged(old.network, reading.network, written=frozenset(shown))
        recipe = merged_recipe(old.network.recipe, reading.network.recipe, change.ids)
        made = CodeChange(old.network, change.edits, None if recipe == old.network.recipe else recipe)
        if is_current:
            self._note_typed(
                self._write(made.merged_into(network).made_in(network)), code.text, _followed(reading.lines, change)
            )
        return made if made.edits or made.recipe else None

    def note_failure(self, client: str, number: int, why: str) -> None:
        self._answer(client, number, (Note(None, f"The code could not be taken over. {why}"),))

    def forget_answer(self, client: str) -> None:
        """Lets the last text of this page load be read again when it is sent again."""
        self._answers.pop(client, None)

    def answer_to(self, client: str) -> dict[str, Any] | None:
        """Returns, for the wire, the answer to the last text of this page load."""
        return self._answers.get(client)

    def _answer(self, client: str, number: int, mistakes: tuple[Note, ...] = (), notes: tuple[Note, ...] = ()) -> None:
        answer = {"client": client, "number": number, "mistakes": _for_wire(mistakes), "notes": _for_wire(notes)}
        _keep(self._answers, client, answer)

    def _note_typed(self, written: _Written, text: str, lines: Lines) -> None:
        if text == written.text:
            self._typed.pop(written.text, None)
        else:
            _keep(self._typed, written.text, (text, lines))

    def _write(self, network: Network) -> _Written:
        if self._now is None or self._now.network is not network:
            self._now = _Written(network, *written(network))
        return self._now


def is_another(before: str, text: str) -> bool:
    """Says whether a text keeps so little of the code before that it stands for another network.

    >>> is_another("import keras\\nx = a()\\ny = b(x)\\n", "import keras\\nx = a()\\ny = c(x)\\n")
    False
    """
    lines = [line.strip() for line in before.splitlines() if line.strip() and not line.startswith(("import", "from"))]
    kept = {line.strip() for line in text.splitlines()}
    return sum(line in kept for line in lines) < KEPT_SHARE * len(lines)


def written(network: Network) -> tuple[str, Lines]:
    """Returns the code of what is sound so far and each node's lines; before there is any, a comment that says so."""
    try:
        source = to_python_with_lines(network, partial=True)
    except InvalidNetworkError:
        return "# The code appears here\n# as you draw.\n", {}
    return source.text, source.lines


def _followed(lines: Lines, change: Merged) -> Lines:
    """Returns the lines by the ids that the nodes have in the document."""
    return {change.ids[node_id]: span for node_id, span in lines.items() if node_id in change.ids}


def _for_wire(notes: tuple[Note, ...]) -> list[dict[str, Any]]:
    return [{"line": note.line, "message": note.text} for note in notes]


def _keep(kept: OrderedDict[K, V], key: K, value: V) -> None:
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > KEPT:
        kept.popitem(last=False)
