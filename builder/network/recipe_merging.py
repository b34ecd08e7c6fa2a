"""What a changed recipe comes to where somebody else changed it meanwhile: three-way merges, setting by setting."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from builder.network.edits import Edit
from builder.network.fields import ABSENT, both_changed, three_way
from builder.network.former import based_on
from builder.network.merging import Merge, merge_edits
from builder.network.model import Network
from builder.network.recipe import DataBinding, ObjectSpec, Recipe

Path = tuple[str, ...]
"""Where a value stands in a recipe, such as ``("losses", "dense_1", "label_smoothing")``."""

_NUMBERS = ("epochs", "batch_size", "validation_share", "seed")
_BINDING = ("options", "inputs", "targets")
_ARGUMENT = "."
"""Comes before the name of an argument in the path of one that is merged by itself; no id is called so."""


def merge_change(now: Network, seen: Network, *, edits: Iterable[Edit] = (), recipe: Recipe | None = None) -> Merge:
    """Returns what a change that somebody made of ``seen`` comes to in the network as it is now.

    Args:
        recipe: the recipe as changed; None where it was left as it is.
    """
    made = tuple(edits)
    merge = merge_edits(now, based_on(seen, made)) if made else Merge(())
    if recipe is None or merge.taken:
        return merge
    merged, collisions = merge_recipes(seen.recipe, recipe, now)
    return replace(merge, recipe=merged, collisions=merge.collisions + collisions)


def merge_recipes(was: Recipe, new: Recipe, network: Network) -> tuple[Recipe, tuple[str, ...]]:
    """Returns the network's recipe with what changed from ``was`` to ``new``, and a sentence for each collision."""
    now = network.recipe
    if now == was:
        return new, ()
    versions = [_parts_of(recipe) for recipe in (was, new, now)]
    mixable = {path for path in versions[0] if _can_mix([parts.get(path) for parts in versions])}
    fields = [_taken_apart(parts, mixable) for parts in versions]
    merged, lost = three_way(*fields)
    collided = [path for path in lost if lost[path] is not ABSENT or not _is_gap(path, versions[2])]
    words = _Words(network)
    told = (both_changed(words.of(path), _short(fields[1].get(path, ABSENT)), _short(lost[path])) for path in collided)
    return _put_together(merged, mixable, now), tuple(told)


def _parts_of(recipe: Recipe) -> dict[Path, Any]:
    """Returns the parts of a recipe that are set each by itself; arguments are not taken apart yet."""
    parts: dict[Path, Any] = {(name,): getattr(recipe, name) for name in _NUMBERS}
    parts |= {("data",): recipe.data, ("optimizer",): recipe.optimizer}
    parts |= {("adapted", node): True for node in recipe.adapted}
    parts |= {("losses", node): loss for node, loss in recipe.losses.items()}
    parts |= {("loss_weights", node): weight for node, weight in recipe.loss_weights.items()}
    parts |= {("class_weight", str(number)): weight for number, weight in recipe.class_weight.items()}
    for node, metrics in recipe.metrics.items():
        parts[("metrics", node)] = True  # chosen, be it none: what is not chosen is proposed
        parts |= {("metrics", node, *which): metric for which, metric in _numbered(metrics)}
    parts |= {("callbacks", *which): callback for which, callback in _numbered(recipe.callbacks)}
    return {path: value for path, value in parts.items() if value is not None}


def _is_gap(path: Path, parts: Mapping[Path, Any]) -> bool:
    """Says whether a recipe with these parts says nothing here because nobody has chosen: it was only proposed."""
    if path[0] == "metrics":
        return path[:2] not in parts
    return path[0] in {*_NUMBERS, "data", "losses", "optimizer"}


def _numbered(objects: Iterable[ObjectSpec]) -> Iterable[tuple[Path, ObjectSpec]]:
    """Returns objects that stand in a row, each with its class and how many of that class stand before it."""
    before: dict[str, int] = {}
    for one in objects:
        count = before[one.class_name] = before.get(one.class_name, -1) + 1
        yield (one.class_name, str(count)), one


