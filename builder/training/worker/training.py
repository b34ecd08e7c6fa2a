"""One training from beginning to end, whoever listens: data, model, loop, files. Imports Keras."""

import json
import logging
from collections.abc import Sequence
from typing import Any

import keras

from builder.conversion.weights.weights import WeightsArchive
from builder.data import Part, Split, describe, load, prepare
from builder.engine import check
from builder.network import DataBinding, Network, Problem
from builder.network.topology import input_ids, output_endpoints
from builder.recipe import completed, find_memory_problems, find_recipe_problems
from builder.store import ArtifactFolder, StoreError
from builder.training.listener import Listener
from builder.training.outcome import Outcome, StoppedError, TrainingError
from builder.training.worker.backup import Backup
from builder.training.worker.batches import Batches
from builder.training.worker.checkpoint import Checkpoint
from builder.training.worker.failures import explain
from builder.training.worker.initial_weights import begin_with
from builder.training.worker.loop import TrainingLoop
from builder.training.worker.model import adapt_layers, build_compiled, make_callbacks, structured
from builder.training.worker.saved import SavedModels
from builder.training.worker.session import TrainingSession
from builder.training.worker.weights import WeightKeeper

log = logging.getLogger(__name__)

SCALING = "scaling.json"


def train(
    network: Network,
    *,
    listener: Listener,
    folder: ArtifactFolder,
    start: WeightsArchive | None = None,
    backup: Backup | None = None,
    checkpoint: Checkpoint | None = None,
) -> Outcome:
    """Trains the network by its recipe, whose gaps are filled with proposals, and keeps the files in ``folder``.

    Layers that still fit the weights in ``start`` begin with those, the others fresh. With a ``checkpoint``, of the
    same training in another process, it goes on after the epoch at whose end that was taken.
    Never raises for what a network, its data or Keras do: the outcome says it in a sentence, the log has the details.
    """
    session: TrainingSession | None = None
    try:
        session = _begin(network, listener, folder, start, backup, checkpoint)
        return session.run()
    except StoppedError:
        log.info("Asked to stop.")
        return _stopped(session) if session else Outcome("stopped", "Stopped before the first batch.")
    except Exception as error:  # whatever Keras or the data raise is told to the person and logged
        log.error("The training ended with an error.", exc_info=not isinstance(error, TrainingError))
        message = explain(error, network.recipe)
        return session.failed(message) if session else Outcome("failed", message)


def _stopped(session: TrainingSession) -> Outcome:
    try:
        return session.stopped()
    except StoreError as error:
        return session.failed(str(error))


def _begin(
    network: Network,
    listener: Listener,
    folder: ArtifactFolder,
    start: WeightsArchive | None,
    backup: Backup | None,
    checkpoint: Checkpoint | None,
) -> TrainingSession:
    network, split = _prepare(network)
    recipe = network.recipe
    log.info("Recipe: %s", recipe.model_dump_json(exclude_defaults=True))
    if checkpoint is None:  # a session that goes on has something to keep when it stops
        _stop_if_asked(listener)
    keras.utils.set_random_seed(recipe.seed or 0)
    model = build_compiled(network, recipe)
    if start is not None:
        begin_with(model, network, start, folder)
    arrays = _Arrays(network, split)
    adapt_layers(model, network, arrays.training_inputs())
    if checkpoint is None:
        _stop_if_asked(listener)
    scaling = {name: scaling.model_dump() for name, scaling in split.scaling.items()}
    folder.write(SCALING, json.dumps(scaling, indent=1).encode())
    validation = arrays.once(split.validation)
    return TrainingSession(
        loop=TrainingLoop(model, recipe, train=arrays.shuffled(), validation=validation, listener=listener),
        callbacks=make_callbacks(recipe),
        weights=WeightKeeper(model, folder),
        saved=SavedModels(folder, network, recipe),
        folder=folder,
        validation=validation,
        test=arrays.once(split.test),
        backup=backup,
        checkpoint=checkpoint,
    )


def _prepare(network: Network) -> tuple[Network, Split]:
    """Returns the network with its whole recipe, and its data split by it.

    Raises:
        TrainingError: something keeps the network from being trained by the recipe.
        DataError: the data cannot be loaded.
    """
    report = check(network)
    network = completed(network, report)
    recipe, binding = network.recipe, network.recipe.data
    info = None if binding is None else describe(binding.dataset, binding.options)
    problems = find_recipe_problems(network, report, recipe, info)
    problems += find_memory_problems(network, report, recipe, info)
    for problem in problems:
        log.warning("%s %s", problem.message, problem.hint)
    _refuse((*report.problems, *problems))
    if binding is None:
        raise TrainingError("The network has no data to learn from.")
    data = load(binding.dataset, binding.options)
    return network, prepare(data, validation_share=recipe.validation_share or 0.0, seed=recipe.seed or 0)


def _refuse(problems: Sequence[Problem]) -> None:
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise TrainingError(f"{errors[0].message} {errors[0].hint}".strip())


class _Arrays:
    """The arrays of a split in the order of the model's inputs and outputs."""

    def __init__(self, network: Network, split: Split) -> None:
        recipe = network.recipe
        bound = recipe.data or DataBinding(dataset=split.info.name)
        self._features = [bound.inputs[node] for node in input_ids(network)]
        self._targets = [bound.targets[endpoint.node] for endpoint in output_endpoints(network)]
        self._keys = network.input_keys, network.output_keys
        self._train = split.train
        self._batch_size = recipe.batch_size or 32
        self._class_weight = recipe.class_weight

    def shuffled(self) -> Batches:
        """Returns the training part, in another order every epoch."""
        inputs, targets = self._of(self._train)
        return Batches(
            inputs, targets, batch_size=self._batch_size, shuffle=True, class_weight=self._class_weight or None
        )

    def training_inputs(self) -> Any:
        """Returns the inputs of the training part, in the structure in which the model takes them."""
        return self._of(self._train)[0]

    def once(self, part: Part) -> Batches | None:
        """Returns a part for evaluation, in its own order; None where it is empty."""
        inputs, targets = self._of(part)
        return Batches(inputs, targets, batch_size=self._batch_size) if part.size else None

    def _of(self, part: Part) -> tuple[Any, Any]:
        input_keys, output_keys = self._keys
        features = [part.inputs[name] for name in self._features]
        targets = [part.target(name) for name in self._targets]
        return structured(features, input_keys), structured(targets, output_keys)


def _stop_if_asked(listener: Listener) -> None:
    if listener.wants_stop():
        raise StoppedError
