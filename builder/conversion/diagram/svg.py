"""The marks of a drawing as SVG: boxes, lines, chips. Text of users comes in as escaped text and in no other way."""

from xml.sax.saxutils import escape

from builder.conversion.diagram.boxes import PADDING, SMALL, TITLE, Box
from builder.conversion.diagram.colours import BORDER, GROUND, MUTED, TEXT
from builder.conversion.diagram.text import FAMILY, text_width

CHIP_SIZE, CHIP_HEIGHT = 11.0, 18.0
LABEL_SIZE = 10.0
ARROW = 7.0


def text(value: str, x: float, y: float, size: float, colour: str, *, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    place = "" if anchor == "start" else f' text-anchor="{anchor}"'
    clean = "".join(sign for sign in value if sign.isprintable())
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{weight} fill="{colour}"{place}>{escape(clean)}</text>'


def box(drawn: Box, left: float, top: float) -> str:
    """Returns a layer's box; a block's stands on a second one."""
    right, middle = left + drawn.width - PADDING, top + drawn.height / 2
    first = middle + TITLE * 0.36 if drawn.height < 40 else top + 21.5
    inside = left + PADDING + 4
    frame = f'x="{left:.1f}" y="{top:.1f}" width="{drawn.width:.1f}" height="{drawn.height:.1f}" rx="8"'
    parts = []
    if drawn.is_block:
        behind = f'x="{left + 4:.1f}" y="{top + 4:.1f}" width="{drawn.width:.1f}" height="{drawn.height:.1f}" rx="8"'
        parts.append(f'<rect {behind} fill="{GROUND}" stroke="{BORDER}"/>')
    parts += [
        f'<rect {frame} fill="{GROUND}" stroke="{BORDER}"/>',
        f'<path d="M{left + 5:.1f} {top:.1f}a5 8 0 0 0 -5 8v{drawn.height - 16:.1f}a5 8 0 0 0 5 8z" '
        f'fill="{drawn.colour}"/>',
        text(drawn.title, inside, first, TITLE, TEXT, bold=True),
        text(drawn.class_name, right, first, SMALL, MUTED, anchor="end"),
    ]
    if drawn.told:
        parts.append(text(drawn.told, inside, top + 40, SMALL, MUTED))
    if drawn.parameters:
        parts.append(text(drawn.parameters, right, top + 40, SMALL, MUTED, anchor="end"))
    return "".join(parts)


def line(points: list[tuple[float, float]], colour: str) -> str:
    """Returns a line through the points, curved between two that are not below each other."""
    (x, y), *rest = points
    path = f"M{x:.1f} {y:.1f}"
    for nx, ny in rest:
        if abs(nx - x) < 0.5:
            path += f"V{ny:.1f}"
        else:
            bow = (ny - y) * 0.55
            path += f"C{x:.1f} {y + bow:.1f} {nx:.1f} {ny - bow:.1f} {nx:.1f} {ny:.1f}"
        x, y = nx, ny
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.6"/>'


def cornered(points: list[tuple[float, float]], colour: str, *, radius: float = 10.0) -> str:
    """Returns a line of level and upright pieces with rounded corners."""
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _toward(here, before, radius), _toward(here, after, radius)
        path += f"L{start[0]:.1f} {start[1]:.1f}Q{here[0]:.1f} {here[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    path += f"L{points[-1][0]:.1f} {points[-1][1]:.1f}"
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.6"/>'


def arrow_head(x: float, y: float, colour: str) -> str:
    return f'<path d="M{x:.1f} {y:.1f}l{-ARROW / 2:g} {-ARROW:g}h{ARROW:g}z" fill="{colour}"/>'


def chip(words: str, x: float, middle: float, colour: str) -> str:
    """Returns the size of a tensor in a rounded frame of its rank's colour."""
    width = chip_width(words)
    return (
        f'<rect x="{x - width / 2:.1f}" y="{middle - CHIP_HEIGHT / 2:.1f}" width="{width:.1f}" '
        f'height="{CHIP_HEIGHT:g}" rx="9" fill="{GROUND}" stroke="{colour}" stroke-opacity="0.55"/>'
        + text(words, x, middle + CHIP_SIZE * 0.36, CHIP_SIZE, colour, anchor="middle", bold=True)
    )


def chip_width(words: str) -> float:
    return text_width(words, CHIP_SIZE, bold=True) + 14


def document(parts: list[str], width: float, height: float, *, title: str, transparent: bool) -> str:
    """Returns the whole file."""
    ground = "" if transparent else f'<rect width="{width:.0f}" height="{height:.0f}" fill="{GROUND}"/>\n'
    name = escape("".join(sign for sign in title if sign.isprintable()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{escape(FAMILY)}">\n'
        f"<title>{name}</title>\n{ground}" + "\n".join(parts) + "\n</svg>\n"
    )


def _toward(here: tuple[float, float], there: tuple[float, float], most: float) -> tuple[float, float]:
    dx, dy = there[0] - here[0], there[1] - here[1]
    length = max(abs(dx), abs(dy), 1e-9)
    step = min(most, length / 2) / length
    return here[0] + dx * step, here[1] + dy * step
