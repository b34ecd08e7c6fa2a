"""The names under which Keras reports losses and metrics, which is what a callback can watch."""

from builder.catalog import load_catalog
from builder.network import ObjectSpec, Recipe


def logged_names(recipe: Recipe) -> tuple[str, ...]:
    """Returns what a callback can watch in a training by this recipe, validation first where data are kept for it.

    Of several outputs it is their common loss alone: their own names are made when the model is.

    >>> logged_names(Recipe(metrics={"out": (ObjectSpec(class_name="CategoricalAccuracy"),)}, validation_share=0.2))
    ('val_loss', 'val_categorical_accuracy', 'loss', 'categorical_accuracy')
    """
    metrics = next(iter(recipe.metrics.values())) if len(recipe.metrics) == 1 else ()
    names = ("loss", *(_name_of(metric) for metric in metrics))
    return (*(f"val_{name}" for name in names), *names) if recipe.validation_share else names


def _name_of(metric: ObjectSpec) -> str:
    entry = load_catalog().metrics.get(metric.class_name)
    default = next((spec.default for spec in entry.arguments if spec.name == "name"), None) if entry else None
    return str(metric.config.get("name") or default or (entry and entry.alias) or metric.class_name)
