"""The ``compile_config`` of a model as a recipe: optimizer, losses, metrics, and notes on what was left out."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from builder.catalog import load_catalog
from builder.catalog.minimal import minimal_config
from builder.catalog.specs import LossEntry, MetricEntry
from builder.catalog.values import shown
from builder.conversion.errors import RefusedModelError
from builder.conversion.from_config.objects import plain_config, plain_object
from builder.network import Network, ObjectSpec, Recipe
from builder.network.notes import Note
from builder.network.topology import output_endpoints
from builder.recipe.metrics import ACCURACY, accuracy_class, metric_names, named

_SHORT = {
    "mse": "MeanSquaredError",
    "mae": "MeanAbsoluteError",
    "mape": "MeanAbsolutePercentageError",
    "msle": "MeanSquaredLogarithmicError",
    "bce": "BinaryCrossentropy",
    "kld": "KLDivergence",
    "auc": "AUC",
}
_CROSSENTROPY = frozenset({"crossentropy", "ce"})


def read_recipe(compiled: Mapping[str, Any], network: Network) -> tuple[Recipe, list[Note]]:
    """Returns what a compiled model says of its training, as far as the catalogue knows it.

    Args:
        compiled: the arguments of ``compile`` as Keras wrote them, objects as class and config.
        network: the model; its outputs may be meant by name, by key or in order.
    """
    notes: list[Note] = []
    outputs = [endpoint.node for endpoint in output_endpoints(network)]
    names = nodes_by_name(network, outputs, network.output_keys)
    losses: dict[str, ObjectSpec] = {}
    metrics: dict[str, tuple[ObjectSpec, ...]] = {}
    for node, data in spread(compiled.get("loss"), outputs, names).items():
        found = _spec("losses", data, notes, "The loss")
        if found is not None:
            losses[node] = found
    reader = _MetricReader(notes)
    for node, data in spread(compiled.get("metrics"), outputs, names).items():
        width = network.owner(network.nodes_by_id[node]).config.get("units")
        if found_metrics := reader.read(data if isinstance(data, list | tuple) else [data], losses.get(node), width):
            metrics[node] = found_metrics
    weights = _averaged(spread(compiled.get("loss_weights"), outputs, names), list(losses), len(outputs))
    optimizer = _spec("optimizers", compiled.get("optimizer"), notes, "The optimizer")
    return Recipe(losses=losses, metrics=metrics, loss_weights=weights, optimizer=optimizer), notes


def _averaged(given: Mapping[str, Any], nodes: list[str], count: int) -> dict[str, float]:
    """Returns the weights with which the mean of the losses is the sum that Keras makes of them; 1 is left out."""
    plain = {node: float(weight) for node, weight in given.items() if isinstance(weight, int | float)}
    weights = {node: round(count * plain.get(node, 1.0), 12) for node in (*nodes, *plain)}
    return {node: weight for node, weight in weights.items() if weight != 1.0}


def nodes_by_name(network: Network, ends: list[str], keys: tuple[str, ...]) -> dict[str, str]:
    """Returns inputs or outputs by every name that ``compile`` and ``fit`` may call them: layer, node or key."""
    nodes = network.nodes_by_id
    names = {node: node for node in ends}
    for node in reversed(ends):
        names[network.owner(nodes[node]).title] = node
    return names | dict(zip(keys, ends, strict=False))


def spread(data: Any, outputs: list[str], names: Mapping[str, str]) -> dict[str, Any]:
    """Returns what is meant for each input or output: one value, one for each in order, or a dict by name."""
    if data is None or data == []:
        return {}
    if isinstance(data, Mapping) and "class_name" not in data:
        return {names[key]: value for key, value in data.items() if key in names and value is not None}
    if len(outputs) == 1:
        return {outputs[0]: data}
    if isinstance(data, list | tuple) and len(data) == len(outputs):
        return {node: value for node, value in zip(outputs, data, strict=True) if value is not None}
    return {} if isinstance(data, list | tuple) else dict.fromkeys(outputs, data)


def _spec(section: str, data: Any, notes: list[Note], what: str) -> ObjectSpec | None:
    if isinstance(data, list | tuple) and len(data) == 1:
        data = data[0]
    if data is None:
        return None
    entries: Mapping[str, LossEntry] = getattr(load_catalog(), section)
    try:
        name, config = (data, {}) if isinstance(data, str) else plain_object(data, what)
        entry = _find(entries, name)
        if entry is None:
            raise RefusedModelError(f"{what} {shown(name)} is none of Keras's {section}.")
        plain = minimal_config(entry, plain_config(entry, config, what))
        return ObjectSpec(class_name=entry.class_name, config=plain)
    except RefusedModelError as refusal:
        notes.append(Note(None, f"{refusal} It was left out of the recipe."))
        return None


def _find(entries: Mapping[str, LossEntry], name: str) -> LossEntry | None:
    wanted = _plain(_SHORT.get(name.lower(), name))
    return next(
        (entry for entry in entries.values() if wanted in (_plain(entry.class_name), _plain(entry.alias or ""))), None
    )


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


class _MetricReader:
    """Reads the metrics of one output after the other, under the names by which Keras logs them."""

    def __init__(self, notes: list[Note]) -> None:
        self._notes = notes
        self._made: Counter[str] = Counter()

    def read(self, items: Iterable[Any], loss: ObjectSpec | None, units: Any) -> tuple[ObjectSpec, ...]:
        """Returns the metrics of an output; ``units`` is the size of its last axis, if that is known."""
        specs: list[ObjectSpec] = []
        for item in items:
            data = item[0] if isinstance(item, list | tuple) and len(item) == 1 else item
            spec = _spec("metrics", _accuracy(data, loss, units), self._notes, "A metric")
            if spec is None:
                continue
            entry = load_catalog().metrics[spec.class_name]
            given = data if isinstance(data, str) else self._name_of(spec, entry)
            (*_, name) = metric_names([*specs, named(spec, entry, given)])
            nameless = named(spec, entry, None)
            is_natural = metric_names([*specs, nameless])[-1] == name
            specs.append(nameless if is_natural else named(spec, entry, name))
        return tuple(specs)

    def _name_of(self, spec: ObjectSpec, entry: MetricEntry) -> str:
        """Returns the name of an object: its own, or the one that Keras gives it in a process that just began."""
        given = spec.config.get("name")
        if given or not entry.numbered:
            return str(given or entry.logged)
        number = self._made[entry.class_name]
        self._made[entry.class_name] += 1
        return f"{entry.logged}_{number}" if number else entry.logged


def _accuracy(data: Any, loss: ObjectSpec | None, units: Any) -> Any:
    """Gives "accuracy" the class that Keras would choose; where only shapes would tell, the likely one."""
    if not isinstance(data, str) or data.lower() not in {*ACCURACY, *_CROSSENTROPY}:
        return data
    is_binary = loss is not None and loss.class_name.startswith("Binary")
    chosen = accuracy_class(loss, units) or ("BinaryAccuracy" if is_binary else "CategoricalAccuracy")
    return chosen if data.lower() in ACCURACY else chosen.replace("Accuracy", "Crossentropy")
