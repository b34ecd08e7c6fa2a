"""The export process: writes one export after another, and says how far it is, until its parent is gone.

``python -m builder.conversion.exports.process`` reads one job a line from standard input and writes lines of JSON to
standard output: ``{"phase", "share"}`` while it works, then ``{"done"}`` or ``{"refused"}``. Keras, whose conversions
may take minutes, so never keeps the engine from checking.
"""

import json
import os
import queue
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from builder.conversion.exports.exports import FULL_WORDS, ExportOptions
from builder.conversion.weights.weights import WeightsArchive
from builder.engine.full_disk import is_full_disk
from builder.engine.machine import worker_memory
from builder.engine.memory_limit import limit_memory, limit_words
from builder.network import BuilderError, Network


def main() -> None:
    """Answers jobs until standard input closes."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    # What Keras and TensorFlow print must not get among the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_read_lines, args=(lines,), daemon=True).start()
    _say(answers, phase="Starting Keras", share=0.02)
    from builder.engine.loading import load_keras

    load_keras()
    import keras

    limit_memory(worker_memory(), lambda: _say(answers, refused=limit_words("export")))
    while True:
        _answer(json.loads(lines.get()), answers)
        keras.utils.clear_session(free_memory=True)


def _answer(job: dict[str, Any], answers: IO[str]) -> None:
    from builder.conversion.exports.writing import write_export

    try:
        export = write_export(
            Network.from_json(job["document"]),
            job["format"],
            Path(job["target"]),
            options=ExportOptions(**job["options"]),
            weights=_weights(job["weights"]),
            progress=lambda phase, share: _say(answers, phase=phase, share=share),
        )
    except Exception as error:  # noqa: BLE001  the page must hear of whatever went wrong
        _say(answers, refused=_why(error))
    else:
        verification = None if export.verification is None else asdict(export.verification)
        _say(answers, done={"verification": verification, "notes": export.notes})


def _why(error: Exception) -> str:
    """Returns the sentence about what ended an export; the traceback goes into the server's log."""
    import tensorflow as tf

    if is_full_disk(error):  # TensorFlow's name for it is that of a lack of memory
        return FULL_WORDS
    if isinstance(error, BuilderError):
        return str(error)
    if isinstance(error, (MemoryError, tf.errors.ResourceExhaustedError)):
        return limit_words("export")
    import traceback

    traceback.print_exception(error)
    return f"The export failed: {type(error).__name__}. The server's log says more."


def _weights(place: str | None) -> Path | WeightsArchive | None:
    if place is None:
        return None
    path = Path(place)
    return WeightsArchive.from_bytes(path.read_bytes()) if path.suffix == ".npz" else path


def _say(answers: IO[str], **what: object) -> None:
    answers.write(json.dumps(what) + "\n")
    answers.flush()


def _read_lines(lines: "queue.SimpleQueue[str]") -> None:
    """Passes lines on; ends this process, whatever it is at, when standard input closes: the parent has died."""
    for line in sys.stdin:
        lines.put(line)
    os._exit(0)


if __name__ == "__main__":
    main()
