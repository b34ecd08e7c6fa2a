"""One training from beginning to end, whoever listens: data, model, loop, files. Imports Keras."""

import json
import logging
from collections.abc import Sequence
from typing import Any

import keras

from builder.conversion.weights.weights import WeightsArchive
from builder.data import Part, Split, bind, describe, load, prepare
from builder.engine import Report, check
from builder.network import Network, Problem, Recipe
from builder.network.topology import input_ids, output_endpoints
from builder.recipe.problems import find_recipe_problems
from builder.recipe.proposal import complete_recipe
from builder.store import ArtifactFolder
from builder.training.listener import Listener
from builder.training.outcome import Outcome, StoppedError, TrainingError
from builder.training.worker_batches import Batches, evaluation_batches, training_batches
from builder.training.worker_failures import explain
from builder.training.worker_loop import Loop
from builder.training.worker_model import build_compiled, make_callbacks
from builder.training.worker_session import Session
from builder.training.worker_start import begin_with
from builder.training.worker_weights import WeightKeeper

log = logging.getLogger(__name__)

SCALING = "scaling.json"


def train(
    network: Network, *, listener: Listener, folder: ArtifactFolder, start: WeightsArchive | None = None
) -> Outcome:
    """Trains the network by its recipe, whose gaps are filled with proposals, and keeps the files in ``folder``.

    Layers that still fit the weights in ``start`` begin with those, the others fresh.
    Never raises for what a network, its data or Keras do: the outcome says it in a sentence, the log has the details.
    """
    session: Session | None = None
    try:
        session = _begin(network, listener, folder, start)
        return session.run()
    except StoppedError:
        log.info("Asked to stop.")
        return session.stopped() if session else Outcome("stopped", "Stopped before the first batch.")
    except Exception as error:  # whatever Keras or the data raise is told to the person and logged
        log.error("The training ended with an error.", exc_info=not isinstance(error, TrainingError))
        message = explain(error, network.recipe)
        return session.failed(message) if session else Outcome("failed", message)


def _begin(network: Network, listener: Listener, folder: ArtifactFolder, start: WeightsArchive | None) -> Session:
    recipe, split, report = _prepare(network)
    log.info("Recipe: %s", recipe.model_dump_json(exclude_defaults=True))
    _stop_if_asked(listener)
    keras.utils.set_random_seed(recipe.seed or 0)
    model = build_compiled(network, recipe)
    if start is not None:
        begin_with(model, network, start, folder)
    _stop_if_asked(listener)
    scaling = {name: scaling.model_dump() for name, scaling in split.scaling.items()}
    folder.write(SCALING, json.dumps(scaling, indent=1).encode())
    arrays = _Arrays(network, recipe, split, report)
    loop = Loop(model, recipe, train=arrays.shuffled(), validation=arrays.once(split.validation), listener=listener)
    return Session(
        recipe=recipe,
        loop=loop,
        callbacks=make_callbacks(recipe),
        weights=WeightKeeper(model, folder),
        folder=folder,
        test=arrays.once(split.test),
    )


def _prepare(network: Network) -> tuple[Recipe, Split, Report]:
    binding = network.recipe.data
    report = check(network)
    info = None if binding is None else describe(binding.dataset, binding.options)
    recipe = network.recipe if info is None else complete_recipe(network, report, info)
    problems = find_recipe_problems(network, report, recipe, info)
    for problem in problems:
        log.warning("%s %s", problem.message, problem.hint)
    _refuse((*report.problems, *problems))
    if binding is None:
        raise TrainingError("The network has no data to learn from.")
    data = load(binding.dataset, binding.options)
    validation_share = recipe.validation_share or 0.0
    split = prepare(data, validation_share=validation_share, seed=recipe.seed or 0)
    return recipe, split, report


def _refuse(problems: Sequence[Problem]) -> None:
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise TrainingError(f"{errors[0].message} {errors[0].hint}".strip())


class _Arrays:
    """The arrays of a split in the order of the model's inputs and outputs."""

    def __init__(self, network: Network, recipe: Recipe, split: Split, report: Report) -> None:
        bound = bind(network, split.info, recipe.data, tensors=report.tensors)
        self._features = [bound.inputs[node] for node in input_ids(network)]
        self._targets = [bound.targets[endpoint.node] for endpoint in output_endpoints(network)]
        self._train = split.train
        self._batch_size = recipe.batch_size or 32
        self._seed = recipe.seed or 0

    def shuffled(self) -> Batches:
        """Returns the training part, endlessly."""
        inputs, targets = self._of(self._train)
        return training_batches(inputs, targets, batch_size=self._batch_size, seed=self._seed)

    def once(self, part: Part) -> Batches | None:
        """Returns a part for evaluation; None where it is empty."""
        inputs, targets = self._of(part)
        return evaluation_batches(inputs, targets, batch_size=self._batch_size) if part.size else None

    def _of(self, part: Part) -> tuple[list[Any], list[Any]]:
        return [part.inputs[name] for name in self._features], [part.target(name) for name in self._targets]


def _stop_if_asked(listener: Listener) -> None:
    if listener.wants_stop():
        raise StoppedError
