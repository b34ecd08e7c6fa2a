"""Metrics as Keras chooses and names them: what "accuracy" stands for, and the name under which each is logged."""

from collections.abc import Iterable

from builder.catalog import load_catalog
from builder.catalog.specs import MetricEntry
from builder.network import ObjectSpec

ACCURACY = frozenset({"accuracy", "acc"})
"""The strings, in any case, by which ``compile`` takes the accuracy that suits an output."""


def metric_names(specs: Iterable[ObjectSpec]) -> tuple[str, ...]:
    """Returns the names of the metrics of one output; one that is taken gets a number, as Keras gives it.

    >>> metric_names((ObjectSpec(class_name="AUC"), ObjectSpec(class_name="AUC", config={"curve": "PR"})))
    ('auc', 'auc_1')
    """
    names: list[str] = []
    for spec in specs:
        base, number = own_name(spec), 0
        name = base
        while name in names:
            number += 1
            name = f"{base}_{number}"
        names.append(name)
    return tuple(names)


def own_name(spec: ObjectSpec) -> str:
    """Returns the name of a metric that stands alone: the one it was given, else that of its class."""
    entry = load_catalog().metrics.get(spec.class_name)
    return str(spec.config.get("name") or (entry.logged if entry else spec.class_name))


def named(spec: ObjectSpec, entry: MetricEntry, name: object) -> ObjectSpec:
    """Returns the metric under a name, which is left out where it is that of its class."""
    rest = {key: value for key, value in spec.config.items() if key != "name"}
    given = {"name": name} if isinstance(name, str) and name and name != entry.logged else {}
    return spec.model_copy(update={"config": rest | given})


def accuracy_class(loss: ObjectSpec | None, units: object) -> str | None:
    """Returns the class that Keras takes for the string "accuracy"; None where only the shapes would tell.

    Keras goes by the shapes: one unit means BinaryAccuracy, class numbers SparseCategoricalAccuracy, and whatever else
    CategoricalAccuracy. See ``get_metric`` in ``keras.src.trainers.compile_utils``.

    Args:
        loss: the loss of the output, which says whether targets are class numbers.
        units: the size of the output's last axis, None where it is not known.

    >>> accuracy_class(ObjectSpec(class_name="BinaryCrossentropy"), 10)
    'CategoricalAccuracy'
    """
    if units == 1:
        return "BinaryAccuracy"
    for family in ("SparseCategorical", "Categorical"):
        if loss is not None and loss.class_name.startswith(family):
            return f"{family}Accuracy"
    return "CategoricalAccuracy" if isinstance(units, int) else None
