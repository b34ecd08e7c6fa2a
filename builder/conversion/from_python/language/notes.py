"""The notes of one import, each told once, and not too many of them."""

from builder.conversion.from_python.language.values import Unknown
from builder.network.notes import Note

MAX_NOTES = 100
LONGEST = 400


class NoteCollector:
    """Collects notes; what a probing walk found can be taken back."""

    def __init__(self) -> None:
        self._notes: dict[Note, None] = {}

    def add(self, line: int | None, text: str, *, mistake: bool = False) -> None:
        if len(self._notes) < MAX_NOTES:
            self._notes[Note(line, text if len(text) <= LONGEST else text[: LONGEST - 3] + "...", mistake)] = None

    def add_unknown(self, line: int, subject: str, unknown: Unknown) -> None:
        """Tells that something is left out because it depends on what only a run could give; a mistake, where it is."""
        if unknown.mistake and unknown.line:
            line = unknown.line
        where = f" (line {unknown.line})" if unknown.line and unknown.line != line else ""
        self.add(line, f"{subject} is left out: {unknown.reason}{where}.", mistake=unknown.mistake)

    @property
    def mark(self) -> int:
        return len(self._notes)

    def take_back(self, mark: int) -> None:
        """Drops what was added after ``mark``."""
        for note in list(self._notes)[mark:]:
            del self._notes[note]

    @property
    def in_order(self) -> tuple[Note, ...]:
        """The notes line by line, those without a line last."""
        return tuple(sorted(self._notes, key=lambda note: (note.line is None, note.line or 0)))
