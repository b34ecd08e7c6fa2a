"""Puts the statements of a helper into the loop that alone calls it."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from builder.conversion.to_python.helpers import Helper, HelperToken
from builder.conversion.to_python.loops import ForLoop
from builder.conversion.to_python.steps import CallStatement, Slot, Symbol, with_values

LONGEST = 8
"""Statements that a loop may get out of a helper."""

_WORD = re.compile(r"\w+")
_BRACES = re.compile(r"\{(\w+)\}")


def without_lone_helpers(
    items: Sequence[CallStatement | ForLoop], helpers: list[Helper]
) -> tuple[list[CallStatement | ForLoop], list[Helper]]:
    """Returns the statements with the helpers that only one loop calls written out in it, and the other helpers."""
    calls = Counter(_called(step) for item in items for step in (item.body if isinstance(item, ForLoop) else [item]))
    calls.update(_called(step) for helper in helpers for step in helper.body)
    written: list[CallStatement | ForLoop] = []
    gone: list[Helper] = []
    for item in items:
        helper = _called(item.body[0]) if isinstance(item, ForLoop) and len(item.body) == 1 else None
        if helper is not None and isinstance(item, ForLoop) and calls[helper] == 1 and _is_chain(helper):
            written.append(_written_out(item, helper))
            gone.append(helper)
        else:
            written.append(item)
    return written, [helper for helper in helpers if not any(helper is one for one in gone)]


def _called(step: CallStatement) -> "Helper | None":
    return step.token.helper if isinstance(step.token, HelperToken) and step.node is None else None


def _is_chain(helper: Helper) -> bool:
    """Says whether the body would be a good loop: short, of layers alone, its input read by the first of them."""
    first, *others = helper.body
    return (
        len(helper.body) <= LONGEST
        and len(helper.inputs) == 1
        and all(step.node is not None for step in helper.body)
        and first.reads == helper.inputs
        and not any(helper.inputs[0] in step.reads for step in others)
    )


def _written_out(loop: ForLoop, helper: Helper) -> ForLoop:
    given = loop.body[0].values
    texts: dict[str, str] = {}
    for (_, name), value in given.items():
        texts[str(name)] = value.text if isinstance(value, Symbol) else str(value)
    body = [with_values(step, _filled(step.values, texts)) for step in helper.body]
    size = len(body)
    node_ids = [loop.node_ids[0][place::size] for place in range(size)]
    return ForLoop(loop.header, body, loop.carry, loop.reads, loop.writes, node_ids, loop.variables)


def _filled(values: dict[Slot, Any], texts: dict[str, str]) -> dict[Slot, Any]:
    def put(pattern: re.Pattern[str], text: str, name_of: Callable[[re.Match[str]], str]) -> str:
        return pattern.sub(lambda found: texts.get(name_of(found), found[0]), text)

    filled: dict[Slot, Any] = {}
    for slot, value in values.items():
        if isinstance(value, Symbol):
            filled[slot] = Symbol(put(_WORD, value.text, lambda found: found[0]))
        elif slot[0] in ("name", "number"):
            filled[slot] = put(_BRACES, value, lambda found: found[1])
        else:
            filled[slot] = value
    return filled
