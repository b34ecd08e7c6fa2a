"""The data of ``fit`` as the binding of a recipe, or a note on why there is none."""

from typing import TYPE_CHECKING, Any

from builder.conversion.from_config.recipe import nodes_by_name, spread
from builder.conversion.from_python.data.known_sets import KNOWN_SETS
from builder.conversion.from_python.data.matching import Fed, Match, match
from builder.conversion.from_python.data.origin import LoaderCall, Numbers, Origin
from builder.conversion.from_python.data.parts import Parts, read_parts
from builder.conversion.from_python.keras.graph import Model
from builder.conversion.from_python.language.values import Array, Unknown
from builder.data.options import resolve_options
from builder.network import DataBinding, Network
from builder.network.record import Config
from builder.network.topology import input_ids, output_endpoints

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter


class UnboundError(Exception):
    """The data cannot be bound; str() is a clause that says why."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


def read_data(run: "KerasInterpreter", model: Model, network: Network) -> tuple[DataBinding | None, float | None]:
    """Returns what feeds and teaches the model, and the share that validates where the data say so."""
    given = model.fitted or model.evaluated
    if given.get("x") is None:
        return None, None
    try:
        return _bound(run, model, network, given)
    except UnboundError as error:
        where = f" (line {error.line})" if error.line and error.line != given["line"] else ""
        run.notes.add(given["line"], f"What the model learns from is left out: {error}{where}. Choose a data set.")
        return None, None


def _bound(
    run: "KerasInterpreter", model: Model, network: Network, given: dict[str, Any]
) -> tuple[DataBinding, float | None]:
    features = _fed(network, given["x"], list(input_ids(network)), network.input_keys)
    outputs = [endpoint.node for endpoint in output_endpoints(network)]
    targets = _fed(network, given.get("y"), outputs, network.output_keys)
    features = [(node, origin, _as_taken(network, node, shape)) for node, origin, shape in features]
    origins = [origin for _, origin, _ in (*features, *targets)]
    loaded = origins[0].loaded
    if any(origin.loaded != loaded for origin in origins):
        raise UnboundError("it comes from several data sets")
    found = _match(loaded, features, targets)
    parts = read_parts(run, found, [origin.rows for origin in origins], given, is_fit=bool(model.fitted))
    for line, text in found.remarks:
        run.notes.add(line, text)
    return _binding(found, parts), parts.validation_share


def _fed(network: Network, value: Any, nodes: list[str], keys: tuple[str, ...]) -> list[Fed]:
    """Returns what each node is given, by order, layer name or key.

    Raises:
        UnboundError: it is not known, or no data set.
    """
    if isinstance(value, Unknown):
        raise UnboundError(value.reason, value.line)
    values = spread(value, nodes, nodes_by_name(network, nodes, keys))
    fed: list[Fed] = []
    for node in nodes:
        one = values.get(node)
        if isinstance(one, (list, tuple)) and len(one) == 1:
            one = one[0]
        if isinstance(one, Unknown):
            raise UnboundError(one.reason, one.line)
        if not isinstance(one, Array):
            raise UnboundError("it is not given as one array for each input and output")
        if not isinstance(one.origin, Origin) or isinstance(one.origin, Numbers):
            raise UnboundError("it is data of which no more than the shape is known")
        fed.append((node, one.origin, tuple(one.shape[1:])))
    return fed


def _as_taken(network: Network, node: str, shape: tuple[Any, ...]) -> tuple[Any, ...]:
    """Returns the shape that an Input takes where Keras adds or removes the axis of a single channel for it."""
    taken = network.nodes_by_id[node].config.get("shape")
    if isinstance(taken, list) and (tuple(taken) == (*shape, 1) or (*taken, 1) == shape):
        return tuple(taken)
    return shape


def _match(loaded: LoaderCall, features: list[Fed], targets: list[Fed]) -> Match:
    known_sets = KNOWN_SETS.get(loaded.loader)
    if known_sets is None:
        raise UnboundError(f'"{loaded.loader.rpartition(".")[2]}" is not among the data sets', loaded.line)
    found = (match(known, loaded, features, targets) for known in known_sets)
    best = next((one for one in found if one is not None), None)
    if best is None:
        steps = [step for _, origin, _ in (*features, *targets) for step in origin.steps if step.line]
        title = known_sets[0].info({}).title
        line = max((step.line for step in steps), default=loaded.line)
        raise UnboundError(f"it is not {title} as any of its options gives it", line)
    return best


def _binding(found: Match, parts: Parts) -> DataBinding:
    options: Config = {**found.options, **parts.options}
    defaults = resolve_options(found.info.title, found.info.options, {})
    kept = {name: value for name, value in options.items() if defaults.get(name) != value}
    return DataBinding(dataset=found.info.name, options=kept, inputs=found.inputs, targets=found.targets)
