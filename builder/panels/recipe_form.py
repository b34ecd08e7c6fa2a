"""The settings of a training: what the network learns from, which loss judges it, how its weights move."""

from collections.abc import Iterable, Mapping

import streamlit as st

from builder.catalog import ArgumentSpec, ObjectEntry, load_catalog
from builder.data import DataError, DataSetInfo, data_sets, describe, fitting_sets
from builder.engine import Report
from builder.network import DataBinding, Network, ObjectSpec, Recipe
from builder.panels.choices import Choices, spoken
from builder.panels.fields import draw_fields, drawable
from builder.panels.frame import plain
from builder.panels.objective_form import draw_class_weight
from builder.panels.session import DATA_FIELD, field_key
from builder.recipe import complete_recipe, logged_names, propose_callback, propose_recipe
from builder.recipe.outputs import outputs_of

HIDDEN = {"name", "reduction", "dtype", "axis", "verbose", "raise_error"}
"""Arguments that change nothing a training here would show."""


def choose_data(network: Network, report: Report) -> DataBinding | None:
    """Draws the choice of data, the sets that fit the network first, and returns it with its options."""
    sets, bound = data_sets(), network.recipe.data
    fits = {fit.info.name: fit.options for fit in fitting_sets(network, report.tensors)}
    names = [*fits, *(name for name in sets if name not in fits)]
    chosen = st.selectbox(
        "Data",
        names,
        index=names.index(bound.dataset) if bound and bound.dataset in names else None,
        format_func=lambda name: f"{sets[name].title}{' · fits' if name in fits else ''}",
        placeholder="Choose what to learn from",
        key=field_key(DATA_FIELD),
    )
    if chosen is None:
        return None
    own = bound if bound is not None and bound.dataset == chosen else None
    before = own.options if own else fits.get(chosen, {})
    with st.expander("Options of the data", type="compact"):
        options = draw_fields(sets[chosen].options, before, key=field_key(f"option-{chosen}"))
    if own:
        return own.model_copy(update={"options": options})
    return DataBinding(dataset=chosen, options=options)


def described(binding: DataBinding | None) -> DataSetInfo | None:
    """Returns what the bound data are under their options; says so where that makes no sense."""
    if binding is None:
        return None
    try:
        return describe(binding.dataset, binding.options)
    except DataError as error:
        st.error(str(error))
        return None


def recipe_for(network: Network, report: Report, binding: DataBinding, info: DataSetInfo) -> Recipe:
    """Returns the recipe to begin with: the network's own, or a fresh proposal where the data became other data.

    What an output that learns something else now had as loss and metrics is proposed anew as well.
    """
    bound = network.recipe.data
    with_data = network.model_copy(update={"recipe": network.recipe.model_copy(update={"data": binding})})
    one_hot = bool(bound and bound.options.get("one_hot", False))
    if bound is None or bound.dataset != binding.dataset or one_hot != bool(binding.options.get("one_hot", False)):
        return propose_recipe(with_data, report, info)
    other = {node for node, name in binding.targets.items() if bound.targets.get(node, name) != name}
    if other:
        own = with_data.recipe
        kept = {
            "losses": {node: loss for node, loss in own.losses.items() if node not in other},
            "metrics": {node: metrics for node, metrics in own.metrics.items() if node not in other},
            "class_weight": {},
        }
        with_data = with_data.model_copy(update={"recipe": own.model_copy(update=kept)})
    return complete_recipe(with_data, report, info)


def draw_recipe(network: Network, report: Report, recipe: Recipe, info: DataSetInfo) -> Recipe:
    """Draws the fields of the recipe beside its data and returns what stands in them."""
    catalog, key = load_catalog(), recipe_key(recipe)
    losses, weights, metrics = {}, {}, {}
    learned = recipe.data.targets if recipe.data else {}
    outputs = {output.node.id: output for output in outputs_of(network, report, info, learned)}
    for node_id, loss in recipe.losses.items():
        title = plain(network.nodes_by_id[node_id].title)
        own_key = f"{key}-{learned.get(node_id, '')}-{node_id}"  # another target gets fields of its own
        choices = Choices(catalog.losses, "losses", outputs.get(node_id))
        losses[node_id] = draw_object(f"Loss for “{title}”", choices, loss, key=f"{own_key}-loss")
        if len(recipe.losses) > 1:
            weight = recipe.loss_weights.get(node_id, 1.0)
            weights[node_id] = st.number_input(
                f"Weight of this loss in the average, “{title}”",
                value=float(weight),
                min_value=0.0,
                step=0.1,
                key=f"{key}-weight-{node_id}",
            )
        choices = Choices(catalog.metrics, "metrics", outputs.get(node_id))
        metrics[node_id] = draw_metrics(title, choices, recipe.metrics.get(node_id, ()), key=own_key)
    if len(recipe.losses) > 1:
        st.caption(f"The {len(recipe.losses)} losses are averaged into one number, each times its weight.")
    class_weight = draw_class_weight(recipe, info, key=key)
    before = recipe.optimizer or ObjectSpec(class_name="Adam")
    optimizer = draw_object(
        "Optimizer", Choices(catalog.optimizers), before, key=f"{key}-optimizer", open_first="learning_rate"
    )
    names = logged_names(network, recipe.model_copy(update={"metrics": metrics}))
    callbacks = draw_callbacks(catalog.callbacks, recipe, names, key=f"{key}-callbacks")
    epochs, batch = st.columns(2)
    share, seed = st.columns(2)
    return recipe.model_copy(
        update={
            "losses": losses,
            "loss_weights": {node_id: weight for node_id, weight in weights.items() if weight != 1.0},
            "metrics": metrics,
            "class_weight": class_weight,
            "optimizer": optimizer,
            "callbacks": callbacks,
            "epochs": epochs.number_input("Epochs", 1, 100_000, recipe.epochs, key=f"{key}-epochs"),
            "batch_size": batch.number_input("Batch size", 1, 1_000_000, recipe.batch_size, key=f"{key}-batch"),
            "validation_share": share.number_input(
                "Validation share", 0.0, 0.9, recipe.validation_share, 0.05, key=f"{key}-share"
            ),
            "seed": seed.number_input("Seed", 0, 2**32 - 1, recipe.seed, key=f"{key}-seed"),
        }
    )


