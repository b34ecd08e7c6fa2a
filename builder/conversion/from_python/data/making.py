"""Functions that make data of a shape: zeros, random numbers, what a file holds; in NumPy, TensorFlow and Keras."""

from collections.abc import Callable
from math import ceil
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.data.arrays import changed
from builder.conversion.from_python.data.functions import counted
from builder.conversion.from_python.data.methods import dtype_name
from builder.conversion.from_python.data.shapes import DATA, shape_of_data
from builder.conversion.from_python.language.values import Arguments, Array, Module, Native, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

    Function = Callable[[KerasInterpreter, Arguments], Any]

_MOST_VALUES = 1_000


def sized(names: str, dtype: str = "float64") -> "Function":
    """Returns a function that makes data of the shape that one of its arguments, "shape" or "size", says."""
    order = names.split()

    def call(run: "KerasInterpreter", arguments: Arguments) -> Any:
        given = arguments.bound(*order)
        size = given.get("size", given.get("shape", given.get("dims")))
        kind = dtype_name(given.get("dtype")) or dtype
        if size is None:
            return Unknown("it is a random number", arguments.line)
        sizes = (size,) if isinstance(size, (int, Unknown)) else size.values if isinstance(size, Array) else size
        if not isinstance(sizes, (list, tuple)):
            return Unknown(DATA, arguments.line)
        return Array(tuple(part if isinstance(part, int) else None for part in sizes), kind)

    return call


def _by_sizes(run: "KerasInterpreter", arguments: Arguments) -> Any:
    """Returns ``numpy.random.rand(3, 4)``."""
    return sized("size")(run, Arguments([arguments.positional] if arguments.positional else [], {}, arguments.line))


def _integers(run: "KerasInterpreter", arguments: Arguments) -> Any:
    return sized("low high size dtype", "int64")(run, arguments)


def _chosen(run: "KerasInterpreter", arguments: Arguments) -> Any:
    return sized("a size", "int64")(run, arguments)


def _shuffled(run: "KerasInterpreter", arguments: Arguments) -> Any:
    value = next(iter(arguments.positional), None)
    if isinstance(value, int):
        return Array((value,), "int64")
    return changed(value, "shuffle", line=arguments.line) if isinstance(value, Array) else Unknown(DATA, arguments.line)


def _spaced(run: "KerasInterpreter", arguments: Arguments) -> Any:
    given = arguments.bound("start", "stop", "num")
    count, start, stop = given.get("num", 50), given.get("start"), given.get("stop")
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        return Unknown(DATA, arguments.line)
    values = None
    if isinstance(start, (int, float)) and isinstance(stop, (int, float)) and 1 < count <= _MOST_VALUES:
        values = [start + n * (stop - start) / (count - 1) for n in range(count)]
    return Array((count,), "float64", values=values)


def _stepped(run: "KerasInterpreter", arguments: Arguments) -> Any:
    """Returns ``numpy.arange`` also where its ends are fractions, or it has a step."""
    ends = list(arguments.positional)
    if len(ends) <= 2 and all(isinstance(end, int) for end in ends):
        return counted(run, arguments)
    if not ends or not all(isinstance(end, (int, float)) for end in ends):
        return next((end for end in ends if isinstance(end, Unknown)), Array((None,), "float64"))
    start, stop, step = (0, *ends, 1) if len(ends) == 1 else (*ends, 1)[:3]
    count = max(0, ceil((stop - start) / step)) if step else 0
    values = [start + n * step for n in range(count)] if count <= _MOST_VALUES else None
    return Array((count,), "int64" if all(isinstance(end, int) for end in ends) else "float64", values=values)


def _square(run: "KerasInterpreter", arguments: Arguments) -> Any:
    given = arguments.bound("N", "M")
    sizes = (given.get("N"), given.get("M", given.get("N")))
    return Array(tuple(size if isinstance(size, int) else None for size in sizes), "float64")


def _file_of_numbers(run: "KerasInterpreter", arguments: Arguments) -> Array:
    """Returns the table of numbers in a text file; how large it is only a run could tell."""
    return Array((None, None), "float64")


def _like(run: "KerasInterpreter", arguments: Arguments) -> Any:
    shape = shape_of_data(run, next(iter(arguments.positional), None))
    return Unknown(DATA, arguments.line) if shape is None else Array(shape, "float64")


_RANDOM: "dict[str, Function]" = {
    "rand": _by_sizes,
    "randn": _by_sizes,
    "random": sized("size"),
    "random_sample": sized("size"),
    "ranf": sized("size"),
    "standard_normal": sized("size"),
    "normal": sized("loc scale size"),
    "uniform": sized("low high size"),
    "binomial": sized("n p size", "int64"),
    "exponential": sized("scale size"),
    "poisson": sized("lam size", "int64"),
    "randint": _integers,
    "random_integers": _integers,
    "integers": _integers,
    "choice": _chosen,
    "permutation": _shuffled,
}
_OF_SHAPE: "dict[str, Function]" = {
    "zeros": sized("shape dtype"),
    "ones": sized("shape dtype"),
    "empty": sized("shape dtype"),
    "full": sized("shape fill_value dtype"),
}


def _generator(run: "KerasInterpreter", arguments: Arguments) -> Module:
    """Returns a generator of random numbers: it has the functions of ``numpy.random``."""
    return Module("numpy.random")


def _natives(prefix: str, functions: "dict[str, Function]") -> dict[str, Native]:
    return {f"{prefix}{name}": Native(f"{prefix}{name}", function) for name, function in functions.items()}


MADE_BY_NUMPY: dict[str, Any] = {
    "numpy.random": Module("numpy.random"),
    **_natives("numpy.random.", {**_RANDOM, "default_rng": _generator, "RandomState": _generator}),
    **_natives("numpy.", _OF_SHAPE),
    "numpy.arange": Native("numpy.arange", _stepped),
    "numpy.linspace": Native("numpy.linspace", _spaced),
    "numpy.eye": Native("numpy.eye", _square),
    "numpy.identity": Native("numpy.identity", _square),
    "numpy.loadtxt": Native("numpy.loadtxt", _file_of_numbers),
    "numpy.genfromtxt": Native("numpy.genfromtxt", _file_of_numbers),
    **_natives("numpy.", dict.fromkeys(("zeros_like", "ones_like", "empty_like", "full_like"), _like)),
}
"""Full name -> value."""

_TENSORS: "dict[str, Function]" = {
    **{name: sized("shape dtype", "float32") for name in ("zeros", "ones")},
    "fill": sized("dims value", "float32"),
    "random.normal": sized("shape mean stddev dtype", "float32"),
    "random.uniform": sized("shape minval maxval dtype", "float32"),
    "random.truncated_normal": sized("shape mean stddev dtype", "float32"),
}
MADE_BY_TENSORFLOW = {
    **_TENSORS,
    "random_normal": _TENSORS["random.normal"],
    "random_uniform": _TENSORS["random.uniform"],
}
"""Name within ``tensorflow`` -> what it makes."""
MADE_BY_KERAS: "dict[str, Function]" = {
    **{f"ops.{name}": _TENSORS[name] for name in ("zeros", "ones")},
    "ops.full": sized("shape fill_value dtype", "float32"),
    "random.normal": sized("shape mean stddev dtype", "float32"),
    "random.uniform": sized("shape minval maxval dtype", "float32"),
    "random.truncated_normal": sized("shape mean stddev dtype", "float32"),
    "random.randint": sized("shape minval maxval dtype", "int32"),
}
"""Path within ``keras`` -> likewise."""
