"""What comes out of a file or a source: the models by name, and what was found on the way."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from builder.conversion.errors import NotUnderstoodError
from builder.conversion.from_python.keras.unread import Known as Known
from builder.conversion.from_python.program import read_program
from builder.network import BuilderError, Network
from builder.network.notes import Note
from builder.network.record import Config
from builder.network.unread import is_unread, unread_of, unread_words

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
    """A source that defines no model.

    Attributes:
        notes: what was found instead, line by line.
    """

    def __init__(self, notes: tuple[Note, ...]) -> None:
        super().__init__(notes)
        self.notes = notes

    def __str__(self) -> str:
        said = " ".join(note.text if note.line is None else f"Line {note.line}: {note.text}" for note in self.notes[:3])
        more = f" And {len(self.notes) - 3} more." if len(self.notes) > 3 else ""
        return f"No model was found in this source. {said or 'It builds no Sequential and no Model.'}{more}"


def import_source(source: str, *, applications: Applications | None = None, known: Known | None = None) -> Imported:
    """Returns the models that Python source defines. The source is read, never run.

    What cannot be understood is told in a note, and a node of its own stands in its place.

    Args:
        source: a module, or the code cells of a notebook one after another.
        applications: answers calls of ``keras.applications``; without it Keras is imported when the first one comes.
        known: what could not be understood before, for code that Layerloom wrote; see :func:`known_parts`.
    """
    models, notes = read_program(source, applications=applications or _applications_of_keras, known=known)
    networks = {name: drawn.network.with_notes(notes) for name, drawn in models.items()}
    return Imported(networks, notes, {name: drawn.lines for name, drawn in models.items()})


def known_parts(network: Network) -> dict[str, tuple[str, Config]]:
    """Returns what the network holds that could not be understood, by the text of its source."""
    nodes = (node for graph in (network, *network.blocks.values()) for node in graph.nodes if not node.shares)
    return {unread_of(node).code: (node.class_name, node.config) for node in nodes if is_unread(node)}


def from_python(source: str, *, partial: bool = False) -> Network:
    """Returns the last model that Python source defines. The source is read, never run.

    Args:
        source: the text of a module, or the code cells of a notebook one after another.
        partial: give a model too of which something was not understood, with a node that says so in its place.

    Returns:
        The network; its ``notes`` say, line by line, what was left out or assumed. What the source compiles and trains
        it with becomes its recipe.

    Raises:
        NoModelError: it defines none that can be understood, or is no Python.
        NotUnderstoodError: something between its inputs and its outputs was not understood.

    Examples:
        >>> network = from_python('''
        ... import keras
        ... model = keras.Sequential([keras.Input((784,))])
        ... model.add(keras.layers.Dense(10, activation="softmax"))
        ... ''')
        >>> [(node.class_name, node.config) for node in network.nodes]
        [('Input', {'shape': [784]}), ('Dense', {'units': 10, 'activation': 'softmax'})]
    """
    return last_model(import_source(source), partial=partial)


def models_in(source: str, *, partial: bool = False) -> dict[str, Network]:
    """Returns every model that Python source defines, in order, by the name of its variable or function.

    Args:
        source: as for :func:`from_python`.
        partial: as for :func:`from_python`.

    Returns:
        The networks; none where the source defines no model.

    Raises:
        NotUnderstoodError: something between the inputs and the outputs of one was not understood.
    """
    models = import_source(source).models
    return models if partial else {name: understood(name, network) for name, network in models.items()}


def last_model(imported: Imported, *, partial: bool) -> Network:
    """Returns the last of the models, which is the one that is taken where none is asked for.

    Raises:
        NoModelError: there is none.
        NotUnderstoodError: something of it was not understood, and ``partial`` does not allow that.
    """
    if not imported.models:
        raise NoModelError(imported.notes)
    name, network = list(imported.models.items())[-1]
    return network if partial else understood(name, network)


def understood(name: str, network: Network) -> Network:
    """Returns the network, all of which was understood when it was read.

    Raises:
        NotUnderstoodError: something of it was not.
    """
    nodes = (node for graph in (network, *network.blocks.values()) for node in graph.nodes if not node.shares)
    sentences = tuple(unread_words(node) for node in nodes if is_unread(node))
    if sentences:
        raise NotUnderstoodError(name, sentences, network.notes)
    return network


def _applications_of_keras(name: str, arguments: dict[str, Any]) -> Network:
    from builder.conversion.applications import application

    return application(name, arguments)
