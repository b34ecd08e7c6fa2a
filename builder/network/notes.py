"""What an import has to say about what it read: a sentence and where it belongs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """One finding: what was left out or assumed, and why. ``line`` counts from 1; None where no line is meant.

    A ``mistake`` is what Python or Keras would refuse too: broken syntax, an unknown layer, a wrong argument. An editor
    marks it and waits; other notes are for reading.
    """

    line: int | None
    text: str
    mistake: bool = False
