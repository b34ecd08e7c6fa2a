"""Tables of pandas: how many rows they have, and which columns, as far as the source says."""

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.values import UNKNOWN_SIZE, Arguments, Array, Native, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

    Method = Callable[[KerasInterpreter, "DataFrame", Arguments], Any]


@dataclass(slots=True, eq=False)
class DataFrame:
    """A DataFrame: its number of rows and the names of its columns, each None where only a run could tell."""

    rows: int | None = None
    columns: list[Any] | None = None
    reason: str = UNKNOWN_SIZE
    line: int = 0
    """Why, and since which line, something is not known."""

    @property
    def unknown(self) -> Unknown:
        return Unknown(self.reason, self.line)

    @property
    def shape(self) -> tuple[int | None, ...]:
        return self.rows, None if self.columns is None else len(self.columns)

    def column(self) -> Array:
        return Array((self.rows,), "float64")


@dataclass(slots=True, eq=False)
class Indexer:
    """``table.iloc`` or ``table.loc``."""

    table: DataFrame
    by_place: bool


def item_of_table(run: "KerasInterpreter", table: DataFrame, key: Any, node: ast.Subscript) -> Any:
    """Returns a column, a table of several, or some of the rows."""
    if isinstance(key, list):
        return replace(table, columns=list(key))
    if isinstance(key, slice) or (isinstance(key, Array) and key.dtype == "bool"):
        return replace(table, rows=None)
    if isinstance(key, Array):
        return replace(table, columns=key.values)
    return key if isinstance(key, Unknown) else table.column()


def item_of_indexer(run: "KerasInterpreter", indexer: Indexer, key: Any, node: ast.Subscript) -> Any:
    """Returns ``table.iloc[rows, columns]`` and the like."""
    if isinstance(key, Unknown):
        return key
    table = indexer.table
    rows, columns = (key[0], key[1]) if isinstance(key, tuple) and len(key) == 2 else (key, slice(None))
    if isinstance(rows, (int, str)):
        return Unknown("it is a row of a table", node.lineno)
    count = table.rows if rows == slice(None) else _length(rows, table.rows)
    if isinstance(columns, (list, slice)):
        return replace(table, rows=count, columns=_columns(table, columns, by_place=indexer.by_place))
    return columns if isinstance(columns, Unknown) else Array((count,), "float64")


def _length(rows: Any, count: int | None) -> int | None:
    if isinstance(rows, list):
        return len(rows)
    ends = (rows.start, rows.stop, rows.step) if isinstance(rows, slice) else (Unknown(""),)
    known = count is not None and all(end is None or isinstance(end, int) for end in ends)
    return len(range(count)[rows]) if known and count is not None else None


def _columns(table: DataFrame, key: Any, *, by_place: bool) -> list[Any] | None:
    if isinstance(key, list):
        return key if not by_place or table.columns is None else [table.columns[n] for n in key if isinstance(n, int)]
    if key == slice(None):
        return table.columns
    if table.columns is None:
        # Written for the columns that the data have, though only a run could tell their names.
        is_plain = isinstance(key.stop, int) and isinstance(key.start, (int, type(None))) and key.step is None
        return (
            list(range(key.start or 0, key.stop))
            if by_place and is_plain and key.stop > (key.start or 0) >= 0
            else None
        )
    if by_place:
        return table.columns[key] if all(isinstance(end, (int, type(None))) for end in (key.start, key.stop)) else None
    if key.start in table.columns and key.stop in table.columns:
        return table.columns[table.columns.index(key.start) : table.columns.index(key.stop) + 1]
    return None


def attribute_of_table(run: "KerasInterpreter", value: DataFrame, name: str, line: int) -> Any:
    if name == "shape":
        return tuple(value.unknown if size is None else size for size in value.shape)
    if name in ("values", "to_numpy"):
        data = Array(value.shape, "float64")
        return data if name == "values" else Native(name, lambda run, arguments: data)
    if name == "columns":
        return value.unknown if value.columns is None else list(value.columns)
    if name in ("iloc", "loc"):
        return Indexer(value, name == "iloc")
    method = _METHODS.get(name)
    if method is not None:
        return Native(name, lambda run, arguments: method(run, value, arguments))
    if value.columns is not None and name in value.columns:
        return value.column()
    return Unknown(f'it comes from "{name[:60]}" of a table', line)


def put_column(run: "KerasInterpreter", table: DataFrame, key: Any, new: Any) -> None:
    """Executes ``table[key] = ...``."""
    if table.columns is not None and isinstance(key, str) and key not in table.columns:
        table.columns = [*table.columns, key]


def _same(run: "KerasInterpreter", value: DataFrame, arguments: Arguments) -> Any:
    return None if arguments.named.get("inplace") is True else replace(value)


