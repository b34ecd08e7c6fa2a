"""Which variable holds which tensor in generated source: ``x`` along a chain, a name of its own elsewhere."""

from collections.abc import Callable, Iterable, Sequence

from builder.catalog import load_catalog
from builder.conversion.plan import outputs_of
from builder.conversion.to_python.loops import ForLoop
from builder.conversion.to_python.names import identifier, is_automatic
from builder.conversion.to_python.steps import CallStatement, Place
from builder.engine.words import snake_case
from builder.network import BLOCK, INPUT, Graph
from builder.network.unread import is_unread

INPUT_NAMES = ("inputs", "skip", "extra")
PASSING = "x"

Naming = Callable[[Place, set[str]], str]
"""Returns a free identifier for a tensor, and takes it."""


def name_tensors(
    items: Sequence[CallStatement | ForLoop], results: Iterable[Place], new_name: Naming, taken: set[str]
) -> dict[Place, str]:
    """Returns the variable of every tensor that the statements make and mention; the others have none.

    A tensor is called ``x`` where the next statement is the only one that uses it, and where a loop gives it last.
    """
    wanted = set(results)
    readers: dict[Place, list[int]] = {}
    for number, item in enumerate(items):
        for place in item.reads:
            readers.setdefault(place, []).append(number)
    outputs: dict[str, list[Place]] = {}
    for place in dict.fromkeys((*readers, *sorted(wanted))):
        outputs.setdefault(place[0], []).append(place)
    names: dict[Place, str] = {}
    for number, item in enumerate(items):
        used = sorted(outputs.get(item.writes, ()))
        is_input = isinstance(item, CallStatement) and item.node is not None and item.node.class_name == INPUT
        for place in used:
            is_next = place not in wanted and readers[place] == [number + 1]
            is_end = isinstance(item, ForLoop) and number == len(items) - 1
            passes = not is_input and len(used) == 1 and (is_next or is_end)
            names[place] = PASSING if passes else new_name(place, taken)
    return names


def name_inputs(items: Sequence[CallStatement | ForLoop], inputs: Sequence[Place]) -> dict[Place, str]:
    """Returns the parameters that bring a helper's tensors: ``x`` for one that is used once, by the first statement."""
    names: dict[Place, str] = {}
    for place, name in zip(inputs, INPUT_NAMES, strict=False):
        users = [number for number, item in enumerate(items) if place in item.reads]
        names[place] = PASSING if name == INPUT_NAMES[0] and users == [0] else name
    return names


def names_by_layer(items: Sequence[CallStatement | ForLoop]) -> Naming:
    """Returns the naming of a helper, whose layers bear other names at each call: by their classes."""
    makers = {item.writes: item for item in items}
    merged = {place for item in items if len(item.reads) > 1 for place in item.reads}

    def new_name(place: Place, taken: set[str]) -> str:
        maker = makers[place[0]]
        if place in merged and not (isinstance(maker, CallStatement) and len(maker.reads) > 1):
            return identifier("branch", taken)
        is_layer = isinstance(maker, CallStatement) and maker.node is not None
        return identifier(snake_case(maker.node.class_name.rpartition(".")[2]) if is_layer else "features", taken)  # type: ignore[union-attr]

    return new_name


def names_by_label(graph: Graph, results: Sequence[Place], inputs: Sequence[str]) -> Naming:
    """Returns the naming of a model's function: by the labels of its layers."""

    def new_name(place: Place, taken: set[str]) -> str:
        node = graph.nodes_by_id[place[0]]
        if node.class_name == INPUT:
            alone = len(inputs) == 1 and is_automatic(node.label, INPUT)
            return identifier("inputs" if alone else node.title, taken)
        if len(results) == 1 and place in results and is_automatic(node.label, node.class_name):
            return identifier("outputs", taken)
        if place[1] == 0:
            return identifier(node.title, taken)
        if node.class_name == BLOCK or is_unread(node):
            return identifier(f"{node.title}_{place[1] + 1}", taken)
        ports = outputs_of(load_catalog().node_entries[node.class_name], node, graph.owner(node))
        port = ports[place[1]].name if place[1] < len(ports) else f"part_{place[1] + 1}"
        return identifier(f"{node.title[:12]}_{port}", taken)

    return new_name
