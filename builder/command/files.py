"""Reading networks from files for the command line: any file that holds a model, its weights included."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from builder.conversion.imported import NoModelError, understood
from builder.conversion.read_model.read_model import import_file, read_keras_file
from builder.engine.words import join_words
from builder.network import BuilderError, DocumentError, Network, Note
from builder.store.errors import full_disk_told

if TYPE_CHECKING:
    from builder.conversion.weights.weights import WeightsArchive


@dataclass(frozen=True, slots=True)
class Opened:
    """A model as a file holds it. ``weights`` reads its weights: None where the file has none."""

    network: Network
    notes: tuple[Note, ...] = ()
    weights: "Callable[[], WeightsArchive | None]" = lambda: None
    has_weights: bool = False


def read_network(path: Path, *, partial: bool = False) -> Network:
    """Returns the network in a file; of several models in a source the last.

    Args:
        partial: one too of which something was not understood.

    Raises:
        BuilderError: there is no such file, or it holds no network.
    """
    return open_model(path, partial=partial).network


def open_model(path: Path, name: str | None = None, *, partial: bool = False) -> Opened:
    """Returns the model in a file. Nothing in the file is run, or given to Keras to read.

    Args:
        name: which one, where a source defines several; without it the last.
        partial: one too of which something was not understood, with a node that says so in its place.

    Raises:
        BuilderError: there is no such file, it holds no network, or none of this name.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: {error.strerror or error}.") from error
    try:
        if path.suffix.lower() == ".keras":
            return _open_keras(content)
        imported = import_file(path.name, content)
        if not imported.models:
            raise NoModelError(imported.notes)
    except BuilderError as error:
        raise DocumentError(f"{path}: {error}") from error
    names = list(imported.models)
    if name is not None and name not in imported.models:
        raise BuilderError(f'{path} defines no model "{name}". It defines {join_words(names)}.')
    chosen = name or names[-1]
    notes = imported.notes
    if name is None and len(names) > 1:
        told = f'It defines {join_words(names)}; "{chosen}" is taken. Choose another with --model.'
        notes = (*notes, Note(None, told))
    network = imported.models[chosen]
    if not partial:
        try:
            understood(chosen, network)
        except BuilderError as error:
            raise DocumentError(f"{path}: {error} See the rest with: check --partial.") from error
    return Opened(network, notes)


def put_in_place(draft: Path, target: Path) -> None:
    """Copies a file, or the folder of a SavedModel, to where it was asked for, whole or not at all.

    Raises:
        FullDiskError: there is no room for it; what was there before is left as it was.
    """
    part = target.with_name(f"{target.name}.part")
    with full_disk_told(target.name):
        try:
            copied = shutil.copytree(draft, part) if draft.is_dir() else shutil.copyfile(draft, part)
            if target.is_dir():
                shutil.rmtree(target)
            copied.replace(target)
        except BaseException:
            if part.is_dir():
                shutil.rmtree(part)
            part.unlink(missing_ok=True)
            raise


def _open_keras(content: bytes) -> Opened:
    from builder.conversion.weights.weights import weights_of_file

    reading = read_keras_file(content)
    return Opened(reading.network, reading.notes, lambda: weights_of_file(content, reading), has_weights=True)
