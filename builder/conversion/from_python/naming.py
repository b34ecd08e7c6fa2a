"""Which of the models that a source makes are its own, and under which names."""

from builder.conversion.from_python.graph import Model
from builder.conversion.from_python.session import Session
from builder.network.names import unique_name


def named_models(session: Session, returned: list[tuple[Model, str]]) -> dict[str, Model]:
    """Returns the models in the order in which they got their names.

    A model counts if a variable of the module holds it, or if a function that nobody calls gives it; if it has a name
    only inside a function, or none at all, it counts unless it is part of another.

    Args:
        returned: the models that uncalled functions gave, with the names of the functions.
    """
    found: dict[int, tuple[Model, str]] = {}
    for model, name, is_module in session.names:
        if is_module:
            found.setdefault(id(model), (model, name))
    local = {id(model): name for model, name, is_module in reversed(session.names) if not is_module}
    given = {id(model): name for model, name in returned}
    for model in session.models:
        if id(model) in found or (model.is_used and id(model) not in given):
            continue
        name = given.get(id(model)) or local.get(id(model)) or model.name or "model"
        found[id(model)] = (model, name)
    order = {id(model): place for place, model in enumerate(session.models)}
    models: dict[str, Model] = {}
    for model, name in sorted(found.values(), key=lambda pair: order.get(id(pair[0]), len(order))):
        models[unique_name(name, set(models))] = model
    return models
