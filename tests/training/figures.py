"""What a training here and a script come to, each in a process of its own: figures, history and weights.

``python -m tests.training.figures training DOCUMENT OUT`` trains a document as a worker does, from the kept weights
in the .npz file beside it, if there is one; ``... script FILE OUT`` runs a script, or the code cells of a notebook, in
the current folder. OUT.json and OUT.npz hold what came of it.
"""

import json
import os
import runpy
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def main(what: str, source: Path, out: Path) -> None:
    os.environ["TF_DETERMINISTIC_OPS"] = "1"
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    os.environ["MPLBACKEND"] = "agg"
    import keras.src.utils.file_utils as files

    files.validate_file = lambda *_, **__: True  # no tiny file of a test has the hash of Keras's own
    results, history, model = training(source) if what == "training" else script(source)
    import numpy as np

    np.savez(out.with_suffix(".npz"), **{str(place): value for place, value in enumerate(model.get_weights())})
    out.with_suffix(".json").write_text(json.dumps({"results": results, "history": history}))


def training(document: Path) -> tuple[dict[str, float], dict[str, Any], Any]:
    """Trains as a worker does; the model is the one in the file that is handed out."""
    from builder.conversion.keras_file import read_back
    from builder.conversion.weights.weights import WeightsArchive
    from builder.network import Network
    from builder.store import ArtifactFolder
    from builder.training.worker.training import train

    folder = ArtifactFolder(str(document.with_suffix("")) + "-run")
    kept = document.with_suffix(".npz")
    start = WeightsArchive.from_bytes(kept.read_bytes()) if kept.exists() else None
    outcome = train(Network.from_json(document.read_bytes()), listener=Nobody(), folder=folder, start=start)
    assert outcome.status == "finished", outcome.message
    path = folder.local_path("model.keras")
    assert path is not None
    tested = {name.removeprefix("test/"): value for name, value in outcome.results.items() if name.startswith("test/")}
    return tested, json.loads(folder.read("history.json")), read_back(path)


def script(path: Path) -> tuple[dict[str, float], dict[str, Any], Any]:
    if path.suffix == ".ipynb":
        cells = [cell for cell in json.loads(path.read_text())["cells"] if cell["cell_type"] == "code"]
        path = path.with_suffix(".cells.py")
        path.write_text("\n\n".join("".join(cell["source"]) for cell in cells))
    names = runpy.run_path(str(path))
    logged = names["history"].history
    epochs = [flat(dict(zip(logged, epoch, strict=True))) for epoch in zip(*logged.values(), strict=True)]
    by_name = {name: [epoch[name] for epoch in epochs] for name in epochs[0]}
    return flat(names["results"]), by_name, names["model"]


def flat(logs: Mapping[str, Any]) -> dict[str, float]:
    """Returns one number a name; a metric of several values gives one for each place."""
    import numpy as np

    found: dict[str, float] = {}
    for name, value in logs.items():
        numbers = np.asarray(value, dtype=float)
        if numbers.ndim == 0:
            found[name] = float(numbers)
        else:
            found |= {f"{name}_{place}": float(number) for place, number in enumerate(numbers.flat)}
    return found


class Nobody:
    """A listener that hears nothing and never stops a training."""

    def report(self, *_: object) -> None:
        pass

    def wants_stop(self) -> bool:
        return False


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
