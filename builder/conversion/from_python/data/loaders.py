"""Loaders of known data sets: what ``keras.datasets`` and ``sklearn.datasets`` give, as arrays with their origin."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.data.methods import Bunch
from builder.conversion.from_python.data.origin import LoaderCall, Origin, Rows
from builder.conversion.from_python.language.values import Arguments, Array, Module, Native, Unknown
from builder.data import describe

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

    Loader = Callable[[KerasInterpreter, Arguments], Any]

_TABLES = {
    "load_iris": "iris",
    "load_wine": "wine",
    "load_breast_cancer": "breast_cancer",
    "load_diabetes": "diabetes",
}


def loaded_array(loaded: LoaderCall, part: str, rows: Rows, shape: tuple[Any, ...], dtype: str) -> Array:
    return Array((rows.count, *shape), dtype, Origin(loaded, part, rows))


def called(loader: str, given: dict[str, Any], line: int) -> LoaderCall:
    """Returns the call of a loader with its arguments, in an order of their own."""
    return LoaderCall(loader, tuple(sorted(given.items())), line)


def _split_set(name: str, shape: tuple[int, ...], *, labels: tuple[int, ...] = (), names: str = "") -> "Loader":
    """Returns a loader of ``keras.datasets``: a training part and a test part, each with its targets."""
    dtype = "object" if not shape and names else "uint8" if len(shape) > 1 else "float32"
    answers = "int64" if dtype == "object" else dtype

    def load(run: "KerasInterpreter", arguments: Arguments) -> Any:
        given = arguments.bound(*names.split())
        given.pop("path", None)
        loaded = called(f"keras.datasets.{name}", given, arguments.line)
        sizes = _sizes(name, given)
        if sizes is None:
            return Unknown("the sizes of its parts are not known", arguments.line)
        parts = (Rows.between(0, sizes[0]), Rows.between(sizes[0], sum(sizes)))
        return tuple(
            (loaded_array(loaded, "data", rows, shape, dtype), loaded_array(loaded, "target", rows, labels, answers))
            for rows in parts
        )

    return load


def _sizes(name: str, given: dict[str, Any]) -> tuple[int, int] | None:
    """Returns the sizes of the training and the test part; None where they are not known."""
    if name == "boston_housing":
        count, tests = _BOSTON
    else:
        info = describe(name, {"version": "small"} if given.get("version") == "small" else {})
        count, tests = info.samples, info.test_samples
    share = given.get("test_split")
    if share is None or share == 0.2:
        return count, tests
    kept = int((count + tests) * (1 - share)) if isinstance(share, float) and 0 <= share < 1 else None
    return None if kept is None else (kept, count + tests - kept)


def _bunch(loader: str, arrays: dict[str, tuple[int, ...]], count: int, fields: dict[str, Any]) -> "Loader":
    def load(run: "KerasInterpreter", arguments: Arguments) -> Any:
        given = dict(arguments.named)
        as_pair = given.pop("return_X_y", False) is True
        given.pop("as_frame", None)
        if "n_class" in given and given["n_class"] != 10:
            return Unknown("it is a part of the digits", arguments.line)
        loaded = called(f"sklearn.datasets.{loader}", given, arguments.line)
        rows = Rows.between(0, count)
        made = {part: loaded_array(loaded, part, rows, shape, "float64") for part, shape in arrays.items()}
        made["target"] = loaded_array(loaded, "target", rows, (), "int64")
        return (made["data"], made["target"]) if as_pair else Bunch({**made, **fields})

    return load


def _table(loader: str, name: str) -> "Loader":
    info = describe(name)
    columns = info.inputs[0].names
    fields = {"feature_names": list(columns), "target_names": list(info.classes)}
    return _bunch(loader, {"data": (len(columns),)}, info.samples, fields)


def _plane(maker: str) -> "Loader":
    def make(run: "KerasInterpreter", arguments: Arguments) -> Any:
        given = arguments.bound("n_samples")
        count = given.get("n_samples", 100)
        if not isinstance(count, int) or isinstance(count, bool):
            return Unknown("its number of samples is not known", arguments.line)
        loaded = called(f"sklearn.datasets.{maker}", given, arguments.line)
        rows = Rows.between(0, count)
        return (
            loaded_array(loaded, "data", rows, (2,), "float64"),
            loaded_array(loaded, "target", rows, (), "int64"),
        )

    return make


_BOSTON = (404, 102)
"""Keras's own default parts of a set that is not among ours."""
_TEXT_NAMES = "path num_words skip_top maxlen"
_KERAS: "dict[str, Loader]" = {
    "mnist": _split_set("mnist", (28, 28)),
    "fashion_mnist": _split_set("fashion_mnist", (28, 28)),
    "cifar10": _split_set("cifar10", (32, 32, 3), labels=(1,)),
    "cifar100": _split_set("cifar100", (32, 32, 3), labels=(1,), names="label_mode"),
    "imdb": _split_set("imdb", (), names=_TEXT_NAMES),
    "reuters": _split_set("reuters", (), names=f"{_TEXT_NAMES} test_split"),
    "boston_housing": _split_set("boston_housing", (13,), names="path test_split"),
    "california_housing": _split_set("california_housing", (8,), names="version path test_split"),
}
_SCIKIT_LEARN: "dict[str, Loader]" = {
    "load_digits": _bunch(
        "load_digits",
        {"data": (64,), "images": (8, 8)},
        describe("digits").samples,
        {"target_names": list(range(10))},
    ),
    **{loader: _table(loader, name) for loader, name in _TABLES.items()},
    "make_moons": _plane("make_moons"),
    "make_circles": _plane("make_circles"),
}

KERAS_LOADERS = {f"datasets.{name}.load_data": loader for name, loader in _KERAS.items()}
"""Path within ``keras`` -> the loader."""
LOADERS: dict[str, Any] = {
    "sklearn.datasets": Module("sklearn.datasets"),
    **{f"sklearn.datasets.{name}": Native(name, loader) for name, loader in _SCIKIT_LEARN.items()},
}
"""Full name -> value."""
