"""Whether a loss or metric goes with an output: what the catalogue says of it, looked up for the case at hand."""

from typing import Literal, NamedTuple

from builder.catalog import load_catalog
from builder.catalog.loading import default_config
from builder.catalog.specs import LossEntry
from builder.catalog.uses import NUMBER_FORMS, Form, Use, Values, state_of
from builder.network import ObjectSpec
from builder.network.record import Config
from builder.recipe.outputs import Output

Family = Literal["losses", "metrics"]

_FRACTIONS: dict[Form, Form] = {"number": "fraction", "numbers": "fractions", "array": "fraction_array"}
_WORDS: dict[Form, str] = {
    "unit": "0 or 1 for one unit",
    "classes": "class numbers",
    "column": "class numbers",
    "class_steps": "class numbers",
    "rows": "one-hot targets",
    "row_steps": "one-hot targets",
}


class LossFit(NamedTuple):
    """How a loss or metric gets on with an output; ``use`` is None where the catalogue does not know.

    ``form`` says whether the form of the target goes: "fits", "runs" (a number that says nothing) or "raises";
    ``values`` the same of what the output gives, where the form fits.
    """

    use: Use | None
    link: str
    form: Literal["fits", "runs", "raises"] = "fits"
    values: Literal["fits", "runs", "raises"] = "fits"


def form_of(output: Output) -> Form | None:
    """Returns how the target and the output stand to each other; None for an output without a target."""
    target = output.target
    if target is None:
        return None
    if target.kind == "number":
        form: Form = "scalar" if not output.shape else "array"
        if len(output.shape) == 1:
            form = "number" if output.units == 1 else "numbers"
        return _FRACTIONS.get(form, form) if output.learns_shares else form
    if target.kind == "sequence":
        return "row_steps" if target.one_hot else "class_steps"
    if target.one_hot:
        return "rows"
    if target.kind == "binary":
        return "unit" if output.units == 1 else "column"
    return "classes"


def fit_of(output: Output, family: Family, spec: ObjectSpec) -> LossFit:
    """Returns how the loss or metric gets on with what the output gives and learns."""
    entry: LossEntry | None = getattr(load_catalog(), family).get(spec.class_name)
    form = form_of(output)
    if entry is None or entry.uses is None or form is None or _by_shape(entry, spec):
        return LossFit(None, "")
    arguments = {argument.name: argument.default for argument in entry.arguments}
    use = entry.uses.under(arguments | default_config(entry) | spec.config)
    if use is None:
        return LossFit(None, "")
    fits, runs = use.fits.get(form, ()), use.runs.get(form, ())
    if not fits:
        return LossFit(use, entry.uses.link, form="runs" if runs else "raises")
    kind = _known(output.values.kind, form)
    if kind == "unknown" or kind in fits:
        return LossFit(use, entry.uses.link)
    return LossFit(use, entry.uses.link, values="runs" if kind in runs else "raises")


def fitting(output: Output, family: Family, class_name: str) -> ObjectSpec | None:
    """Returns the loss or metric with its switches, such as ``from_logits``, set so that it goes with the output.

    None where it does not go, however they are set.
    """
    entry: LossEntry | None = getattr(load_catalog(), family).get(class_name)
    if entry is None or entry.uses is None:
        return None
    configs = [_switched(entry, use) for use in entry.uses.by_arguments]
    if entry.uses.link:
        scores = output.values.kind in ("positive", "rectified", "scores")
        configs = [{name: on for name, on in config.items() if name != "from_logits"} for config in configs]
        configs = [config | ({"from_logits": True} if scores else {}) for config in configs]
    for config in configs:
        spec = ObjectSpec(class_name=class_name, config=default_config(entry) | config)
        fit = fit_of(output, family, spec)
        if fit.use is not None and fit.form == fit.values == "fits":
            return spec
    return None


def _switched(entry: LossEntry, use: Use) -> Config:
    """Returns the arguments that are True or False by nature and stand otherwise in this use than by default."""
    return {
        name: not entry.arguments_by_name[name].default
        for name, state in use.when.items()
        if entry.arguments_by_name[name].kind == "boolean" and state != state_of(entry.arguments_by_name[name].default)
    }


def taken(use: Use) -> str:
    """Returns in words what targets a loss or metric takes: "one-hot targets or numbers"; empty for none at all."""
    return " or ".join(dict.fromkeys(word_of(form) for form in use.fits))


def word_of(form: Form) -> str:
    """Returns a form of target in words."""
    return _WORDS.get(form, "numbers")


def _known(kind: str, form: Form) -> Values | Literal["unknown"]:
    """Returns the kind of values by which the form was tried: of numbers, shares are but positive ones."""
    if form in NUMBER_FORMS and kind in ("distribution", "shares"):
        return "shares" if form.startswith("fraction") else "positive"
    if form == "unit" and kind == "distribution":
        return "shares"
    match kind:
        case "distribution" | "shares" | "positive" | "rectified" | "scores":
            return kind
        case _:
            return "unknown"


def _by_shape(entry: LossEntry, spec: ObjectSpec) -> bool:
    """Whether an argument is given that the catalogue has not tried, since its right value hangs on shapes."""
    defaults = {argument.name: argument.default for argument in entry.arguments}
    return any(name in spec.config and spec.config[name] != defaults.get(name) for name in ("axis", "label_weights"))
