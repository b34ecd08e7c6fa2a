"""What does not fit between an output, its target, its loss and its metrics."""

from collections.abc import Iterator

from builder.catalog import load_catalog, problems_of_config
from builder.data import DataSetInfo, TargetInfo
from builder.data.matching import shapes_agree
from builder.network import ObjectSpec, Problem, PutNode, Recipe
from builder.network.problems import Fix
from builder.recipe.outputs import Output
from builder.recipe.proposal import propose_loss
from builder.recipe.unknown_class import unknown_class

_TAKES_ROWS = ("Categorical", "OneHot", "F1Score", "FBetaScore")
_GIVES_SHARES = frozenset({"softmax", "sigmoid", "hard_sigmoid"})


def find_output_problems(output: Output, recipe: Recipe, info: DataSetInfo) -> Iterator[Problem]:
    """Yields everything that keeps one output from learning its target, or makes it learn badly."""
    loss = recipe.losses.get(output.node.id)
    if loss is None:
        yield _problem(output, "no_loss", f"{_title(output)} has no loss.", f"Use {propose_loss(output).class_name}.")
    else:
        yield from _spec_problems(output, "losses", loss)
    for metric in recipe.metrics.get(output.node.id, ()):
        yield from _spec_problems(output, "metrics", metric)
    target = output.target
    if target is None:
        return
    misfit = _size_misfit(output, target, info)
    if misfit is not None:
        yield misfit
        return
    if loss is not None and target.kind != "number":
        wrong_form = tuple(_form_problems(output, target, "loss", loss))
        yield from wrong_form or _activation_problems(output, loss)
    for metric in recipe.metrics.get(output.node.id, ()):
        if target.kind != "number":
            yield from _form_problems(output, target, "metric", metric)
    if target.kind == "number" and not output.learns_input and output.activation in _GIVES_SHARES:
        yield _problem(
            output,
            "bounded_output",
            f'{_title(output)} ends in {output.activation}, so it stays between 0 and 1; "{target.name}" need not.',
            "Remove the activation of the last layer.",
            warning=True,
        )


def _spec_problems(output: Output, family: str, spec: ObjectSpec) -> Iterator[Problem]:
    entry = getattr(load_catalog(), family).get(spec.class_name)
    if entry is None:
        yield unknown_class(family, spec.class_name, node_id=output.node.id)
    else:
        yield from problems_of_config(entry, spec.config, output.node.id)


def _size_misfit(output: Output, target: TargetInfo, info: DataSetInfo) -> Problem | None:
    if target.kind == "number":
        fits = shapes_agree(output.shape, target.shape) or (target.shape == (1,) and output.shape == ())
        return None if fits else _shape_misfit(output, target.shape, target)
    steps = target.shape[:1] if target.kind == "sequence" else ()
    classes = len(target.classes)
    if len(output.shape) != len(steps) + 1 or not shapes_agree(output.shape[:-1], steps):
        return _shape_misfit(output, (*steps, classes), target)
    units = output.units
    if units is None or units == classes or (units == 1 and target.kind == "binary" and not target.one_hot):
        return None
    words = f"{_title(output)} has {units} {'unit' if units == 1 else 'units'}, but"
    problem = _problem(
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


def _shape_misfit(output: Output, expected: tuple[int | None, ...], target: TargetInfo) -> Problem:
    hint = f"Let the last layers give {_shape_text(expected)}"
    if len(output.shape) > len(expected):
        hint += ", for example by a Flatten or a pooling layer before the last Dense"
    return _problem(
        output,
        "target_shape",
        f'{_title(output)} gives {_shape_text(output.shape)}, but "{target.name}" needs {_shape_text(expected)}.',
        f"{hint}.",
    )


def _form_problems(output: Output, target: TargetInfo, what: str, spec: ObjectSpec) -> Iterator[Problem]:
    name = spec.class_name
    counterpart = name.removeprefix("Sparse") if name.startswith("Sparse") else f"Sparse{name}"
    family = load_catalog().losses if what == "loss" else load_catalog().metrics
    instead = f"Use {counterpart}" if counterpart in family else "Use another one"
    if name.startswith("Sparse") and target.one_hot:
        message = f'{_title(output)}: {name} needs class numbers, but "{target.name}" is one-hot.'
        yield _problem(output, f"{what}_form", message, f"{instead}, or turn one_hot off.")
    elif name.startswith(_TAKES_ROWS) and not target.one_hot and output.units != 1:
        message = f'{_title(output)}: {name} needs one-hot targets, but "{target.name}" gives class numbers.'
        yield _problem(output, f"{what}_form", message, f"{instead}, or turn one_hot on.")
    elif name.startswith("Binary") and not target.one_hot and output.units not in (1, None):
        message = f"{_title(output)}: {name} needs one unit or one-hot targets; it has {output.units} units."
        instead = propose_loss(output).class_name if what == "loss" else "SparseCategoricalAccuracy"
        yield _problem(output, f"{what}_form", message, f"Use {instead}.")
    elif name.startswith(("Sparse", *_TAKES_ROWS)) and output.units == 1:
        message = f"{_title(output)}: {name} compares classes, but there is a single unit."
        instead = propose_loss(output).class_name if what == "loss" else "BinaryAccuracy"
        yield _problem(output, f"{what}_form", message, f"Use {instead}, or one unit for each class.")


def _activation_problems(output: Output, loss: ObjectSpec) -> Iterator[Problem]:
    if "Crossentropy" not in loss.class_name or output.activation == "unknown":
        return
    wanted = "sigmoid" if loss.class_name.startswith("Binary") else "softmax"
    gives_shares = output.activation in _GIVES_SHARES
    if output.activation == "softmax" and output.units == 1:
        message = f"{_title(output)} ends in softmax over a single unit, which is always 1."
        yield _problem(output, "activation", message, "Use sigmoid.")
    elif loss.config.get("from_logits") and gives_shares:
        message = f"{_title(output)} ends in {output.activation}, but its loss expects raw scores (from_logits)."
        yield _problem(output, "activation", message, "Turn from_logits off, or remove the activation.", warning=True)
    elif not loss.config.get("from_logits") and not gives_shares:
        message = f"{_title(output)} ends in {output.activation}, but {loss.class_name} expects shares between 0 and 1."
        yield _problem(output, "activation", message, f"Use {wanted}, or turn from_logits on.", warning=True)
    elif (
        gives_shares
        and not loss.config.get("from_logits")
        and (output.activation == "softmax") != (wanted == "softmax")
    ):
        message = f"{_title(output)} ends in {output.activation}, but {loss.class_name} goes with {wanted}."
        yield _problem(output, "activation", message, f"Use {wanted}.", warning=True)


def _problem(output: Output, code: str, message: str, hint: str, *, warning: bool = False) -> Problem:
    severity = "warning" if warning else "error"
    return Problem(code=code, message=message, hint=hint, severity=severity, node_id=output.node.id)


def _title(output: Output) -> str:
    return f'Output "{output.node.title}"'


def _shape_text(shape: tuple[int | None, ...]) -> str:
    return "×".join("?" if size is None else str(size) for size in shape) or "a single number"
