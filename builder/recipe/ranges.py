"""Where the values of a tensor lie: bounds that always hold, whether a row sums to 1, whether they can leave [0, 1]."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from builder.catalog.uses import Values

INF = math.inf


@dataclass(frozen=True)
class Range:
    """What is known of every value of a tensor, whatever the weights and the data.

    ``sums`` says that the values along the last axis sum to 1. ``free`` says that nothing holds the values within
    [0, 1]: a layer whose weights may take them anywhere gave them. What is neither bounded nor free is not known.
    ``above`` says that no value is ever the lower bound itself.
    ``after`` names the function that bounded the values, as long as they are still what it gave.
    """

    low: float = -INF
    high: float = INF
    sums: bool = False
    free: bool = False
    after: str = ""
    above: bool = False

    @property
    def kind(self) -> Values | Literal["unknown"]:
        """What a loss is told of the values.

        >>> Range(0, 1).kind, Range(0, INF, free=True).kind, Range(0, 2).kind
        ('shares', 'rectified', 'unknown')
        """
        if self.low >= 0 and self.high <= 1:
            return "distribution" if self.sums else "shares"
        if not self.free:
            return "unknown"
        if self.low < 0:
            return "scores"
        return "positive" if self.low > 0 or self.above else "rectified"


_CUTS = frozenset({"relu", "relu6"})
"""Activations that leave alone what lies within their bounds."""

UNKNOWN = Range()
ANY = Range(free=True)
_SHARE = Range(0, 1)

ACTIVATIONS: dict[str, Range] = {
    "exponential": Range(0, INF, free=True, above=True),
    "hard_sigmoid": _SHARE,
    "hard_tanh": Range(-1, 1, free=True),
    "log_sigmoid": Range(-INF, 0, free=True),
    "log_softmax": Range(-INF, 0, free=True),
    "relu": Range(0, INF, free=True),
    "relu6": Range(0, 6, free=True),
    "sigmoid": _SHARE,
    "soft_shrink": ANY,
    "softmax": Range(0, 1, sums=True),
    "softplus": Range(0, INF, free=True, above=True),
    "softsign": Range(-1, 1, free=True),
    "sparse_plus": Range(0, INF, free=True),
    "sparse_sigmoid": _SHARE,
    "sparsemax": Range(0, INF),
    "squareplus": Range(0, INF, free=True, above=True),
    "tanh": Range(-1, 1, free=True),
}
"""What the activations of Keras give whatever comes in; the others take values anywhere. Tested against Keras,
whose sparsemax neither stays below 1 nor sums to it."""


def activated(name: str, incoming: Range) -> Range:
    """Returns what the activation of this name makes of values within a range.

    >>> activated("relu", Range(0, 1, sums=True)).kind, activated("sigmoid", UNKNOWN).kind
    ('distribution', 'shares')
    """
    given = ACTIVATIONS.get(name, ANY)
    if name == "linear" or (name in _CUTS and given.low <= incoming.low and incoming.high <= given.high):
        return incoming if incoming.after else replace(incoming, after=name)
    if name in _CUTS:
        low, high = max(incoming.low, given.low), min(max(incoming.high, given.low), given.high)
        return Range(low, high, free=incoming.free, after=name)
    return replace(given, free=given.free and incoming.free, after=name)


def hull(ranges: Sequence[Range], *, keeps_sums: bool) -> Range:
    """Returns where values lie that are taken from these tensors, or lie between them."""
    if not ranges:
        return UNKNOWN
    names = {one.after for one in ranges}
    return Range(
        low=min(one.low for one in ranges),
        high=max(one.high for one in ranges),
        sums=keeps_sums and all(one.sums for one in ranges),
        free=any(one.free for one in ranges),
        after=names.pop() if len(names) == 1 else "",
        above=all(one.above for one in ranges),
    )


def added(one: Range, other: Range) -> Range:
    return Range(one.low + other.low, one.high + other.high, free=one.free or other.free)


def negated(one: Range) -> Range:
    return Range(-one.high, -one.low, free=one.free)


def multiplied(one: Range, other: Range) -> Range:
    """Returns the range of products; free factors stay free unless the other is only ever 0."""
    ends = [_product(a, b) for a in (one.low, one.high) for b in (other.low, other.high)]
    constant_zero = any(factor.low == factor.high == 0 for factor in (one, other))
    return Range(min(ends), max(ends), free=(one.free or other.free) and not constant_zero)


def constant(value: float) -> Range:
    return Range(value, value)


def _product(a: float, b: float) -> float:
    return 0.0 if 0 in (a, b) else a * b