def _fewer_rows(run: "KerasInterpreter", value: DataFrame, arguments: Arguments) -> Any:
    if arguments.named.get("inplace") is True:
        value.rows = None
        return None
    return replace(value, rows=None)


def _first_rows(run: "KerasInterpreter", value: DataFrame, arguments: Arguments) -> Any:
    count = arguments.bound("n").get("n", 5)
    known = isinstance(count, int) and value.rows is not None
    return replace(value, rows=min(count, value.rows or 0) if known else None)


def _drop(run: "KerasInterpreter", value: DataFrame, arguments: Arguments) -> Any:
    given = arguments.bound("labels", "axis")
    gone = given.get("columns", given.get("labels") if given.get("axis") in (1, "columns") else None)
    if gone is None:
        return _fewer_rows(run, value, arguments)
    names = list(gone) if isinstance(gone, (list, tuple)) else [gone]
    is_known = value.columns is not None and not any(isinstance(name, Unknown) for name in names)
    left = [name for name in value.columns or () if name not in names] if is_known else None
    if given.get("inplace") is True:
        value.columns = left
        return None
    return replace(value, columns=left)


def _pop(run: "KerasInterpreter", value: DataFrame, arguments: Arguments) -> Any:
    name = arguments.bound("item").get("item")
    value.columns = None if value.columns is None else [column for column in value.columns if column != name]
    return value.column()


_METHODS: "dict[str, Method]" = {
    "copy": _same,
    "astype": _same,
    "fillna": _same,
    "reset_index": _same,
    "sort_values": _same,
    "round": _same,
    "dropna": _fewer_rows,
    "drop_duplicates": _fewer_rows,
    "query": _fewer_rows,
    "sample": _fewer_rows,
    "head": _first_rows,
    "tail": _first_rows,
    "drop": _drop,
    "pop": _pop,
}


def _data_frame(run: "KerasInterpreter", arguments: Arguments) -> Any:
    given = arguments.bound("data", "index", "columns")
    data, columns = given.get("data"), given.get("columns")
    names = list(columns) if isinstance(columns, (list, tuple)) else None
    if isinstance(data, dict):
        lengths = {len(item) for item in data.values() if isinstance(item, (list, tuple))}
        lengths |= {item.shape[0] for item in data.values() if isinstance(item, Array) and item.shape}
        return DataFrame(lengths.pop() if len(lengths) == 1 else None, names or list(data))
    if isinstance(data, DataFrame):
        return DataFrame(data.rows, names or data.columns)
    if isinstance(data, Array) and len(data.shape) == 2:
        width = data.shape[1]
        return DataFrame(data.shape[0], names or (None if width is None else list(range(width))))
    return DataFrame(len(data) if isinstance(data, list) else None, names)


def _reader(name: str) -> "Callable[[KerasInterpreter, Arguments], DataFrame]":
    def read(run: "KerasInterpreter", arguments: Arguments) -> DataFrame:
        """Returns a table that is read from a file: its columns are known where the source names them."""
        names = arguments.named.get("usecols", arguments.named.get("names"))
        columns = list(names) if isinstance(names, (list, tuple)) else None
        return DataFrame(None, columns, f'it comes from "pandas.{name}", which is not run', arguments.line)

    return read


def _series(run: "KerasInterpreter", arguments: Arguments) -> Any:
    data = arguments.bound("data").get("data")
    return Array((len(data),), "float64") if isinstance(data, (list, tuple)) else data


def _dummies(run: "KerasInterpreter", arguments: Arguments) -> Any:
    data = arguments.bound("data").get("data")
    rows = (
        data.rows if isinstance(data, DataFrame) else data.shape[0] if isinstance(data, Array) and data.shape else None
    )
    return DataFrame(rows, None)


def _joined(run: "KerasInterpreter", arguments: Arguments) -> Any:
    given = arguments.bound("objs", "axis")
    parts = given.get("objs")
    if not isinstance(parts, (list, tuple)) or not all(isinstance(part, (DataFrame, Array)) for part in parts):
        return DataFrame()
    tables = [part if isinstance(part, DataFrame) else DataFrame(part.shape[0], ["values"]) for part in parts]
    if given.get("axis") in (1, "columns"):
        known = [table.columns for table in tables if table.columns is not None]
        return DataFrame(
            tables[0].rows, [name for names in known for name in names] if len(known) == len(tables) else None
        )
    counts = [table.rows for table in tables if table.rows is not None]
    return DataFrame(sum(counts) if len(counts) == len(tables) else None, tables[0].columns)


PANDAS: dict[str, Any] = {
    f"pandas.{name}": Native(f"pandas.{name}", function)
    for name, function in {
        "DataFrame": _data_frame,
        "Series": _series,
        "concat": _joined,
        "get_dummies": _dummies,
        **{name: _reader(name) for name in ("read_csv", "read_excel", "read_json", "read_parquet", "read_table")},
    }.items()
}
"""Full name -> value."""
