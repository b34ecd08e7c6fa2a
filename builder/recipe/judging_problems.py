"""Where a loss or metric does not go with its output: the form of the target, the kind of values, its arguments."""

from collections.abc import Iterator

from builder.catalog import load_catalog
from builder.catalog.loading import default_config
from builder.catalog.specs import LossEntry
from builder.data import TargetInfo
from builder.engine.words import counted
from builder.network import ObjectSpec, Problem, Recipe
from builder.network.problems import Fix
from builder.recipe.fits import Family, LossFit, fit_of, fitting, form_of, taken, word_of
from builder.recipe.outputs import Output
from builder.recipe.proposal import propose_loss, propose_metrics
from builder.recipe.value_problems import fixes_to, is_one_sided
from builder.recipe.words import output_problem, title_of, what_it_gives

_SHARES = ("distribution", "shares")


def find_judging_problems(
    output: Output, target: TargetInfo, recipe: Recipe, family: Family, spec: ObjectSpec
) -> Iterator[Problem]:
    """Yields why the loss or metric cannot judge the output, or judges it badly."""
    fit = fit_of(output, family, spec)
    if fit.use is None:
        return
    counts = tuple(_count_problems(output, family, spec))
    if fit.form != "fits" and not (counts and fit.form == "runs"):
        yield _form_problem(output, target, recipe, family, spec, fit)
    elif counts:
        yield from counts
    else:
        told = _told_already(output, target)
        problems = _value_problems(output, recipe, family, spec, fit)
        yield from (problem for problem in problems if problem.severity == "error" or not told)


def _told_already(output: Output, target: TargetInfo) -> bool:
    """Whether a warning says already that the output's values are at fault, whatever judges them."""
    return target.kind != "number" and (is_one_sided(output) or (output.values.sums and output.units == 1))


def _form_problem(
    output: Output, target: TargetInfo, recipe: Recipe, family: Family, spec: ObjectSpec, fit: LossFit
) -> Problem:
    form = form_of(output)
    given = word_of(form) if form else "nothing"
    says_nothing = family == "metrics" and fit.form == "runs"
    words = taken(fit.use) if fit.use is not None else ""
    if words and words != given:
        message = f'{title_of(output)}: {spec.class_name} takes {words}, but "{target.name}" gives {given}.'
    elif words:
        message = f"{title_of(output)}: {spec.class_name} does not take {given} of this shape."
    else:
        message = f"{title_of(output)}: {spec.class_name}, as it is set, says nothing about what a network gives here."
    better = _better(output, family, spec.class_name)
    hint = "Choose another one."
    fixes: tuple[Fix, ...] = ()
    if better is not None:
        hint = f"Use {better.class_name}."
        fixes = (_replaced(output, recipe, family, spec, better, f"Use {better.class_name}"),)
    code = "loss_form" if family == "losses" else "metric_form"
    return output_problem(output, code, message, hint, warning=says_nothing, fixes=fixes)


def _better(output: Output, family: Family, class_name: str) -> ObjectSpec | None:
    """Returns the same for this form of target where there is one, else what would be proposed."""
    bare = class_name.removeprefix("Sparse").removeprefix("Categorical").removeprefix("Binary")
    proposed = (propose_loss(output),) if family == "losses" else propose_metrics(output)
    for candidate in (f"{prefix}{bare}" for prefix in ("Sparse", "Categorical", "SparseCategorical", "Binary")):
        found = fitting(output, family, candidate) if candidate != class_name else None
        if found is not None:
            return found
    return next((one for one in proposed if one.class_name != class_name), None)


