"""Which tensors of an operation may be plain numbers instead (``x + 2``), found by asking Keras."""

from collections.abc import Callable, Sequence
from typing import Any

import keras
import numpy as np

_SHAPE = (2, 3, 3)
_TRIALS: tuple[tuple[str, float], ...] = (("float32", 2.0), ("int32", 2), ("bool", 2))


def ports_for_numbers(function: Callable[..., Any], ports: Sequence[str]) -> frozenset[str]:
    """Returns the ports for which a number will do: Keras then gives a tensor of the others' shape.

    What it says of symbolic tensors must be what it computes, type included.

    Args:
        ports: the names of all that must be given, tensors every one of them.
    """
    if len(ports) < 2:
        return frozenset()
    return frozenset(port for port in ports if any(_accepts(function, ports, port, *trial) for trial in _TRIALS))


def _accepts(function: Callable[..., Any], ports: Sequence[str], port: str, dtype: str, number: float) -> bool:
    symbol = keras.KerasTensor((None, *_SHAPE[1:]), dtype)
    tensor = keras.ops.convert_to_tensor(np.ones(_SHAPE, dtype))
    try:
        inferred = function(**{name: number if name == port else symbol for name in ports})
        computed = function(**{name: number if name == port else tensor for name in ports})
    except Exception:  # noqa: BLE001  # Keras and TensorFlow refuse with errors of any class; refusal is the answer
        return False
    if not all(hasattr(result, "shape") for result in (inferred, computed)):
        return False
    same_type = inferred.dtype == keras.backend.standardize_dtype(computed.dtype)
    return tuple(inferred.shape) == symbol.shape and tuple(computed.shape) == _SHAPE and same_type
