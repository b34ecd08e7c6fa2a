"""What a canvas may have missed: the latest changes, diagnostics and code of one document, each with its number."""

import time
from collections import OrderedDict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from builder.canvas.protocol import Change, Have

KEPT_CHANGES = 1_000
KEPT_COLLISIONS = 100
KEPT_DIAGNOSTICS = 64

JsonObject = dict[str, Any]


@dataclass(frozen=True)
class Diagnostics:
    """What checking said, ready for the wire: per node (tensors, parameters, problems), per block and for the whole."""

    nodes: Mapping[str, JsonObject] = field(default_factory=dict)
    problems: tuple[JsonObject, ...] = ()
    blocks: Mapping[str, JsonObject] = field(default_factory=dict)
    total_parameters: int = 0
    pending: bool = False
    notice: str = ""


class History:
    """Remembers what became of one document, so that a reply holds only what the asking canvas lacks."""

    def __init__(self, revision: int, version: int | None = None) -> None:
        """Begins at a revision; versions of diagnostics and code count on from ``version``, by default the clock's
        milliseconds, so that a canvas that outlived a server never takes a new number for one it knows.
        """
        self._revision = revision
        self._changes: deque[Change] = deque(maxlen=KEPT_CHANGES)
        self._collisions: deque[tuple[int, str]] = deque(maxlen=KEPT_COLLISIONS)
        self._diagnostics: OrderedDict[int, Diagnostics] = OrderedDict()
        self._version = int(time.time() * 1_000) if version is None else version
        self._code: tuple[int, JsonObject] = (self._version, {})

    def note_change(self, change: Change, collisions: tuple[str, ...] = ()) -> None:
        """Notes the edits that led to a revision, and a sentence for each collision with those of another tab."""
        self._revision = change.revision
        self._changes.append(change)
        self._collisions.extend((change.revision, sentence) for sentence in collisions)

    def forget_changes(self, revision: int) -> None:
        """Notes that the document became another one: every canvas needs it whole."""
        self._revision = revision
        self._changes.clear()

    def note_diagnostics(self, diagnostics: Diagnostics) -> None:
        self._version += 1
        self._diagnostics[self._version] = diagnostics
        if len(self._diagnostics) > KEPT_DIAGNOSTICS:
            self._diagnostics.popitem(last=False)

    def note_wait(self, notice: str) -> bool:
        """Notes that an answer is on its way, and returns whether that is news; the canvas keeps what it shows."""
        newest = self._diagnostics.get(self._version, Diagnostics())
        if not newest.pending:
            self.note_diagnostics(replace(newest, pending=True, notice=notice))
        return not newest.pending

    def note_code(self, text: str, lines: Mapping[str, tuple[int, int]]) -> int:
        """Notes the code as it is now and returns the number of its version."""
        version, code = self._code
        new = {"text": text, "lines": {node_id: list(span) for node_id, span in lines.items()}}
        if new != code:
            self._code = (version + 1, new)
        return self._code[0]

    def changes_since(self, revision: int) -> tuple[Change, ...] | None:
        """Returns the changes after ``revision`` in order, or None where the document must be sent whole."""
        if revision == self._revision:
            return ()
        first = self._changes[0].revision if self._changes else self._revision + 1
        if revision > self._revision or revision + 1 < first:
            return None
        return tuple(change for change in self._changes if change.revision > revision)

    def diagnostics_since(self, version: int) -> JsonObject | None:
        """Returns the newest diagnostics as a difference to ``version`` (whole if that is too old), or None."""
        if version == self._version or not self._diagnostics:
            return None
        newest = self._diagnostics[self._version]
        base = self._diagnostics.get(version)
        known = base.nodes if base else {}
        return {
            "version": self._version,
            "base": version if base else 0,
            "nodes": {key: value for key, value in newest.nodes.items() if known.get(key) != value},
            "removed": [key for key in known if key not in newest.nodes],
            "problems": list(newest.problems),
            "blocks": dict(newest.blocks),
            "total_parameters": newest.total_parameters,
            "pending": newest.pending,
            "notice": newest.notice,
        }

    def code_since(self, version: int) -> JsonObject | None:
        """Returns the code unless the canvas has it."""
        newest, code = self._code
        return None if version == newest else {"version": newest} | code

    def collisions_since(self, revision: int) -> list[tuple[int, str]]:
        """Returns the collisions after a revision, each with the revision that it led to."""
        return [(at, sentence) for at, sentence in self._collisions if 0 <= revision < at]

    def missing(self, have: Have | None) -> JsonObject:
        """Returns the part of a reply that brings a canvas from what it has (None: nothing) to what is."""
        have = have or Have()
        changes = self.changes_since(have.revision)
        return {
            "revision": self._revision,
            "changes": [change.for_wire() for change in changes or ()],
            "collisions": [{"revision": at, "text": text} for at, text in self.collisions_since(have.revision)],
            "needs_document": changes is None,
            "diagnostics": self.diagnostics_since(have.diagnostics),
            "code": self.code_since(have.code),
        }
