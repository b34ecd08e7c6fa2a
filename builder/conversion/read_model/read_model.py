"""Reads files that hold models: .keras, .json, .py and .ipynb. Nothing in a file is executed or given to Keras."""

from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any

from builder.conversion.errors import RefusedModelError
from builder.conversion.from_config.from_config import ConfigReading, read_config
from builder.conversion.imported import Applications, Imported, import_source, last_model
from builder.conversion.keeping import require_small_enough, told_as_refusal
from builder.conversion.read_model.archive import Archive
from builder.conversion.read_model.notebook import notebook_code
from builder.conversion.read_model.vocabulary import with_vocabularies
from builder.network import DocumentError, Network
from builder.network.names import valid_name
from builder.network.notes import Note
from builder.network.versions import FORMAT, parse_json

MAX_BYTES = 50_000_000
MAX_CONFIG_BYTES = 20_000_000
MAX_CONTAINERS = 1_000_000
CONFIG = "config.json"
ENDINGS = (".keras", ".json", ".py", ".ipynb")

_REFUSED = {
    ".h5": "whole-model HDF5 files are not opened, because they cannot be read safely",
    ".hdf5": "whole-model HDF5 files are not opened, because they cannot be read safely",
    ".pb": "a SavedModel holds a program instead of layers",
    ".onnx": "an ONNX file holds a program instead of layers",
    ".tflite": "a LiteRT file holds a program instead of layers",
    ".pkl": "a pickle can run any code and is never opened",
    ".pickle": "a pickle can run any code and is never opened",
}


def read_model(path: str | Path, *, partial: bool = False) -> Network:
    """Returns the network in a file; of several models in a source or notebook the last. Nothing in it is run.

    Args:
        path: a file of at most 50 MB, by its ending: ``.keras``; ``.json``, which may be a network document or what
            ``model.to_json()`` gives; ``.py``; ``.ipynb``.
        partial: give a model of a source too of which something was not understood, with a node that says so in its
            place.

    Returns:
        The network without weights; its ``notes`` say what was left out or assumed.

    Raises:
        RefusedModelError: the file is not there, of no kind that can be opened, or holds what must not be.
        NoModelError: it is a source that defines no model.
        NotUnderstoodError: it is a source of which something was not understood.
        DocumentError: it is a broken network document, or JSON that cannot be read.
    """
    path = Path(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise RefusedModelError(f'"{path.name}" is larger than {MAX_BYTES // 1_000_000} MB, the most that is read.')
        content = path.read_bytes()
    except OSError as error:
        raise RefusedModelError(f"{path}: {error.strerror or error}.") from error
    return last_model(import_file(path.name, content), partial=partial)


def import_file(name: str, content: bytes, *, applications: Applications | None = None) -> Imported:
    """Returns the models in a file by name, and what was found on the way.

    Args:
        name: the file's name; its ending says what it is.
        applications: answers calls of ``keras.applications`` in a source; see :func:`import_source`.

    Raises:
        RefusedModelError: the file is of no kind that can be opened, or holds what must not be.
        DocumentError: it is a broken network document.
    """
    ending = PurePath(name).suffix.lower()
    if ending in _REFUSED:
        raise RefusedModelError(f"{_REFUSED[ending].capitalize()}. Save the model with model.save('model.keras').")
    if ending not in ENDINGS:
        raise RefusedModelError(f'"{name[-60:]}" cannot be opened. Choose a file that ends in {", ".join(ENDINGS)}.')
    if len(content) > MAX_BYTES:
        raise RefusedModelError(f"This file is larger than {MAX_BYTES // 1_000_000} MB, the most that is read.")
    if ending == ".py":
        return import_source(_text(content), applications=applications)
    if ending == ".ipynb":
        return _notebook(content, applications)
    if ending == ".keras":
        return _imported(name, read_keras_file(content))
    document = _document(content)
    if document.get("format") == FORMAT:
        return Imported({_stem(name): Network.from_json(content)})
    return _imported(name, read_config(document))


def read_keras_file(content: bytes) -> ConfigReading:
    """Returns the network in the bytes of a ``.keras`` file, and where each layer's weights lie in it.

    Raises:
        RefusedModelError: it is no such file, breaks a limit, or holds what must not be opened.
    """
    archive = Archive(content)
    config = _parsed(archive.read(CONFIG, at_most=MAX_CONFIG_BYTES))
    with told_as_refusal():
        reading = with_vocabularies(read_config(config), archive)
        require_small_enough(reading.network)
    return reading


def _imported(name: str, reading: ConfigReading) -> Imported:
    return Imported({_stem(name): reading.network.with_notes(reading.notes)}, reading.notes)


def _notebook(content: bytes, applications: Applications | None) -> Imported:
    code = notebook_code(_parsed(content))
    found = import_source(code.source, applications=applications)
    notes = (*code.notes, *(code.place(note) for note in found.notes))
    with told_as_refusal():
        placed = {name: require_small_enough(code.placed(network)) for name, network in found.models.items()}
    return Imported({name: network.with_notes(notes) for name, network in placed.items()}, notes)


def _document(content: bytes) -> dict[str, Any]:
    """Returns the JSON object in a file; ``json.dump(model.to_json(), file)`` hides it in a string of JSON."""
    if content[:8].lstrip()[:1] == b'"':
        document = _parsed(b'{"text": ' + content + b"}")["text"]
        if isinstance(document, str):
            return _parsed(document.encode())
    return _parsed(content)


def _parsed(content: bytes) -> dict[str, Any]:
    if content.count(b"[") + content.count(b"{") > MAX_CONTAINERS:
        raise RefusedModelError(f"This JSON holds more than {MAX_CONTAINERS:,} lists and objects.")
    document = parse_json(content.removeprefix(b"\xef\xbb\xbf"))
    if not isinstance(document, Mapping):
        raise DocumentError("This JSON holds no object.")
    return document


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedModelError(
            f"This source is no UTF-8 text (byte {error.start + 1:,}). Save it as UTF-8."
        ) from error


def _stem(name: str) -> str:
    return valid_name(PurePath(name).stem)


__all__ = ["ENDINGS", "MAX_BYTES", "Note", "import_file", "read_keras_file", "read_model"]
