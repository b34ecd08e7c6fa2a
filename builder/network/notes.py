"""What an import has to say about what it read: a sentence and where it belongs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """One finding: what was left out or assumed, and why.

    Attributes:
        line: that of the source, counted from 1; None where no line is meant.
        text: a sentence for people.
        mistake: Python or Keras would refuse it too: broken syntax, an unknown layer, a wrong argument. An editor marks
            it and waits; other notes are for reading.
    """

    line: int | None
    text: str
    mistake: bool = False