def _can_mix(versions: list[Any]) -> bool:
    """Says whether it is one object, or one data set, in all versions, so that its arguments can be mixed."""
    if all(isinstance(version, ObjectSpec) for version in versions):
        return len({version.class_name for version in versions}) == 1
    return all(isinstance(it, DataBinding) for it in versions) and len({it.dataset for it in versions}) == 1


def _taken_apart(parts: Mapping[Path, Any], mixable: set[Path]) -> dict[Path, Any]:
    fields = dict(parts)
    for path in mixable:
        value = parts[path]
        if isinstance(value, ObjectSpec):
            fields[path] = value.model_copy(update={"config": {}})
            fields |= {(*path, _ARGUMENT, name): given for name, given in value.config.items()}
        else:
            fields[path] = DataBinding(dataset=value.dataset)
            for name in _BINDING:
                fields |= {(*path, name, key): given for key, given in getattr(value, name).items()}
    return fields


def _put_together(fields: Mapping[Path, Any], mixable: set[Path], now: Recipe) -> Recipe:
    parts = dict(fields)
    for path in mixable & parts.keys():
        value = parts[path]
        parts_of_it = (
            {"config": _below(fields, (*path, _ARGUMENT))}
            if isinstance(value, ObjectSpec)
            else {name: _below(fields, (*path, name)) for name in _BINDING}
        )
        parts[path] = value.model_copy(update=parts_of_it)
    update: dict[str, Any] = {name: parts.get((name,)) for name in (*_NUMBERS, "data", "optimizer")}
    for name in ("losses", "loss_weights", "class_weight"):
        update[name] = _below(parts, (name,))
    update["adapted"] = tuple(_below(parts, ("adapted",)))
    update["metrics"] = {node: _objects(parts, ("metrics", node)) for node in _below(parts, ("metrics",))}
    update["callbacks"] = _objects(parts, ("callbacks",))
    return now.model_copy(update=update)


def _below(fields: Mapping[Path, Any], above: Path) -> dict[str, Any]:
    """Returns what stands one step below a path."""
    return {path[-1]: value for path, value in fields.items() if path[:-1] == above}


def _objects(parts: Mapping[Path, Any], above: Path) -> tuple[ObjectSpec, ...]:
    """Returns the objects that stand in a row below a path, each under its class and its number."""
    return tuple(value for path, value in parts.items() if path[:-2] == above)


def _short(value: object) -> object:
    """Returns a value as it is told: an object by its class, data by their name."""
    if isinstance(value, ObjectSpec):
        return value.class_name
    return value.dataset if isinstance(value, DataBinding) else value


class _Words:
    """What people call the settings of a recipe."""

    def __init__(self, network: Network) -> None:
        self._nodes = network.nodes_by_id

    def of(self, path: Path) -> str:
        head, *rest = path
        if _ARGUMENT in path:
            place = path.index(_ARGUMENT)
            return f"{path[place + 1]} of {self.of(path[:place])}"
        whole: dict[str, Callable[[], str]] = {
            "losses": lambda: f"the loss for {self._title(rest[0])}",
            "loss_weights": lambda: f"the weight of the loss for {self._title(rest[0])}",
            "metrics": lambda: f"{f'the metric {rest[1]}' if rest[1:] else 'the metrics'} for {self._title(rest[0])}",
            "class_weight": lambda: f"the weight of class {rest[0]}",
            "adapted": lambda: f"whether {self._title(rest[0])} is adapted",
            "callbacks": lambda: f"the callback {rest[0]}",
            "data": lambda: self._of_data(rest),
            "optimizer": lambda: "the optimizer",
        }
        return whole[head]() if head in whole else f"the {head.replace('_', ' ')}"

    def _of_data(self, rest: list[str]) -> str:
        if not rest:
            return "the data"
        part, key = rest
        if part == "options":
            return f"{key} of the data"
        return f"what {self._title(key)} {'is fed' if part == 'inputs' else 'learns'}"

    def _title(self, node_id: str) -> str:
        node = self._nodes.get(node_id)
        return f'"{node.title if node else node_id}"'
