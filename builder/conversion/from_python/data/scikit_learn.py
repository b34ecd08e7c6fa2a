"""scikit-learn's splits, scalers and encoders, as far as the shape and the origin of arrays go."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.data.arrays import changed
from builder.conversion.from_python.data.functions import not_worked_out
from builder.conversion.from_python.data.origin import Draw, Origin
from builder.conversion.from_python.data.shapes import array_of
from builder.conversion.from_python.data.tables import DataFrame
from builder.conversion.from_python.language.values import Arguments, Array, Module, Native, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter


def split(run: "KerasInterpreter", arguments: Arguments) -> Any:
    """Returns what ``train_test_split`` gives: of each array the rest and what was drawn."""
    given = arguments.named
    tables = [value if isinstance(value, DataFrame) else None for value in arguments.positional]
    arrays = [array_of(run, value, arguments.line) for value in arguments.positional]
    arguments = Arguments(arrays, given, arguments.line)
    sizes = _sizes(arguments)
    stratify = given.get("stratify")
    number = run.session.next_draw()
    parts: list[Any] = []
    for value, table in zip(arrays, tables, strict=True):
        for part in (0, 1):
            if table is not None:
                parts.append(replace(table, rows=None if sizes is None else sizes[:2][part]))
                continue
            if not isinstance(value, Array) or not value.shape:
                parts.append(value if isinstance(value, Unknown) else Unknown("it is drawn at random", arguments.line))
                continue
            count = None if sizes is None else sizes[:2][part]
            shape = (count, *value.shape[1:])
            if value.origin is None or sizes is None or count is None or given.get("shuffle") is False:
                parts.append(changed(value, "rows", line=arguments.line, shape=shape))
                continue
            draw = Draw(number, part, sizes[2], given.get("random_state"), stratify is not None, line=arguments.line)
            parts.append(Array(shape, value.dtype, value.origin.of(value.origin.rows.drawn(draw, count))))
    return parts


def _sizes(arguments: Arguments) -> tuple[int, int, float] | None:
    """Returns the rows that stay, those that are drawn, and the share that these are; None where it is not known."""
    lengths = {value.shape[0] for value in arguments.positional if isinstance(value, Array) and value.shape}
    count = next(iter(lengths), None) if len(lengths) == 1 else None
    test, train = arguments.named.get("test_size"), arguments.named.get("train_size")
    if not isinstance(count, int) or count == 0 or any(isinstance(size, Unknown) for size in (test, train)):
        return None
    if test is None:
        test = 0.25 if train is None else 1.0 - train if isinstance(train, float) else count - train
    drawn = ceil(test * count) if isinstance(test, float) else test
    left = count - drawn if train is None else floor(train * count) if isinstance(train, float) else train
    if not isinstance(drawn, int) or not isinstance(left, int) or drawn < 0 or left < 0 or drawn + left > count:
        return None
    return left, drawn, float(test) if isinstance(test, float) else drawn / count


@dataclass(slots=True, eq=False)
class Transformer:
    """A scaler or an encoder; ``measured`` is what it was fitted to."""

    kind: str
    plain: bool
    """Whether it was made without arguments that change what it does."""
    measured: Any = None


def attribute_of_transformer(run: "KerasInterpreter", value: Transformer, name: str, line: int) -> Any:
    if name not in ("fit", "transform", "fit_transform"):
        return Unknown(f'it comes from "{name[:60]}" of a {value.kind}', line)

    def call(run: "KerasInterpreter", arguments: Arguments) -> Any:
        data = arguments.positional[0] if arguments.positional else arguments.named.get("X", arguments.named.get("y"))
        data = array_of(run, data, arguments.line)
        if name != "transform":
            value.measured = data.origin if isinstance(data, Array) else None
        if name == "fit":
            return value
        return _transformed(value, data, arguments) if isinstance(data, Array) else not_worked_out(arguments)

    return Native(name, call)


def _transformed(of: Transformer, data: Array, arguments: Arguments) -> Any:
    line = arguments.line
    if of.kind == "LabelEncoder":
        return data
    if of.kind in ("LabelBinarizer", "OneHotEncoder"):
        shape = data.shape[:-1] if len(data.shape) > 1 else data.shape
        return changed(data, "one hot" if of.plain else of.kind, None, line=line, shape=(*shape, None), dtype="float32")
    measured = of.measured if of.plain and isinstance(of.measured, Origin) else None
    return changed(data, of.kind, measured, line=line, dtype="float64")


_HARMLESS = {"OneHotEncoder": {"sparse", "sparse_output", "handle_unknown"}, "StandardScaler": {"copy"}}


def _maker(kind: str) -> "Callable[[KerasInterpreter, Arguments], Any]":
    def make(run: "KerasInterpreter", arguments: Arguments) -> Any:
        odd = [*arguments.positional, *(arguments.named.keys() - _HARMLESS.get(kind, {"copy"}))]
        return Transformer(kind, not odd)

    return make


_KINDS = ("StandardScaler", "MinMaxScaler", "RobustScaler", "MaxAbsScaler", "LabelEncoder", "LabelBinarizer")

SCIKIT_LEARN: dict[str, Any] = {
    "sklearn.model_selection": Module("sklearn.model_selection"),
    "sklearn.preprocessing": Module("sklearn.preprocessing"),
    "sklearn.model_selection.train_test_split": Native("train_test_split", split),
    "sklearn.cross_validation.train_test_split": Native("train_test_split", split),
    **{f"sklearn.preprocessing.{kind}": Native(kind, _maker(kind)) for kind in (*_KINDS, "OneHotEncoder")},
}
"""Full name -> value."""
