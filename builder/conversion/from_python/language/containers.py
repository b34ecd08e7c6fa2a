"""What lists, tuples, dicts and texts can do: items, iteration and methods, by tables of our own."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.budget import MAX_ITEMS, checked_size, refuse
from builder.conversion.from_python.language.operators import equal, is_key
from builder.conversion.from_python.language.values import Instance, SourceClass, SourceIterator, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter

Method = Callable[..., Any]


def items_of(run: "Interpreter", value: Any, line: int) -> list[Any] | Unknown:
    """Returns the items that a ``for`` would go over, or an ``Unknown``."""
    if isinstance(value, range):
        if len(value) > MAX_ITEMS:
            return Unknown(f"it goes over {len(value):,} numbers, more than a model needs", line)
        return list(value)
    if isinstance(value, (list, tuple, dict, str)):
        run.budget.spend(len(value) // 20)
        return list(value)
    if isinstance(value, Instance) and value.of.is_row:
        return [value.attributes.get(name) for name in value.of.fields]
    if isinstance(value, SourceClass) and value.is_enumeration:
        return [member for member in value.attributes.values() if isinstance(member, Instance)]
    if isinstance(value, SourceIterator) and value.items is not None:
        left, value.items = value.items, []
        return left
    methods = run.methods_of(value)
    if methods.items is not None:
        return methods.items(run, value, line)
    return Unknown("it goes over something that has no items", line)


def item_of(container: Any, key: Any, line: int) -> Any:
    """Returns ``container[key]`` for Python's own containers; an ``Unknown`` where there is no such item."""
    if isinstance(container, dict):
        if is_key(key) and key in container:
            return container[key]
        return Unknown(f"it comes from a dict that has no {key!r}" if isinstance(key, (str, int)) else _NO_ITEM, line)
    if not isinstance(container, (list, tuple, str, range)):
        return Unknown("it comes from brackets behind something that has no items", line)
    if isinstance(key, slice):
        parts = (key.start, key.stop, key.step)
        if key.step == 0 or not all(part is None or isinstance(part, int) for part in parts):
            return Unknown(_NO_ITEM, line)
        return container[key]
    if isinstance(key, int) and -len(container) <= key < len(container):
        return container[key]
    return Unknown(_NO_ITEM, line)


def ends_of(part: Any) -> tuple[Any, ...]:
    """Returns where a slice begins and ends, and its step; nothing for what is no slice."""
    return (part.start, part.stop, part.step) if isinstance(part, slice) else ()


_NO_ITEM = "it comes from an item that does not exist"


def put_item(run: "Interpreter", container: Any, key: Any, value: Any) -> None:
    """Executes ``container[key] = value`` where that makes sense, and nothing where it does not."""
    methods = run.methods_of(container)
    if methods.set_item is not None:
        methods.set_item(run, container, key, value)
    elif isinstance(container, dict) and is_key(key):
        container[key] = value
        checked_size(container)
    elif (
        isinstance(container, list)
        and isinstance(key, int)
        and not isinstance(key, bool)
        and -len(container) <= key < len(container)
    ):
        container[key] = value


def delete_item(container: Any, key: Any) -> None:
    if isinstance(container, dict) and is_key(key):
        container.pop(key, None)
    elif isinstance(container, list) and isinstance(key, int) and -len(container) <= key < len(container):
        del container[key]


def plain_items(run: "Interpreter", value: Any) -> Iterator[Any]:
    """Yields the items, or none where the value has none to go over."""
    found = items_of(run, value, 0)
    yield from () if isinstance(found, Unknown) else found


def _append(run: "Interpreter", items: list[Any], item: Any) -> None:
    items.append(item)
    checked_size(items)


def _extend(run: "Interpreter", items: list[Any], more: Any) -> None:
    items.extend(list(plain_items(run, more)))
    checked_size(items)


def _insert(run: "Interpreter", items: list[Any], place: Any, item: Any) -> None:
    items.insert(place if isinstance(place, int) else len(items), item)
    checked_size(items)


def _pop(run: "Interpreter", items: list[Any], place: Any = -1) -> Any:
    if not isinstance(place, int) or not -len(items) <= place < len(items):
        return Unknown(_NO_ITEM)
    return items.pop(place)


def _index(run: "Interpreter", items: list[Any] | tuple[Any, ...], item: Any) -> Any:
    found = (place for place, other in enumerate(items) if equal(item, other, run.budget))
    return next(found, Unknown(_NO_ITEM))


def _count(run: "Interpreter", items: Iterable[Any], item: Any) -> int:
    return sum(equal(item, other, run.budget) for other in items)


def _remove(run: "Interpreter", items: list[Any], item: Any) -> None:
    place = _index(run, items, item)
    if isinstance(place, int):
        del items[place]


def _copy(run: "Interpreter", value: Any) -> Any:
    run.budget.spend(len(value) // 20)
    return value.copy()


def _reverse(run: "Interpreter", items: list[Any]) -> None:
    items.reverse()


def _clear(run: "Interpreter", value: Any) -> None:
    value.clear()


def _get(run: "Interpreter", table: dict[Any, Any], key: Any, default: Any = None) -> Any:
    return table.get(key, default) if is_key(key) else default


def _set_default(run: "Interpreter", table: dict[Any, Any], key: Any, default: Any = None) -> Any:
    if not is_key(key):
        return default
    checked_size(table)
    return table.setdefault(key, default)


def _pop_key(run: "Interpreter", table: dict[Any, Any], key: Any, default: Any = None) -> Any:
    return table.pop(key, default) if is_key(key) else default


def _update(run: "Interpreter", table: dict[Any, Any], other: Any = None, **named: Any) -> None:
    if isinstance(other, dict):
        table.update(other)
    elif other is not None:
        for pair in plain_items(run, other):
            if isinstance(pair, (list, tuple)) and len(pair) == 2 and is_key(pair[0]):
                table[pair[0]] = pair[1]
    table.update(named)
    checked_size(table)


def _keys(run: "Interpreter", table: dict[Any, Any]) -> list[Any]:
    run.budget.spend(len(table) // 20)
    return list(table)


def _values(run: "Interpreter", table: dict[Any, Any]) -> list[Any]:
    run.budget.spend(len(table) // 20)
    return list(table.values())


def _items(run: "Interpreter", table: dict[Any, Any]) -> list[Any]:
    run.budget.spend(len(table) // 20)
    return list(table.items())


LIST_METHODS: dict[str, Method] = {
    "append": _append,
    "clear": _clear,
    "copy": _copy,
    "count": _count,
    "extend": _extend,
    "index": _index,
    "insert": _insert,
    "pop": _pop,
    "remove": _remove,
    "reverse": _reverse,
    # A set is kept as a list without repetitions.
    "add": lambda run, items, item: None if _count(run, items, item) else _append(run, items, item),
}
TUPLE_METHODS: dict[str, Method] = {"count": _count, "index": _index}
DICT_METHODS: dict[str, Method] = {
    "clear": _clear,
    "copy": _copy,
    "get": _get,
    "items": _items,
    "keys": _keys,
    "pop": _pop_key,
    "setdefault": _set_default,
    "update": _update,
    "values": _values,
}


def distinct(run: "Interpreter", items: list[Any]) -> list[Any]:
    """Returns the items without repetitions, in order: what stands for a set."""
    found: dict[Any, None] = {}
    run.budget.spend(len(items) // 10)
    for item in items:
        if not is_key(item):
            refuse("it is a set of lists")
        found[item] = None
    return list(found)
