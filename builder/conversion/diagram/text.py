"""How wide text is in a drawing, and how it is cut to fit: measured with the font that comes along (Inter)."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
"""Inter first; the others are as wide or narrower, except the last, for which :data:`SLACK` leaves room."""

SLACK = 1.06


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Returns the width of a line of text in pixels."""
    return float(_font(bold).getlength(text)) * size / _MEASURED_AT * SLACK


def fitted(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """Returns the text, cut with an ellipsis where it is wider than the room.

    >>> fitted("a label that goes on and on", 14, 80)
    'a label th…'
    """
    if text_width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + "…", size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


_MEASURED_AT = 100


@lru_cache(maxsize=2)
def _font(bold: bool) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(FONTS / f"Inter-{'SemiBold' if bold else 'Regular'}.ttf", _MEASURED_AT)
