"""Random networks in which stretches repeat, with values and names that vary: for the laws of generated source."""

from typing import Any

from hypothesis import strategies as st

from builder.network import Network
from tests.engine.drawing import Layer, draw

WIDTH = 6
KINDS = ("Dense", "Dropout", "LayerNormalization", "Activation", "Add", "Multiply", "Concatenate")
NAMINGS = ("none", "prefix", "number", "middle", "irregular", "some")


@st.composite
def repetitive_networks(make: st.DrawFn) -> Network:
    """Draws some cells of vectors, each written several times in a row or here and there, and a head."""
    layers: list[Layer] = [("images", "Input", {"shape": [WIDTH]})]
    arrows: list[str] = []
    cells = [_cell(make) for _ in range(make(st.integers(1, 2)))]
    last, before = "images", "images"
    naming = make(st.sampled_from(NAMINGS))
    for number in range(make(st.integers(2, 9))):
        place = make(st.integers(0, len(cells) - 1))
        cell = cells[place]
        given = before if make(st.integers(0, 5)) == 0 else last
        outcome = _write(make, cell, f"c{place}", number, naming, (last, given), layers, arrows)
        last, before = outcome, last
    layers.append(("head", "Dense", {"units": 3}))
    arrows.append(f"{last}>head")
    return draw(tuple(layers), *arrows)


def _cell(make: st.DrawFn) -> list[tuple[str, list[int]]]:
    """Draws the steps of a cell: each a class and which results it reads, -1 and -2 being what flows into the cell."""
    cell: list[tuple[str, list[int]]] = []
    for number in range(make(st.integers(1, 7))):
        kind = make(st.sampled_from(KINDS))
        count = 2 if kind in ("Add", "Multiply", "Concatenate") else 1
        sources = [number - 1, *make(st.lists(st.integers(-2, number - 1), min_size=count - 1, max_size=count - 1))]
        cell.append((kind, sources))
        if kind == "Concatenate":
            cell[-1] = ("Add", sources) if make(st.booleans()) else ("Average", sources)
    return cell


def _write(
    make: st.DrawFn,
    cell: list[tuple[str, list[int]]],
    stem: str,
    number: int,
    naming: str,
    given: tuple[str, str],
    layers: list[Layer],
    arrows: list[str],
) -> str:
    made: list[str] = []
    for place, (kind, sources) in enumerate(cell):
        name = f"n{len(layers)}"
        label = _label(make, naming, stem, number, place)
        taken = {config.get("label") for _, _, config in layers}
        config = _config(make, kind) | ({"label": label} if label and label not in taken else {})
        layers.append((name, kind, config))
        for source in sources:
            arrows.append(f"{made[source] if source >= 0 else given[-1 - source]}>{name}")
        made.append(name)
    return made[-1]


def _config(make: st.DrawFn, kind: str) -> dict[str, Any]:
    match kind:
        case "Dense":
            config: dict[str, Any] = {"units": WIDTH}
            if make(st.integers(0, 2)) == 0:
                config["activation"] = make(st.sampled_from(["relu", "tanh"]))
            if make(st.integers(0, 3)) == 0:
                config["kernel_regularizer"] = {"class_name": "L2", "config": {"l2": make(st.sampled_from([0.1, 0.2]))}}
            return config
        case "Dropout":
            return {"rate": make(st.sampled_from([0.1, 0.2, 0.3]))}
        case "Activation":
            return {"activation": make(st.sampled_from(["relu", "tanh"]))}
        case _:
            return {}


def _label(make: st.DrawFn, naming: str, stem: str, number: int, place: int) -> str:
    match naming:
        case "prefix":
            return f"{stem}_block{number}_{place}"
        case "number":
            return f"{stem}_{place}_{number}"
        case "middle":
            return f"{stem}_{number}x_layer{place}"
        case "irregular":
            return f"{stem}_{make(st.sampled_from('abc'))}{number}{'_' * make(st.integers(0, 1))}{place}"
        case "some":
            return f"{stem}_{number}_{place}" if make(st.booleans()) else ""
        case _:
            return ""
