"""Runs the model-building part of source that we generated, with the network's weights and inputs, in another process.

``python -m builder.conversion.verify.source FOLDER`` is that process: it reads ``model.py``, ``weights.npz`` and
``inputs.npz`` and leaves ``outputs.npz``, or ``reason.txt``. What loads data, trains and saves is never run, and what
is run has an empty folder for its current one. Imports Keras where it is used.
"""

import ast
import json
import os
import re
import runpy
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from builder.conversion.verify.verify import REBUILT, Arrays, Verification, compare

if TYPE_CHECKING:
    import numpy as np

    from builder.conversion.verify.model import ReferenceModel

SECONDS = 150.0
"""How long the process may take, Keras's import included."""

BUILD = "build_model"

_NEEDED = re.compile(r"(import|from) (keras|numpy)\b")
"""The imports that the model needs; the others are for the training, and this machine may lack what they name."""


def check_source(reference: "ReferenceModel", source: str) -> Verification:
    """Builds the model of a module by its ``build_model``, gives it the network's weights, and compares the outputs."""
    with tempfile.TemporaryDirectory(prefix="layerloom-") as scratch:
        folder = Path(scratch)
        (folder / "model.py").write_text(model_part(source), encoding="utf-8")
        _save(folder / "weights.npz", [reference.variables])
        _save(folder / "inputs.npz", reference.batches)
        command = [sys.executable, "-m", "builder.conversion.verify.source", str(folder)]
        try:
            done = _run(command)
        except subprocess.TimeoutExpired:
            return _unequal(f"The code ran for more than {SECONDS:g} s.")
        reason = folder / "reason.txt"
        if reason.exists():
            return _unequal(reason.read_text(encoding="utf-8"))
        if done.returncode != 0:
            lines = done.stderr.strip().splitlines()
            return _unequal(f"The code stopped: {lines[-1] if lines else f'exit code {done.returncode}'}")
        return compare(reference.expected, _load(folder / "outputs.npz"), share=REBUILT)


def source_in(target: Path) -> str:
    """Returns the code of a module, or that of a notebook's cells one after another."""
    text = target.read_text(encoding="utf-8")
    if target.suffix != ".ipynb":
        return text
    cells = ("".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "code")
    return "\n\n\n".join(cells)


def model_part(source: str) -> str:
    """Returns the part of a module that builds the model: functions up to ``build_model``, and the imports they need.

    Raises:
        SyntaxError: the source is no Python.
    """
    lines = source.splitlines()
    kept: list[str] = []
    for statement in ast.parse(source).body:
        text = "\n".join(lines[statement.lineno - 1 : statement.end_lineno])
        if isinstance(statement, ast.FunctionDef):
            kept += ["", "", text]
            if statement.name == BUILD:
                break
        elif _NEEDED.match(text):
            kept.append(text)
    return "\n".join([*kept, ""])


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Runs the command with a standard input that stays open until it ends, or until this process does."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=subprocess.DEVNULL, stderr=pipe, text=True) as process:
        deadline = threading.Timer(SECONDS, process.kill)
        deadline.start()
        try:
            errors = process.stderr.read() if process.stderr else ""
            code = process.wait()
        finally:
            late = not deadline.is_alive()
            deadline.cancel()
    if late:
        raise subprocess.TimeoutExpired(command, SECONDS)
    return subprocess.CompletedProcess(command, code, "", errors)


def _leave_with_parent() -> None:
    """Ends this process when standard input closes: whoever wanted the answer is gone."""
    sys.stdin.read()
    os._exit(1)


def run(folder: Path) -> None:
    """Builds the model of ``model.py``, gives it the weights, and writes what it answers."""
    from builder.engine.loading import load_keras

    load_keras()
    from builder.conversion.verify.model import predict, set_values

    empty = folder / "empty"
    empty.mkdir()
    os.chdir(empty)
    try:
        model = runpy.run_path(str(folder / "model.py"), run_name="model")[BUILD]()
    except Exception as error:  # noqa: BLE001  whatever the code raises is the answer
        (folder / "reason.txt").write_text(f"The code fails: {type(error).__name__}: {error}"[:500], encoding="utf-8")
        return
    (weights,) = _load(folder / "weights.npz")
    shapes = [tuple(variable.shape) for variable in model.variables]
    if shapes != [value.shape for value in weights]:
        (folder / "reason.txt").write_text("The code builds a model with other weights.", encoding="utf-8")
        return
    set_values(model, list(weights))
    _save(folder / "outputs.npz", [predict(model, batch) for batch in _load(folder / "inputs.npz")])


def _save(path: Path, batches: Sequence[Arrays]) -> None:
    import numpy as np

    arrays = {f"{batch}.{place}": _plain(array) for batch, one in enumerate(batches) for place, array in enumerate(one)}
    with path.open("wb") as file:
        np.savez(file, batches=np.array(len(batches)), **arrays)  # type: ignore[arg-type]


def _load(path: Path) -> list[Arrays]:
    import numpy as np

    with np.load(path, allow_pickle=False) as stored:
        found: list[list[np.ndarray]] = [[] for _ in range(int(stored["batches"]))]
        for name in stored.files:
            batch, dot, _ = name.partition(".")
            if dot:
                array = stored[name]
                found[int(batch)].append(array.astype(object) if array.dtype.kind == "U" else array)
    return list(found)


def _plain(array: "np.ndarray") -> "np.ndarray":
    """Returns the array as a type that is stored without pickling: text as text, bfloat16 as float32."""
    if array.dtype == object:
        return array.astype(str)
    return array.astype("float32") if array.dtype.name == "bfloat16" else array


def _unequal(reason: str) -> Verification:
    return Verification(False, float("inf"), 0.0, reason)


if __name__ == "__main__":
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    run(Path(sys.argv[1]))
