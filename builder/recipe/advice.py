"""What the data that were chosen ask of a network, told while it is still being built."""

from collections.abc import Iterator
from dataclasses import replace

from builder.data import DataError, DataSetInfo, bind, describe
from builder.engine import Report
from builder.engine.missing_inputs import add_input
from builder.network import INPUT, Network, Problem
from builder.network.problems import Fix
from builder.network.topology import input_ids
from builder.recipe.output_problems import find_output_problems
from builder.recipe.outputs import outputs_of
from builder.recipe.proposal import complete_recipe


def with_advice(network: Network, report: Report) -> Report:
    """Returns the report with warnings of what keeps a sound network from learning its data, each with its mend.

    They are those of :func:`builder.recipe.problems.find_recipe_problems` that concern a layer. A network that lacks
    its Input is offered one for the data instead. Without data the report is returned as it is.
    """
    binding = network.recipe.data
    if binding is None:
        return report
    try:
        info = describe(binding.dataset, binding.options)
    except DataError:
        return report  # Data and Train say so
    if not report.ok:
        return replace(report, problems=tuple(_with_data(network, info, problem) for problem in report.problems))
    told = {(problem.node_id, problem.message) for problem in report.problems}
    advice = [one for one in _advice(network, report, info) if (one.node_id, one.message) not in told]
    return replace(report, problems=(*report.problems, *advice))


def _with_data(network: Network, info: DataSetInfo, problem: Problem) -> Problem:
    feature = info.inputs[0] if info.inputs else None
    if feature is None or problem.code != "missing_input" or not problem.fixes or input_ids(network):
        return problem
    dtype = {} if feature.vocabulary is None else {"dtype": feature.dtype}
    fix = add_input(network, {"shape": list(feature.shape), **dtype}, called=feature.name)
    return problem.model_copy(update={"fixes": (fix,)})


def _advice(network: Network, report: Report, info: DataSetInfo) -> Iterator[Problem]:
    bound = bind(network, info, network.recipe.data, tensors=report.tensors)
    recipe = complete_recipe(network, report, info)
    found = [*bound.problems]
    for output in outputs_of(network, report, info, bound.targets):
        if output.node.class_name != INPUT:  # a network that has only begun
            found += find_output_problems(network, report, output, recipe, info)
    for problem in found:
        if problem.node_id is not None:
            fixes = tuple(Fix(label=fix.label, edits=fix.edits) for fix in problem.fixes if fix.edits)
            yield problem.model_copy(update={"severity": "warning", "fixes": fixes})