def recipe_key(recipe: Recipe) -> str:
    """Returns the prefix of the fields' keys: other data or other outputs get fields of their own."""
    data = recipe.data
    return field_key(f"{data.dataset if data else ''}-{bool(data and data.options.get('one_hot', False))}")


def draw_object(label: str, choices: Choices, before: ObjectSpec, *, key: str, open_first: str = "") -> ObjectSpec:
    """Draws the choice of a Keras object with its arguments and returns it."""
    names, entries = choices.names, choices.entries
    index = names.index(before.class_name) if before.class_name in names else 0
    chosen = st.selectbox(
        label, names, index=index, key=key, format_func=choices.title, help=plain(entries[names[index]].summary)
    )
    own = before if chosen == before.class_name else choices.fresh(chosen)
    return draw_arguments(own, entries[chosen].arguments, key=f"{key}-{chosen}", open_first=open_first)


def draw_arguments(
    before: ObjectSpec, arguments: Iterable[ArgumentSpec], *, key: str, open_first: str = ""
) -> ObjectSpec:
    """Draws the arguments of an object, folded away but for one, and returns it with what stands in them."""
    specs = [spec for spec in arguments if drawable(spec) and spec.name not in HIDDEN]
    first = [spec for spec in specs if spec.name == open_first]
    rest = [spec for spec in specs if spec.name != open_first]
    shown = {spec.name for spec in specs}
    found = {name: value for name, value in before.config.items() if name not in shown}
    found |= draw_fields(first, before.config, key=key)
    if rest:
        with st.expander(f"Arguments of {spoken(before.class_name)}", type="compact"):
            found |= draw_fields(rest, before.config, key=key)
    return ObjectSpec(class_name=before.class_name, config=found)


def draw_callbacks(
    entries: Mapping[str, ObjectEntry], recipe: Recipe, names: Iterable[str], *, key: str
) -> tuple[ObjectSpec, ...]:
    """Draws the choice of callbacks with their arguments; what they watch is one of the ``names`` that are logged."""
    given = first_of_each(recipe.callbacks)
    chosen = st.multiselect(
        "Callbacks",
        [*given, *(name for name in entries if name not in given)],
        list(given),
        format_func=spoken,
        key=key,
        placeholder="None",
        help="What steps in while the network learns: stop it when it gets no better, lower the learning rate.",
    )
    drawn = []
    for name in chosen:
        callback = given.get(name) or propose_callback(name)
        specs = (
            # What stands there stays to be seen, even where it is never logged.
            spec.model_copy(
                update={"choices": tuple(dict.fromkeys((*names, callback.config.get("monitor", spec.default))))}
            )
            if spec.name == "monitor"
            else spec
            for spec in (entries[name].arguments if name in entries else ())
        )
        drawn.append(draw_arguments(callback, specs, key=f"{key}-{name}"))
    return (*drawn, *further(recipe.callbacks, chosen))


def draw_metrics(title: str, choices: Choices, before: tuple[ObjectSpec, ...], *, key: str) -> tuple[ObjectSpec, ...]:
    """Draws the choice of metrics for one output; those that need arguments of their own are left out."""
    given = first_of_each(before)
    entries = choices.entries
    names = [name for name in choices.names if not any(spec.required for spec in entries[name].arguments)]
    chosen = st.multiselect(
        f"Metrics for “{title}”",
        [*given, *(name for name in names if name not in given)],
        list(given),
        format_func=choices.title,
        key=f"{key}-metrics",
    )
    return (*(given.get(name) or choices.fresh(name) for name in chosen), *further(before, chosen))


def first_of_each(objects: tuple[ObjectSpec, ...]) -> dict[str, ObjectSpec]:
    """Returns the first object of each class, which is the one that has a field."""
    found: dict[str, ObjectSpec] = {}
    for one in objects:
        found.setdefault(one.class_name, one)
    return found


def further(objects: tuple[ObjectSpec, ...], chosen: Iterable[str]) -> tuple[ObjectSpec, ...]:
    """Returns what has no field because its class is there before, such as a second "top k" with another k."""
    shown, classes = first_of_each(objects), set(chosen)
    return tuple(one for one in objects if one is not shown[one.class_name] and one.class_name in classes)
