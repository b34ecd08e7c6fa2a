"""Names of TensorFlow and of Keras's old backend that have a twin in ``keras.ops``, with the twin's arguments."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from builder.catalog import load_catalog
from builder.conversion.from_python.data.making import MADE_BY_TENSORFLOW
from builder.conversion.from_python.data.shapes import array_of
from builder.conversion.from_python.data.streams import STREAMS
from builder.conversion.from_python.keras.operations import OperationFunction
from builder.conversion.from_python.keras.tensorflow_equivalents import BACKEND, EQUIVALENTS, SAME
from builder.conversion.from_python.keras.unknown_calls import call_unknown, first_tensor
from builder.conversion.from_python.language.values import Arguments, Array, Dtype, Module, Native, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_DTYPES = (
    *("float16", "bfloat16", "float32", "float64", "int8", "int16", "int32", "int64"),
    *("uint8", "uint16", "uint32", "uint64", "bool", "string"),
)
_INITIALIZERS = {
    "constant_initializer": "Constant",
    "contrib.layers.xavier_initializer": "GlorotUniform",
    "contrib.layers.xavier_initializer_conv2d": "GlorotUniform",
    "glorot_normal_initializer": "GlorotNormal",
    "glorot_uniform_initializer": "GlorotUniform",
    "ones_initializer": "Ones",
    "orthogonal_initializer": "Orthogonal",
    "random_normal_initializer": "RandomNormal",
    "random_uniform_initializer": "RandomUniform",
    "truncated_normal_initializer": "TruncatedNormal",
    "variance_scaling_initializer": "VarianceScaling",
    "zeros_initializer": "Zeros",
}
"""Initializers that TensorFlow has or had under names of its own."""
_IGNORED = frozenset({"name", "validate_indices", "batch_dims"})
"""Arguments of TensorFlow's functions that change nothing, or have no twin and are told of."""


def tensorflow_value(name: str, of_keras: Callable[[str], Any]) -> Any:
    """Returns what a name of TensorFlow, without the root, stands for; None where it is not followed."""
    found = _value(name)
    if found is not None:
        return found
    last = name.rpartition(".")[2]
    if name in _INITIALIZERS:
        return of_keras(f"keras.initializers.{_INITIALIZERS[name]}")
    if name.startswith(("initializers.", "losses.", "optimizers.")):
        return of_keras(f"keras.{name}")
    if name.startswith("keras.backend."):
        return None
    return Module(f"tensorflow.{name}") if last[:1].islower() and name.count(".") < 4 else None


@lru_cache(maxsize=2_000)
def _value(name: str) -> Any:
    if name.removeprefix("dtypes.") in _DTYPES:
        return Dtype(name.removeprefix("dtypes."))
    if name == "data.Dataset":
        return Module(f"tensorflow.{name}")
    made = MADE_BY_TENSORFLOW.get(name) or STREAMS.get(name)
    if made is not None:
        return Native(name, made)
    if name in _PLAIN:
        return Native(name, _PLAIN[name])
    is_backend = name.startswith("keras.backend.")
    table = BACKEND if is_backend else EQUIVALENTS
    short = name.removeprefix("keras.backend.")
    for prefix in () if is_backend else ("math.", "nn.", "linalg.", "compat.v1.", "image."):
        if short not in table and short.startswith(prefix):
            short = short.removeprefix(prefix)
    if short in table:
        twin, names = table[short]
        return Native(name, _twin(name, twin, names))
    if short in SAME and f"ops.{SAME[short]}" in load_catalog().operations:
        return Native(name, _twin(name, f"ops.{SAME[short]}", ()))
    return None


def _cuts(sizes: Sequence[Any]) -> Any:
    """Returns where Keras is to cut for parts of the sizes that TensorFlow wants; the last may be -1."""
    *first, _ = sizes or [0]
    if not all(isinstance(size, int) and size >= 0 for size in first):
        return Unknown("the sizes of the parts are not all plain numbers")
    return list(accumulate(first))


