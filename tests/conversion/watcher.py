"""Imports every hostile source and file under an audit hook, and prints as JSON what each did and what came out.

Run by ``test_hostile.py`` in a process of its own, for an audit hook cannot be taken off again, and what hangs must be
ended from outside.
"""

import ast
import codecs
import faulthandler
import json
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

from builder.conversion.imported import Imported, import_source
from builder.conversion.read_model.read_model import import_file, read_keras_file
from builder.network import BuilderError, Network
from tests.conversion import hostile_files, hostile_texts

FOLDER = Path(__file__).parent / "hostile"
HARMLESS = ("sys._getframe", "object.__getattr__", "builtins.id", "gc.", "sys._current", "cpython._PySys", "time.")
LIBRARIES = tuple(str(Path(place).resolve()) for place in {*sys.path[1:], sys.prefix, sys.base_prefix, "/proc", "/sys"})
SECONDS = 30


class Watch:
    """Records the events that the interpreter tells of while it is switched on."""

    def __init__(self) -> None:
        self.events: list[str] | None = None
        self.libraries_allowed = False
        sys.addaudithook(self)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.events is None or event.startswith(HARMLESS):
            return
        if event == "compile" and sys._getframe(1).f_code.co_filename == ast.__file__:
            return  # parsing compiles nothing, though it is told under this name
        if event == "open" and arguments[0] == "<unknown>":
            return  # after a syntax error CPython looks for the line in a file of this name
        if self.libraries_allowed and self._is_of_a_library(event, arguments):
            return
        if len(self.events) < 20:
            self.events.append(f"{event} {ascii(arguments)[:200]}")

    def _is_of_a_library(self, event: str, arguments: tuple[Any, ...]) -> bool:
        if event == "open":
            return isinstance(arguments[0], int) or str(arguments[0]).startswith(LIBRARIES)
        return event in ("import", "exec", "compile", "marshal.loads", "os.listdir", "os.scandir", "code.__new__")


def cases() -> Iterator[tuple[str, bytes]]:
    """Yields a file name and a content for each case."""
    for path in sorted(FOLDER.glob("*.py")):
        yield path.name, path.read_bytes()
    yield from hostile_texts.sources().items()
    yield from hostile_texts.notebooks().items()
    yield from hostile_files.configs().items()
    yield from hostile_files.archives().items()
    yield from hostile_files.others().items()


def read(name: str, content: bytes) -> Imported:
    """Returns what is imported; an application of Keras is noted and answered by an empty network."""

    def application(function: str, arguments: dict[str, Any]) -> Network:
        return Network(description=f"{function} {arguments.get('weights')}")

    return import_file(name, content, applications=application)


def report(watch: Watch, run: Callable[[], Any]) -> tuple[dict[str, Any], Any]:
    """Returns what happened while ``run`` ran, and what it gave."""
    found: dict[str, Any] = {"refusal": None, "failure": None}
    result = None
    faulthandler.dump_traceback_later(4 * SECONDS, exit=True)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    start = time.process_time()
    watch.events = []
    try:
        result = run()
    except BuilderError as error:
        found["refusal"] = ascii(str(error))[:2000]
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is reported
        found["failure"] = ascii(f"{type(error).__name__}: {error}")[:2000]
    finally:
        found["events"], watch.events = watch.events, None
        signal.setitimer(signal.ITIMER_REAL, 0)
        faulthandler.cancel_dump_traceback_later()
    return found | {"seconds": round(time.process_time() - start, 3)}, result


def main() -> None:
    signal.signal(signal.SIGALRM, _too_long)
    files = list(cases())
    for name, content in _warming():
        with suppress(BuilderError):
            read(name, content)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, hard))
    watch = Watch()
    imported: dict[str, Imported] = {}
    for name, content in files:
        told, result = report(watch, lambda name=name, content=content: read(name, content))
        if isinstance(result, Imported):
            imported[name] = result
            told["models"] = {key: network.to_json() for key, network in result.models.items()}
            told["notes"] = [ascii(note.text) for note in result.notes]
        _tell({"name": name, "stage": "read"} | told)
    _read_weights(watch, files)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    _check(watch, imported)


def _warming() -> Iterator[tuple[str, bytes]]:
    """Yields a sound file of each kind, so that what is imported when first needed is imported by then."""
    model = json.dumps(hostile_files.sequential(hostile_files.DENSE)).encode()
    yield "model.py", hostile_texts.BENIGN.encode()
    yield "application.py", b"import keras\nmodel = keras.applications.MobileNet(weights=None)\n"
    yield "function.py", b"def function():\n    return 1\n"
    yield "mistake.py", b"model = keras.Sequential(["
    yield "model.json", model
    yield "model.keras", hostile_files.archive(("config.json", model))
    cells = [{"cell_type": "code", "source": hostile_texts.BENIGN, "metadata": {}, "outputs": []}]
    yield "notebook.ipynb", json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}).encode()


def _read_weights(watch: Watch, files: list[tuple[str, bytes]]) -> None:
    """Has the weights of each file read, as the engine does where a file can be opened at all."""
    from builder.conversion.weights.weights import weights_of_file

    codecs.lookup("ascii")  # HDF5's names need it
    sound = hostile_files.archives_by_weights({"sound": lambda file: None})["sound.keras"]
    weights_of_file(sound, read_keras_file(sound))
    for name, content in files:
        if name.endswith(".keras"):
            told, _ = report(watch, lambda content=content: weights_of_file(content, read_keras_file(content)))
            _tell({"name": name, "stage": "weights"} | told)


def _check(watch: Watch, imported: dict[str, Imported]) -> None:
    """Has the engine check what came out: no file that a source named may be opened then either."""
    from builder import check

    check(import_source(hostile_texts.BENIGN).models["model"])
    watch.libraries_allowed = True
    for name, result in imported.items():
        for network in result.models.values():
            told, answer = report(watch, lambda network=network: check(network))
            told["ok"] = answer is not None and answer.ok
            _tell({"name": name, "stage": "check"} | told)


def _tell(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"took more than {SECONDS} seconds")


if __name__ == "__main__":
    main()
