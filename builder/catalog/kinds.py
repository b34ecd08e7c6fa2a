"""What kind of value an argument takes, told from its name, its default and what the docstring says of it.

Keras has no type hints, so these are readings, not facts; where they go wrong the overlay says better.
"""

import re
from typing import Any

_BY_NAME: tuple[tuple[str, str], ...] = (
    (r"(\w+_)?initializer", "initializer"),
    (r"(\w+_)?regularizer", "regularizer"),
    (r"(\w+_)?constraint", "constraint"),
    (r"(\w+_)?activation", "activation"),
    (r"(\w+_)?dtype", "dtype"),
    (r"(\w+_)?layer|cell", "layer"),
    (r"cells", "layers"),
    (r"learning_rate", "schedule"),
)
_COUNTS = {"1": 1, "2": 2, "3": 3, "two": 2, "three": 3}
_LENGTH = re.compile(
    r"(?:tuple|list)\w*(?:/list)? of (?:size )?(1|2|3|two|three)\b|\(length (2)\)|a (two)[- ]number tuple"
)
_QUOTED = re.compile(r'(?<![=\w])"([a-z][a-z0-9_]*)`?"')
_BETWEEN = re.compile(r"between `?(-?\d+(?:\.\d+)?)`? and `?(-?\d+(?:\.\d+)?)`?")


def infer_kind(name: str, default: Any, text: str) -> dict[str, Any]:
    """Returns the fields of the ArgumentSpec that can be told: kind, choices, length, scalar, nullable, bounds.

    Args:
        name: Keras's name of the argument.
        default: its default, None where it is required or really None.
        text: what the docstring says of it, as prose.

    >>> infer_kind("kernel_size", None, "int or tuple/list of 2 integer, specifying the size of the window.")
    {'kind': 'integers', 'length': 2, 'scalar': True}
    >>> infer_kind("padding", "valid", 'string, either `"valid"` or `"same"` (case-insensitive).')
    {'kind': 'choice', 'choices': ['valid', 'same']}
    """
    for pattern, kind in _BY_NAME:
        if re.fullmatch(pattern, name):
            return {"kind": kind}
    if isinstance(default, bool):
        return {"kind": "boolean"}
    choices = _choices(default, text)
    if choices:
        return {"kind": "choice", "choices": choices}
    if isinstance(default, str):
        return {"kind": "string"}
    return _number(default, text)


def _choices(default: Any, text: str) -> list[str]:
    """Returns the quoted words of the text, in order, if there are several and the default is one of them."""
    if default is not None and not isinstance(default, str):
        return []
    if default is None and not re.match(r"(?i)(optional )?(a )?string", text):
        return []
    words = list(dict.fromkeys(_QUOTED.findall(text)))
    return words if len(words) > 1 and (default is None or default in words) else []


def _number(default: Any, text: str) -> dict[str, Any]:
    opening = re.split(r"(?<=\w)\. ", text.replace("\n", " "), maxsplit=1)[0].lower()
    says_float = "float" in opening or "fraction" in opening
    says_integer = re.search(r"\bint(eger)?s?\b", opening) is not None
    many = re.search(r"\b(tuple|list)\b", opening) is not None
    if isinstance(default, (list, tuple)):
        whole = not says_float and all(isinstance(item, int) for item in default)
        scalar = opening.startswith(("int", "a single", "float")) or "single float" in opening
        return {"kind": "integers" if whole else "numbers", "length": len(default)} | (
            {"scalar": True} if scalar else {}
        )
    if many and (says_float or says_integer):
        length = _LENGTH.search(opening)
        found: dict[str, Any] = {"kind": "integers" if says_integer and not says_float else "numbers"}
        if length:
            found["length"] = _COUNTS[next(filter(None, length.groups()))]
        if re.match(r"(an? )?(optional )?(single )?(positive )?(int|float)|.*\bor an? (single )?(int|float)", opening):
            found["scalar"] = True
        return found | _bounds(opening)
    if isinstance(default, float) or (says_float and not says_integer):
        return {"kind": "number"} | _bounds(opening)
    if isinstance(default, int) or says_integer or opening.startswith(("number of", "size of", "the number of")):
        return {"kind": "integer"} | ({"minimum": 1} if "positive int" in opening else {})
    if re.match(r"(a )?bool|whether|if `?true", opening):
        return {"kind": "boolean"}
    if re.match(r"(a |optional )?string", opening):
        return {"kind": "string"}
    return {"kind": "any"}


def _bounds(opening: str) -> dict[str, float]:
    between = _BETWEEN.search(opening)
    if between:
        return {"minimum": float(between[1]), "maximum": float(between[2])}
    return {"minimum": 0.0} if re.search(r">= 0|positive float", opening) else {}