def _twin(name: str, twin: str, names: tuple[str, ...]) -> "Callable[[KerasInterpreter, Arguments], Any]":
    """Returns a function that calls the operation ``twin``; ``names`` are its arguments in the order of TensorFlow's.

    A name such as "xs=values" says what the operation calls TensorFlow's argument "values".
    """
    pairs = [tuple(pair.split("=")) if "=" in pair else (pair, pair) for pair in names]

    def call(run: "KerasInterpreter", arguments: Arguments) -> Any:
        entry = load_catalog().operations[twin]
        order = [ours for ours, _ in pairs] or [port.name for port in entry.inputs]
        order += [spec.name for spec in entry.arguments if spec.name not in order]
        renamed = {theirs: ours for ours, theirs in pairs}
        given = dict(zip(order, arguments.positional, strict=False))
        for key, value in arguments.named.items():
            if key in _IGNORED or value is None:
                continue
            given[renamed.get(key, key)] = value
        if twin == "ops.gelu":
            given.setdefault("approximate", False)  # TensorFlow's default, not that of keras.ops
        if twin == "ops.split" and isinstance(given.get("indices_or_sections"), list | tuple):
            given["indices_or_sections"] = _cuts(given["indices_or_sections"])
        if "-" in given:
            reason = f'an argument of "{name}" is one that its twin in Keras has not'
            return call_unknown(run, Unknown(reason, arguments.line), arguments)
        whole = arguments.whole or arguments
        return run.call(
            OperationFunction(entry), Arguments([], given, arguments.line, whole.node, whole, arguments.spread)
        )

    return call


def _shape(run: "KerasInterpreter", arguments: Arguments) -> Any:
    value = first_tensor(arguments)
    if value is not None:
        return run.attribute(value, "shape", arguments.line)
    given = next(iter(arguments.positional), None)
    return given.shape if isinstance(given, Array) else Unknown("it is the shape of data", arguments.line)


def _ndim(run: "KerasInterpreter", arguments: Arguments) -> Any:
    shape = _shape(run, arguments)
    return shape if isinstance(shape, Unknown) else len(shape)


def _identity(run: "KerasInterpreter", arguments: Arguments) -> Any:
    return next(iter([*arguments.positional, *arguments.named.values()]), None)


def _as_dtype(run: "KerasInterpreter", arguments: Arguments) -> Any:
    value = _identity(run, arguments)
    return Dtype(value) if isinstance(value, str) else value


def _data(run: "KerasInterpreter", arguments: Arguments) -> Any:
    """Returns what ``tf.constant`` makes of a list: data; what is a number or a tensor stays what it is."""
    return array_of(run, _identity(run, arguments), arguments.line)


def _epsilon(run: "KerasInterpreter", arguments: Arguments) -> float:
    return 1e-7


def _seed(run: "KerasInterpreter", arguments: Arguments) -> None:
    value = next(iter(arguments.positional), None)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**32:
        run.session.seed = value


def _no_devices(run: "KerasInterpreter", arguments: Arguments) -> list[Any]:
    return []


_PLAIN: "dict[str, Callable[[KerasInterpreter, Arguments], Any]]" = {
    "keras.backend.int_shape": _shape,
    "keras.backend.shape": _shape,
    "keras.backend.ndim": _ndim,
    "keras.backend.epsilon": _epsilon,
    "keras.backend.learning_phase": lambda run, arguments: 0,
    "shape": _shape,
    "rank": _ndim,
    "as_dtype": _as_dtype,
    "dtypes.as_dtype": _as_dtype,
    "identity": _identity,
    "convert_to_tensor": _data,
    "constant": _data,
    "TensorShape": _identity,
    "random.set_seed": _seed,
    "set_random_seed": _seed,
    "config.list_physical_devices": _no_devices,
    "config.experimental.list_physical_devices": _no_devices,
}
