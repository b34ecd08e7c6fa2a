"""One question for Keras and its answer: what comes out when this layer is called on tensors of these shapes?

Both are plain values that hash, compare and travel between processes; the question without the layer's name is the key
under which the answer is remembered.
"""

import json
from typing import NamedTuple

from builder.engine.report import TensorSpec
from builder.network.record import Config

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False)

LONGEST_REMEMBERED = 64_000
"""Configs with longer JSON (whole vocabularies) are worked out anew: remembering them would fill memory with text."""


class Argument(NamedTuple):
    """The tensors given to one argument of ``call``; ``name`` is None for the first one."""

    name: str | None
    tensors: tuple[TensorSpec, ...]
    is_list: bool = False


class LayerCall(NamedTuple):
    """A layer by its class and canonical configs, called on ``arguments``.

    ``built_on`` is the earlier call that decided the weights' shapes where several nodes share the layer.
    """

    class_name: str
    config: str
    call: str
    arguments: tuple[Argument, ...]
    built_on: "LayerCall | None" = None


class LayerResult(NamedTuple):
    """What Keras answered: the outputs and the parameter counts, or its own error message."""

    outputs: tuple[TensorSpec, ...] = ()
    trainable: int = 0
    non_trainable: int = 0
    error: str = ""

    @property
    def parameters(self) -> int:
        return self.trainable + self.non_trainable


def canonical(config: Config) -> str:
    """Returns the config as JSON that is equal for equal configs.

    >>> canonical({"units": 2, "activation": "relu"})
    '{"activation":"relu","units":2}'
    """
    return _ENCODER.encode(config) if config else "{}"
