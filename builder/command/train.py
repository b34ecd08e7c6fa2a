"""``python -m builder train FILE [--data digits --epochs 5 --batch-size 32 --seed 1 --output model.keras]``"""

import argparse
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from tqdm import tqdm

from builder.command import OK, PROBLEMS
from builder.command.files import put_in_place, read_network
from builder.data import describe, fitting_sets
from builder.engine.check import check
from builder.engine.loading import load_keras
from builder.network import BuilderError, DataBinding, Network, Recipe
from builder.store import ArtifactFolder, MetricPoint, Progress

INTERRUPTED = 130
"""What shells expect of a program that Ctrl+C ended; what was learned until then is kept all the same."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a network as JSON")
    parser.add_argument("--data", metavar="NAME", help="the data set, instead of the one in the file's recipe")
    parser.add_argument("--epochs", type=_count, metavar="N")
    parser.add_argument("--batch-size", type=_count, metavar="N")
    parser.add_argument("--seed", type=_seed, metavar="N")
    parser.add_argument("--output", type=Path, metavar="FILE", help="where to keep the trained model: model.keras")
    parser.add_argument("--force", action="store_true", help="overwrite the output where it exists")


def run(arguments: argparse.Namespace) -> int:
    """Trains the network in this process, with a progress bar, and keeps the model where it is told to."""
    output: Path | None = arguments.output
    if output is not None:
        _refuse_output(output, force=arguments.force)
    network = read_network(arguments.file)
    if arguments.data is not None:
        describe(arguments.data)  # an unknown name is told before Keras is waited for
    load_keras()
    from builder.training.worker.training import train

    network = network.model_copy(update={"recipe": _recipe(network, arguments)})
    with tempfile.TemporaryDirectory() as scratch, tqdm(unit="batch", disable=None) as bar:
        folder = ArtifactFolder(scratch)
        listener = _Bar(bar)
        former = signal.signal(signal.SIGINT, listener.stop)
        try:
            outcome = train(network, listener=listener, folder=folder)
        finally:
            signal.signal(signal.SIGINT, former)
        if output is not None and folder.exists("model.keras"):
            put_in_place(Path(scratch) / "model.keras", output)
        if outcome.status == "failed":
            bar.write(outcome.message, file=sys.stderr)
            return PROBLEMS
        bar.write(outcome.message)
        for name, value in outcome.results.items():
            bar.write(f"  {name:<44} {value:.4f}")
    return INTERRUPTED if outcome.status == "stopped" else OK


class _Bar:
    """Shows a training as a bar and a line for each epoch; the first Ctrl+C asks it to stop, the second ends it."""

    def __init__(self, bar: Any) -> None:
        self._bar = bar
        self._stop = False

    def report(self, points: Sequence[MetricPoint], progress: Progress) -> None:
        self._bar.total = progress.epochs * progress.batches
        self._bar.update(progress.step - self._bar.n)
        ends = [point for point in points if point.scope == "epoch" and point.split != "test"]
        if ends:
            values = "  ".join(f"{_prefix(point)}{point.name} {point.value:.4f}" for point in ends)
            self._bar.write(f"epoch {progress.epoch}/{progress.epochs}  {values}")

    def wants_stop(self) -> bool:
        return self._stop

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        if self._stop:
            raise KeyboardInterrupt
        self._stop = True


def _prefix(point: MetricPoint) -> str:
    return "val_" if point.split == "validation" else ""


def _recipe(network: Network, arguments: argparse.Namespace) -> Recipe:
    """Returns the recipe of the file with what the command line says instead."""
    given = {name: getattr(arguments, name) for name in ("epochs", "batch_size", "seed")}
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    own = network.recipe.data
    if arguments.data is not None and (own is None or own.dataset != arguments.data):
        fits = {fit.info.name: fit.options for fit in fitting_sets(network, check(network).tensors)}
        changes["data"] = DataBinding(dataset=arguments.data, options=fits.get(arguments.data, {}))
    return network.recipe.model_copy(update=changes)


def _refuse_output(output: Path, *, force: bool) -> None:
    if output.suffix != ".keras":
        raise BuilderError(f'"{output.name}" must end in .keras.')
    if output.exists() and not force:
        raise BuilderError(f"{output} exists already. Use --force to overwrite it.")
    if not output.absolute().parent.is_dir():
        raise BuilderError(f"There is no folder {output.absolute().parent}.")


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 100_000:
        raise argparse.ArgumentTypeError("must be from 1 to 100,000")
    return number


def _seed(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**32:
        raise argparse.ArgumentTypeError("must be from 0 to 4,294,967,295")
    return number
