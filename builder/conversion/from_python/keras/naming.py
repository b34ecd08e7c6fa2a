"""Which of the models that a source makes are its own, and under which names."""

from builder.conversion.from_python.keras.graph import Model
from builder.conversion.from_python.keras.session import ImportState
from builder.network.names import unique_name


def named_models(session: ImportState, returned: list[tuple[Model, str]]) -> dict[str, Model]:
    """Returns the models by name, in the order in which they were made.

    A model counts if a variable of the module ever held it, or if a function that nobody calls gives it; if it has a
    name only inside a function, or none at all, it counts unless it is part of another. A variable names the model that
    it holds in the end; those that it held before get a number.

    Args:
        returned: the models that uncalled functions gave, with the names of the functions.
    """
    holders: dict[str, int] = {}
    ever: dict[int, str] = {}
    inside: dict[int, str] = {}
    for model, name, is_module in session.names:
        if is_module:
            holders[name] = id(model)
        (ever if is_module else inside).setdefault(id(model), name)
    final: dict[int, str] = {}
    for name, holder in holders.items():
        final.setdefault(holder, name)
    given = {id(model): name for model, name in returned}
    models: dict[str, Model] = {}
    for model in session.models:
        key = id(model)
        if key in final:
            models[final[key]] = model
        elif key in ever or key in given or not model.is_used:
            own = ever.get(key) or given.get(key) or inside.get(key) or model.name or "model"
            models[unique_name(own, holders.keys() | models.keys())] = model
    return models
