"""What does not fit between an output, its target, its loss and its metrics."""

from collections.abc import Iterator

from builder.catalog import load_catalog, problems_of_config
from builder.data import DataSetInfo, TargetInfo
from builder.data.matching import shapes_agree
from builder.engine import Report
from builder.engine.words import counted
from builder.network import Network, ObjectSpec, Problem, PutNode, Recipe
from builder.network.problems import Fix
from builder.recipe.fits import Family
from builder.recipe.judging_problems import find_judging_problems
from builder.recipe.outputs import Output
from builder.recipe.proposal import propose_loss
from builder.recipe.rank_fixes import fixes_of_rank
from builder.recipe.unknown_class import unknown_class
from builder.recipe.value_problems import find_value_problems
from builder.recipe.words import output_problem, title_of


def find_output_problems(
    network: Network, report: Report, output: Output, recipe: Recipe, info: DataSetInfo
) -> Iterator[Problem]:
    """Yields everything that keeps one output from learning its target, or makes it learn badly."""
    loss = recipe.losses.get(output.node.id)
    if loss is None:
        hint = f"Use {propose_loss(output).class_name}."
        yield output_problem(output, "no_loss", f"{title_of(output)} has no loss.", hint)
    else:
        yield from _spec_problems(output, "losses", loss)
    metrics = recipe.metrics.get(output.node.id, ())
    for metric in metrics:
        yield from _spec_problems(output, "metrics", metric)
    target = output.target
    if target is None:
        return
    mismatch = _size_mismatch(output, target, info)
    if mismatch is not None:
        fixes = mismatch.fixes or fixes_of_rank(network, report, output, len(_expected_shape(target)))
        yield mismatch.model_copy(update={"fixes": fixes})
        return
    yield from find_value_problems(output, target)
    if loss is not None:
        yield from find_judging_problems(output, target, recipe, "losses", loss)
    for metric in metrics:
        yield from find_judging_problems(output, target, recipe, "metrics", metric)


def _spec_problems(output: Output, family: Family, spec: ObjectSpec) -> Iterator[Problem]:
    entry = getattr(load_catalog(), family).get(spec.class_name)
    if entry is None:
        yield unknown_class(family, spec.class_name, node_id=output.node.id)
    else:
        yield from problems_of_config(entry, spec.config, output.node.id)


def _size_mismatch(output: Output, target: TargetInfo, info: DataSetInfo) -> Problem | None:
    expected = _expected_shape(target)
    if target.kind == "number":
        fits = shapes_agree(output.shape, expected) or (expected == (1,) and output.shape == ())
        return None if fits else _shape_mismatch(output, expected, target)
    classes = len(target.classes)
    if len(output.shape) != len(expected) or not shapes_agree(output.shape[:-1], expected[:-1]):
        return _shape_mismatch(output, expected, target)
    units = output.units
    if units is None or units == classes or (units == 1 and target.kind == "binary" and not target.one_hot):
        return None
    words = f"{title_of(output)} has {counted(units, 'unit')}, but"
    problem = output_problem(
        output,
        "units_and_classes",
        f'{words} "{info.title}" has {classes} classes.',
        f"Set units to {classes}.",
        warning=units > classes and not target.one_hot,
    )
    if "units" not in output.node.config:
        return problem
    mended = output.node.model_copy(update={"config": {**output.node.config, "units": classes}})
    fix = Fix(label=f"Set units to {classes}", edits=(PutNode(node=mended),))
    return problem.model_copy(update={"argument": "units", "fixes": (fix,)})


def _expected_shape(target: TargetInfo) -> tuple[int | None, ...]:
    """Returns the shape of an output that answers the target, without the batch: a unit for each class, or its own."""
    if target.kind == "number":
        return target.shape
    steps = target.shape[:1] if target.kind == "sequence" else ()
    return (*steps, len(target.classes))


def _shape_mismatch(output: Output, expected: tuple[int | None, ...], target: TargetInfo) -> Problem:
    hint = f"Let the last layers give {_shape_text(expected)}"
    if len(output.shape) > len(expected):
        hint += ", for example by a Flatten or a pooling layer before the last Dense"
    return output_problem(
        output,
        "target_shape",
        f'{title_of(output)} gives {_shape_text(output.shape)}, but "{target.name}" needs {_shape_text(expected)}.',
        f"{hint}.",
    )


def _shape_text(shape: tuple[int | None, ...]) -> str:
    return "×".join("?" if size is None else str(size) for size in shape) or "a single number"
