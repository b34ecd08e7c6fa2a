"""What benchmarks come to: rows of a plain table, and the numbers that stand in them."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from statistics import median, quantiles

__all__ = ["Row", "median", "p95", "seconds", "table", "within"]

HEADINGS = ("what", "Layerloom", "beside it", "ratio", "target", "")


@dataclass(frozen=True)
class Row:
    """One line: what was measured, what stands beside it and the ratio of the two, the target and if it was met."""

    what: str
    here: str
    beside: str = ""
    ratio: str = ""
    target: str = ""
    verdict: str = ""


def within(what: str, value: float, limit: float, *, beside: str = "", ratio: str = "") -> Row:
    """Returns the row of a time in seconds that is to stay within ``limit``."""
    verdict = "met" if value <= limit else "MISSED"
    return Row(what, seconds(value), beside, ratio, f"≤ {seconds(limit)}", verdict)


def p95(values: Sequence[float]) -> float:
    """Returns the value that 95 of 100 do not exceed.

    >>> p95([float(number) for number in range(101)])
    95.0
    """
    return quantiles(values, n=20, method="inclusive")[-1]


def seconds(value: float) -> str:
    """Returns a time as people say it.

    >>> seconds(0.0421), seconds(1.234)
    ('42 ms', '1.23 s')
    """
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def table(rows: Sequence[Row]) -> str:
    """Returns the rows as text, each column as wide as its widest entry."""
    lines: list[tuple[str, ...]] = [HEADINGS, *(astuple(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADINGS))]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([text[0], "  ".join("-" * width for width in widths).rstrip(), *text[1:]])
