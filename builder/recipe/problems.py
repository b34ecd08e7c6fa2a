"""What keeps a network from being trained by a recipe, all of it at once, before anything is loaded."""

from collections.abc import Iterator, Mapping

from builder.catalog import load_catalog, problems_of_config
from builder.data import DataSetInfo, bind, fitting_sets, plan_split
from builder.engine import Report
from builder.engine.words import counted
from builder.network import Network, Problem, Recipe
from builder.network.problems import Fix
from builder.network.topology import output_endpoints
from builder.recipe.adapting import find_adapting_problems
from builder.recipe.callback_problems import find_callback_problems
from builder.recipe.output_problems import find_output_problems
from builder.recipe.outputs import outputs_of
from builder.recipe.unknown_class import unknown_class

SUGGESTIONS = 3
"""How many fitting data sets a hint names."""


def find_recipe_problems(
    network: Network, report: Report, recipe: Recipe, info: DataSetInfo | None
) -> tuple[Problem, ...]:
    """Returns what is wrong with training ``network`` by ``recipe``; with no errors among it, training can begin.

    Args:
        report: what checking the network found.
        info: the data set of the recipe under its options; None where none is chosen.
    """
    return tuple(_problems(network, report, recipe, info))


def _problems(network: Network, report: Report, recipe: Recipe, info: DataSetInfo | None) -> Iterator[Problem]:
    errors = sum(problem.severity == "error" for problem in report.problems)
    if not network.nodes:
        yield Problem(code="empty", message="The network has no layers yet.", hint="Draw them on the Build page first.")
    elif errors:
        what = "one problem" if errors == 1 else f"{errors} problems"
        yield Problem(code="network", message=f"The network has {what}.", hint="Mend it on the Build page first.")
    elif report.trainable_parameters == 0:
        message = "No layer of this network has weights to train."
        yield Problem(code="nothing_to_train", message=message, hint="Add one that has, such as Dense.")
    if info is None:
        yield _no_data(network, report)
    elif info.samples == 0:
        yield Problem(
            code="empty_data",
            message=f'"{info.title}" holds no samples, so there is nothing to learn from.',
            hint="Choose other data.",
        )
    else:
        yield from _data_problems(network, report, recipe, info)
    yield from _optimizer_problems(recipe)
    yield from find_callback_problems(network, recipe)


def _data_problems(network: Network, report: Report, recipe: Recipe, info: DataSetInfo) -> Iterator[Problem]:
    bound = bind(network, info, recipe.data, tensors=report.tensors)
    yield from bound.problems
    for output in outputs_of(network, report, info, bound.targets):
        yield from find_output_problems(network, report, output, recipe, info)
    yield from _class_weight_problems(network, recipe, info, bound.targets)
    yield from _weight_problems(network, recipe)
    yield from find_adapting_problems(network, recipe)
    yield from _size_problems(recipe, info)


def _class_weight_problems(
    network: Network, recipe: Recipe, info: DataSetInfo, targets: Mapping[str, str]
) -> Iterator[Problem]:
    """Yields what keeps ``fit`` from weighing classes as the recipe says."""
    if not recipe.class_weight:
        return
    hint = "Take the class weights away, or train on other data."
    learned = [target for name in targets.values() if (target := info.target(name)) is not None]
    if len(output_endpoints(network)) > 1:
        message = "Keras takes class weights for networks of a single output only."
        hint = "Take the class weights away; whole outputs have loss weights."
        yield Problem(code="class_weight", message=message, hint=hint)
    elif any(target.kind not in ("classes", "binary") for target in learned):
        message = "There are class weights, but what is learned is no class a sample."
        yield Problem(code="class_weight", message=message, hint=hint)
    for target in learned[:1]:
        count = len(target.classes)
        beyond = max(recipe.class_weight)
        if target.classes and beyond >= count:
            message = f"There is a weight for class {beyond}, but the classes are 0 to {count - 1}."
            yield Problem(code="class_weight", message=message, hint="Take that weight away.")
        elif target.classes and all(recipe.class_weight.get(number, 1.0) == 0 for number in range(count)):
            message = "Every class has the weight 0, so nothing would be learned."
            yield Problem(code="class_weight", message=message, hint="Give at least one class a weight above 0.")


def _weight_problems(network: Network, recipe: Recipe) -> Iterator[Problem]:
    """Yields what weights of 0 keep from learning."""
    unlearned = [node for node in recipe.losses if recipe.loss_weights.get(node) == 0]
    kept = {node: weight for node, weight in recipe.loss_weights.items() if weight != 0}
    fix = Fix(label="Let every loss count", recipe=recipe.model_copy(update={"loss_weights": kept}))
    if unlearned and len(unlearned) == len(recipe.losses):
        yield Problem(
            code="zero_weights",
            message="Every loss has the weight 0, so nothing will be learned.",
            hint="Give at least one loss a weight above 0.",
            severity="warning",
            fixes=(fix,),
        )
        return
    for node_id in unlearned:
        node = network.nodes_by_id.get(node_id)
        yield Problem(
            code="zero_weight",
            message=f'Output "{node.title if node else node_id}" is not learned: the weight of its loss is 0.',
            hint="Give its loss a weight above 0, unless that is meant.",
            severity="warning",
            node_id=node_id,
            fixes=(fix,),
        )


def _no_data(network: Network, report: Report) -> Problem:
    titles = [f'"{fit.info.title}"' for fit in fitting_sets(network, report.tensors)]
    some = ", ".join(titles[:SUGGESTIONS])
    hint = f"Choose some. These fit it: {some}." if titles else "Choose some whose shape fits its Inputs."
    return Problem(code="no_data", message="The network has no data to learn from yet.", hint=hint)


def _optimizer_problems(recipe: Recipe) -> Iterator[Problem]:
    if recipe.optimizer is None:
        if recipe.data is not None:  # with the first data, an optimizer is proposed
            yield Problem(code="no_optimizer", message="There is no optimizer.", hint="Adam suits most networks.")
        return
    entry = load_catalog().optimizers.get(recipe.optimizer.class_name)
    if entry is None:
        yield unknown_class("optimizers", recipe.optimizer.class_name)
    else:
        yield from problems_of_config(entry, recipe.optimizer.config, None)


def _size_problems(recipe: Recipe, info: DataSetInfo) -> Iterator[Problem]:
    samples = plan_split(info, validation_share=recipe.validation_share or 0.0, seed=recipe.seed or 0).train
    if samples == 0:
        message = f"A validation share of {recipe.validation_share:g} leaves no samples for training."
        yield Problem(code="no_training_samples", message=message, hint="Set a smaller validation share.")
    elif recipe.batch_size and recipe.batch_size > samples:
        yield Problem(
            code="batch_size",
            message=f"The batch size is {recipe.batch_size:,}, but there {'is' if samples == 1 else 'are'} "
            f"{counted(samples, 'sample')} for training.",
            hint="Every epoch will be a single step. A smaller batch size learns faster.",
            severity="warning",
        )
