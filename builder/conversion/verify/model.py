"""The network as a Keras model with known inputs and outputs, which every export is compared with. Imports Keras."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import keras
import numpy as np

from builder.conversion.exports.exports import ExportError
from builder.conversion.keras_file import load_own_weights
from builder.conversion.to_keras import to_keras
from builder.conversion.verify.inputs import BATCHES, UNKNOWN_LENGTHS, sample_inputs
from builder.conversion.verify.verify import REBUILT, Arrays, Verification, compare, is_flat
from builder.conversion.weights.fitting import Kept
from builder.conversion.weights.layers import load_fitting
from builder.conversion.weights.weights import WeightsArchive
from builder.engine.check import check
from builder.network import Graph, Network

GAINS = (1.25, 1.5, 2.0, 2.5, 3.0, 4.0)
"""How much larger the weights of a deep network may have to be for its inputs to reach its outputs."""

Predict = Callable[[Arrays], Arrays]
"""Takes the arrays of one batch, one for each input, and returns one for each output."""


class ReferenceModel:
    """The model of a network, what it is asked and what it answers.

    Args:
        weights: a ``.keras`` file that one of our own trainings wrote, or weights read from another's file, of which
            those that fit are kept; without them the weights are drawn from the seed of the network's recipe.

    Raises:
        InvalidNetworkError: something is wrong with the network.
        ExportError: the model cannot be run.
    """

    def __init__(self, network: Network, weights: Path | WeightsArchive | None = None) -> None:
        self.network = network
        check(network)  # now, because asking Keras about layers that it has not seen draws random numbers as well
        keras.utils.set_random_seed(network.recipe.seed or 0)
        self.model = to_keras(network)
        self.kept: tuple[Kept, ...] = ()
        if isinstance(weights, WeightsArchive):
            self.kept = load_fitting(self.model, network, weights)
        elif weights is not None:
            load_own_weights(self.model, weights)
        self.variables = values_of(self.model)
        self.batches, self.expected = self._answers()

    def for_prediction(self) -> keras.Model:
        """Returns the model as ``predict`` runs it, to be exported.

        Exported as it is, it would go on dropping units and turning pictures wherever ``training`` is true by default
        or was given as true.
        """
        inputs = [keras.Input(tensor.shape[1:], dtype=tensor.dtype, name=tensor.name) for tensor in self.model.inputs]
        given = packed(self.model, inputs)
        model = keras.Model(given, self.model(given, training=False))
        predict(model, self.batches[0])  # Keras exports no model that was never called
        return model

    @property
    def is_flat(self) -> bool:
        """Whether what the model answers hardly depends on what it is asked, as that of deep networks never trained."""
        return is_flat(self.expected)

    @contextmanager
    def enlivened(self) -> Iterator[bool]:
        """Makes the weights larger for a while, until the answers depend on what is asked; says whether they do."""
        variables, expected = self.variables, self.expected
        try:
            for gain in GAINS:
                self.variables = [value * value.dtype.type(gain) if _is_matrix(value) else value for value in variables]
                set_values(self.model, self.variables)
                self.expected = [predict(self.model, batch) for batch in self.batches]
                set_values(self.model, self.variables)
                if not self.is_flat:
                    break
            yield not self.is_flat
        finally:
            self.variables, self.expected = variables, expected
            set_values(self.model, variables)

    def compare_rebuilt(self, model: keras.Model, *, share: float = REBUILT) -> Verification:
        """Gives another Keras model this one's weights, in order, and compares what the two answer."""
        wanted = [value.shape for value in self.variables]
        found = [tuple(variable.shape) for variable in model.variables]
        if wanted != found:
            place = next((n for n, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b), len(found))
            return Verification(False, float("inf"), 0.0, f"Its weights are other ones, from number {place + 1} on.")
        set_values(model, self.variables)
        return self.compare(lambda batch: predict(model, batch), share=share)

    def compare(self, answer: Predict, *, share: float, batches: Sequence[Arrays] | None = None) -> Verification:
        """Compares what ``answer`` gives with what this model gives, on every batch or on those given."""
        asked = self.batches if batches is None else batches
        expected = self.expected if batches is None else [predict(self.model, batch) for batch in batches]
        return compare(expected, [answer(batch) for batch in asked], share=share)

    def _answers(self) -> tuple[list[Arrays], list[Arrays]]:
        """Draws inputs and runs the model; where a length is open, the shortest that the model takes."""
        lengths = UNKNOWN_LENGTHS if _has_open_lengths(self.network) else UNKNOWN_LENGTHS[:1]
        for length in lengths:
            batches = [sample_inputs(self.network, seed=seed, batch=size, length=length) for seed, size in BATCHES]
            try:
                answers = [predict(self.model, batch) for batch in batches]
            except Exception as error:
                if length != lengths[-1]:
                    continue
                reason = str(error).strip().splitlines()[0][:300] if str(error).strip() else type(error).__name__
                raise ExportError(
                    f"The network cannot be run on random inputs, so nothing can be checked: {reason}"
                ) from error
            set_values(self.model, self.variables)
            return list(batches), list(answers)
        raise ExportError("The network has no inputs to run it on.")


def predict(model: keras.Model, batch: Arrays) -> Arrays:
    """Returns the model's outputs, in order, for the inputs in order."""
    tensors = [keras.ops.convert_to_tensor(array) if array.dtype != object else _strings(array) for array in batch]
    given = keras.tree.flatten(model(packed(model, tensors), training=False))
    return [np.asarray(keras.ops.convert_to_numpy(tensor)) if hasattr(tensor, "shape") else tensor for tensor in given]


def packed(model: keras.Model, values: Sequence[object]) -> object:
    """Returns the values in the structure in which the model takes its inputs: one alone, a list or a dict."""
    structure = getattr(model, "_inputs_struct", None)
    return values[0] if structure is None else keras.tree.pack_sequence_as(structure, list(values))


def values_of(model: keras.Model) -> list[np.ndarray]:
    """Returns every variable of the model: weights, statistics and the states of what draws random numbers."""
    return [np.array(keras.ops.convert_to_numpy(variable)) for variable in model.variables]


def _is_matrix(value: np.ndarray) -> bool:
    return value.ndim > 1 and (value.dtype.kind == "f" or value.dtype.name == "bfloat16")


def set_values(model: keras.Model, values: Sequence[np.ndarray]) -> None:
    for variable, value in zip(model.variables, values, strict=True):
        variable.assign(value)


def _has_open_lengths(network: Graph) -> bool:
    return any(None in shape for node in network.nodes if isinstance(shape := node.config.get("shape"), list))


def _strings(array: np.ndarray) -> object:
    import tensorflow

    return tensorflow.constant(array.tolist())
