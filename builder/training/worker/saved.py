"""What a training's files come to when they are read again: the one proof of what they hold. Imports Keras."""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from builder.conversion.keras_file import read_back
from builder.network import Network, Recipe
from builder.store import ArtifactFolder
from builder.training.worker.batches import Batches
from builder.training.worker.evaluation import Evaluation, figures_of
from builder.training.worker.model import compile_by


class SavedModels:
    """Measures the models that this process kept in a run's folder."""

    def __init__(self, folder: ArtifactFolder, network: Network, recipe: Recipe) -> None:
        self._folder = folder
        self._network = network
        self._recipe = recipe

    def measure(
        self, name: str, parts: Mapping[str, Batches], *, after_call: Callable[[], None]
    ) -> dict[str, dict[str, float]]:
        """Returns losses and metrics by part of the data, from the file as it lies in the folder.

        Args:
            after_call: called every fifth of a second; what it raises ends the measuring.
        """
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / name
            with self._folder.open(name) as kept, path.open("wb") as copied:
                shutil.copyfileobj(kept, copied)
            model = read_back(path)
        compile_by(model, self._network, self._recipe)
        evaluation = Evaluation(model)
        return {part: figures_of(evaluation.run(batches, after_call=after_call)) for part, batches in parts.items()}
