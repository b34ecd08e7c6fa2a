"""A drawing as pixels: resvg draws the SVG with the fonts that come along, so that every machine gives the same."""

import math

from builder.conversion.diagram.text import FONTS

SCALE = 2.0
"""Pixels for each unit of the drawing."""

MAX_PIXELS = 24_000_000
"""How many pixels a picture may have; a larger drawing has fewer for each unit."""


def to_png(svg: str, *, size: tuple[float, float]) -> bytes:
    """Returns the drawing as a PNG; ``size`` is the drawing's own."""
    import resvg_py

    scale = min(SCALE, math.sqrt(MAX_PIXELS / (size[0] * size[1])))
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=round(size[0] * scale),
            height=round(size[1] * scale),
            font_files=[str(path) for path in sorted(FONTS.glob("*.ttf"))],
            sans_serif_family="Inter",
            font_family="Inter",
        )
    )