def _value_problems(
    output: Output, recipe: Recipe, family: Family, spec: ObjectSpec, fit: LossFit
) -> Iterator[Problem]:
    kind, gives = output.values.kind, what_it_gives(output)
    code = "activation" if family == "losses" else "metric_values"
    takes_scores = bool(spec.config.get("from_logits"))
    wanted = "sigmoid" if fit.link == "sigmoid" or output.units == 1 else "softmax"
    logits = _from_logits(output, recipe, family, spec, fit)
    if kind == "unknown" and fit.link:
        asked = "raw scores" if takes_scores else "shares between 0 and 1"
        message = (
            f"What {title_of(output)[0].lower()}{title_of(output)[1:]} gives cannot be told from its layers, "
            f"but {spec.class_name} expects {asked}."
        )
        hint = "Make sure that it does, or end the network in a layer that does, such as an Activation."
        yield output_problem(output, code, message, hint, warning=True, fixes=(*logits, *fixes_to(output, wanted)))
    elif takes_scores and kind in _SHARES:
        message = f"{gives}, but {spec.class_name} expects raw scores (from_logits)."
        hint = "Turn from_logits off, or remove the activation."
        fixes = (*logits, *fixes_to(output, "linear"))
        yield output_problem(output, code, message, hint, warning=True, fixes=fixes)
    elif fit.link and not takes_scores and kind not in (*_SHARES, "unknown") and not output.learns_shares:
        message = f"{gives}, but {spec.class_name} expects shares between 0 and 1."
        hint, fixes = f"Use {wanted}, or turn from_logits on.", (*logits, *fixes_to(output, wanted))
        yield output_problem(output, code, message, hint, warning=fit.values != "raises", fixes=fixes)
    elif fit.values != "fits":
        message = f"{gives}, which {spec.class_name} cannot judge{'' if fit.values == 'runs' else ' at all'}."
        hint, fixes = _for_values(output, fit)
        # What a loss or metric raises at, or gives NaN for, ends the training with its first batch.
        yield output_problem(output, code, message, hint, warning=fit.values == "runs", fixes=fixes)
    elif family == "losses" and fit.link and _goes_with_another(output, fit):
        message = f"{gives}, but {spec.class_name} goes with {fit.link}."
        yield output_problem(output, code, message, f"Use {fit.link}.", warning=True, fixes=fixes_to(output, fit.link))


def _goes_with_another(output: Output, fit: LossFit) -> bool:
    """Whether shares come one by one where a distribution is meant, or the other way round."""
    counts_classes = output.target is not None and output.target.kind != "number" and output.units != 1
    kind = output.values.kind
    return counts_classes and kind in _SHARES and (kind == "distribution") != (fit.link == "softmax")


def _for_values(output: Output, fit: LossFit) -> tuple[str, tuple[Fix, ...]]:
    """Returns how to give the values that fit, and the mend."""
    form = form_of(output)
    fits = fit.use.fits.get(form, ()) if fit.use is not None and form is not None else ()
    if "distribution" in fits and output.units != 1:
        activation = "softmax"
    elif "shares" in fits:
        activation = "sigmoid"
    elif "positive" in fits:
        activation = "softplus"
    else:
        activation = "linear"
    hint = "Remove the activation." if activation == "linear" else f"Use {activation} as the last activation."
    return hint, fixes_to(output, activation)


def _count_problems(output: Output, family: Family, spec: ObjectSpec) -> Iterator[Problem]:
    """Yields the arguments that do not go with the number of units, such as ``num_classes``."""
    entry: LossEntry = getattr(load_catalog(), family)[spec.class_name]
    units = output.units
    if (
        units is None
        or entry.uses is None
        or form_of(output) not in ("classes", "column", "rows", "class_steps", "row_steps")
    ):
        return
    defaults = {argument.name: argument.default for argument in entry.arguments} | default_config(entry)
    for name, count in entry.uses.counts.items():
        value = spec.config.get(name, defaults.get(name))
        most = max((one for one in value if isinstance(one, int)), default=None) if isinstance(value, list) else value
        if not isinstance(most, int) or isinstance(most, bool):
            continue
        wrong = {"below": most >= units, "at_least": most < units, "equal": most != units}[count]
        if not wrong:
            continue
        wanted = f"below {units}" if count == "below" else f"{units}"
        message = f"{title_of(output)} has {counted(units, 'unit')}, but {name} of {spec.class_name} is {most}."
        says_nothing = family == "metrics" and count == "below" and name in ("k", "top_k")
        code = "loss_form" if family == "losses" else "metric_form"
        yield output_problem(output, code, message, f"It must be {wanted}.", warning=says_nothing)


def _from_logits(output: Output, recipe: Recipe, family: Family, spec: ObjectSpec, fit: LossFit) -> tuple[Fix, ...]:
    """Returns the mend that turns ``from_logits`` over; none where there is no such argument."""
    if not fit.link:
        return ()
    on = not spec.config.get("from_logits")
    config = {name: value for name, value in spec.config.items() if name != "from_logits"}
    mended = spec.model_copy(update={"config": config | ({"from_logits": True} if on else {})})
    label = f"Turn from_logits {'on' if on else 'off'}"
    return (_replaced(output, recipe, family, spec, mended, label),)


def _replaced(output: Output, recipe: Recipe, family: Family, spec: ObjectSpec, mended: ObjectSpec, label: str) -> Fix:
    node = output.node.id
    if family == "losses":
        changed = recipe.model_copy(update={"losses": {**recipe.losses, node: mended}})
    else:
        others = [one for one in recipe.metrics[node] if one not in (spec, mended)]
        changed = recipe.model_copy(update={"metrics": {**recipe.metrics, node: (*others, mended)}})
    return Fix(label=label, recipe=changed)
