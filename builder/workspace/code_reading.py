"""Source that people type beside the canvas, read and judged: a network, or the mistakes for which there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.conversion.imported import Applications, Imported, Known, import_source
from builder.network import BuilderError, Network, Note

Lines = Mapping[str, tuple[int, int]]

LONGEST = 400_000
"""Characters of a source that is read while it is typed."""


@dataclass(frozen=True)
class Reading:
    """What typed code comes to: a network, or the mistakes for which there is none."""

    network: Network | None
    lines: Lines = field(default_factory=dict)
    mistakes: tuple[Note, ...] = ()
    notes: tuple[Note, ...] = ()


def read_code(text: str, *, applications: Applications, known: Known | None = None) -> Reading:
    """Reads the last model of a source; nothing of it is run. A mistake anywhere means that there is no network.

    Args:
        known: what the network holds that could not be understood; the code shows it, and it is no mistake.
    """
    if len(text) > LONGEST:
        found = f"The code has {len(text):,} characters; at most {LONGEST:,} are read while typing."
        return Reading(None, mistakes=(Note(None, f"{found} Import it as a file instead."),))
    try:
        imported = import_source(text, applications=applications, known=known)
    except BuilderError as error:
        return Reading(None, mistakes=(Note(None, str(error)),))
    mistakes = tuple(note for note in imported.notes if note.mistake)
    notes = tuple(note for note in imported.notes if not note.mistake)
    if not imported.models:
        nothing = Note(None, "No model is defined here: end with a Sequential(...) or a keras.Model(inputs, outputs).")
        return Reading(None, mistakes=mistakes or notes or (nothing,))
    name, network = list(imported.models.items())[-1]
    lines = imported.lines.get(name, {})
    return Reading(None if mistakes else network, lines, mistakes, _told(imported, name) + notes)


def _told(imported: Imported, name: str) -> tuple[Note, ...]:
    """Says which of several models is drawn."""
    if len(imported.models) == 1:
        return ()
    return (Note(None, f'{len(imported.models)} models are defined here; the last, "{name}", is drawn.'),)
