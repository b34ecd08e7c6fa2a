"""What comes out of a file or a source: the models by name, and what was found on the way."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from builder.conversion.from_python.program import read_program
from builder.conversion.notes import Note
from builder.network import BuilderError, Network

__all__ = ["Applications", "Imported", "NoModelError", "Note", "from_python", "import_source", "models_in"]

Applications = Callable[[str, dict[str, Any]], Network]
"""Gives the network of ``keras.applications.<name>(**arguments)``, with ``weights=None``."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The models that were found, in order, by the name of their variable or function, and the notes line by line.

    ``lines`` say for each model from which to which line each of its nodes stands, where that is known.
    """

    models: dict[str, Network] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    lines: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)


class NoModelError(BuilderError):
    """A source that defines no model; ``notes`` say what was found instead."""

    def __init__(self, notes: tuple[Note, ...]) -> None:
        super().__init__(notes)
        self.notes = notes

    def __str__(self) -> str:
        said = " ".join(note.text if note.line is None else f"Line {note.line}: {note.text}" for note in self.notes[:3])
        more = f" And {len(self.notes) - 3} more." if len(self.notes) > 3 else ""
        return f"No model was found in this source. {said or 'It builds no Sequential and no Model.'}{more}"


def import_source(source: str, *, applications: Applications | None = None) -> Imported:
    """Returns the models that Python source defines. The source is read, never run.

    What cannot be understood is left out and told in a note; the rest is still imported.

    Args:
        source: a module, or the code cells of a notebook one after another.
        applications: answers calls of ``keras.applications``; without it Keras is imported when the first one comes.
    """
    models, notes = read_program(source, applications=applications or _applications_of_keras)
    networks = {name: drawn.network for name, drawn in models.items()}
    return Imported(networks, notes, {name: drawn.lines for name, drawn in models.items()})


def from_python(source: str) -> Network:
    """Returns the last model that Python source defines. The source is read, never run.

    Raises:
        NoModelError: it defines none that can be understood.
    """
    imported = import_source(source)
    if not imported.models:
        raise NoModelError(imported.notes)
    return list(imported.models.values())[-1]


def models_in(source: str) -> dict[str, Network]:
    """Returns every model that Python source defines, in order, by the name of its variable or function."""
    return import_source(source).models


def _applications_of_keras(name: str, arguments: dict[str, Any]) -> Network:
    from builder.conversion.applications import application

    return application(name, arguments)
