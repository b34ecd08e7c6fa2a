"""The line under a layer's name: the arguments that matter, in the words of the specs' templates.

The canvas says the same in ``frontend/src/document/headline.ts``.
"""

from pydantic import JsonValue

from builder.catalog.specs import ArgumentSpec, LayerEntry
from builder.network.record import Config


def headline(entry: LayerEntry, config: Config) -> str:
    """Returns "32 filters · 3×3 · relu" for a Conv2D; an argument without a value says nothing."""
    told = []
    for argument in entry.arguments:
        words = _in_words(argument, config.get(argument.name, argument.default)) if argument.headline else ""
        if words and not (argument.kind == "activation" and words == "linear"):
            told.append(_counted(argument.headline, words))
    return " · ".join(told)


def _counted(template: str, words: str) -> str:
    """Fills the template; "{} units" and "{} classes" are "1 unit" and "1 class" where there is one."""
    if words == "1" and template.startswith("{} ") and template.endswith("s"):
        template = template.removesuffix("es" if template.endswith("sses") else "s")
    return template.replace("{}", words)


def _in_words(argument: ArgumentSpec, value: JsonValue) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, dict):
        return str(value.get("class_name", ""))
    if isinstance(value, list):
        return "×".join("?" if part is None else str(part) for part in value if not isinstance(part, list))
    if argument.kind == "integers" and argument.scalar and argument.length and not argument.nested:
        return "×".join([str(value)] * argument.length)
    return str(value)
