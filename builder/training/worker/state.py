"""The state of a model in training and of its callbacks, taken out and put back. Imports Keras."""

from collections.abc import Mapping, Sequence
from typing import Any

import keras
import numpy as np
from keras.src.random.seed_generator import global_seed_generator

from builder.training.outcome import TrainingError

_GIVEN_ANEW = ("_model", "params")
"""What ``fit`` tells every callback before it begins."""


def take_variables(model: Any) -> list[np.ndarray[Any, Any]]:
    """Returns copies of all that training changes: weights, seeds of dropout and the like, the optimizer's slots."""
    return [np.array(variable.numpy()) for variable in _variables(model)]


def put_variables(model: Any, values: Sequence[np.ndarray[Any, Any]]) -> None:
    """Puts back what :func:`take_variables` returned of the same model.

    Raises:
        TrainingError: the model has other variables.
    """
    variables = _variables(model)
    if [tuple(variable.shape) for variable in variables] != [value.shape for value in values]:
        raise TrainingError(
            "What was kept of this training before its process ended fits another version of the model. Train it anew."
        )
    for variable, value in zip(variables, values, strict=True):
        variable.assign(value)


def take_callback(callback: Any) -> dict[str, Any]:
    """Returns what a callback has come to; functions of ``keras.ops`` by their names.

    Raises:
        TypeError: it holds something that cannot be written down.
    """
    given = {name: value for name, value in vars(callback).items() if name not in _GIVEN_ANEW}
    operations = {name: value.__name__ for name, value in given.items() if _is_operation(value)}
    return {
        "values": {name: _plain(value) for name, value in given.items() if name not in operations},
        "operations": operations,
    }


def put_callback(callback: Any, state: Mapping[str, Any]) -> None:
    """Puts back what :func:`take_callback` returned of a callback of the same class."""
    vars(callback).update(state["values"])
    vars(callback).update({name: getattr(keras.ops, operation) for name, operation in state["operations"].items()})


def _variables(model: Any) -> list[Any]:
    """Returns the variables in an order that is the same whenever the model is built; metrics begin anew each epoch."""
    judging = {id(variable) for variable in model.metrics_variables}
    every = [*model.variables, *model.optimizer.variables, global_seed_generator().state]
    return [variable for variable in every if id(variable) not in judging]


def _is_operation(value: Any) -> bool:
    return callable(value) and getattr(keras.ops, getattr(value, "__name__", ""), None) is value


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (np.ndarray, np.generic)) or keras.ops.is_tensor(value):
        return np.array(value)
    raise TypeError(f"A {type(value).__name__} cannot be kept in a checkpoint.")
