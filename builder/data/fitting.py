"""Which data sets a network could learn as it stands, and under which options."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from builder.catalog.specs import ArgumentSpec
from builder.data.binding import Tensors, bind
from builder.data.descriptions import DESCRIPTIONS
from builder.data.info import DataSetInfo
from builder.data.matching import embeddings_of, feature_suits, input_shape, takes_tokens, target_suits
from builder.network.model import Network
from builder.network.record import Config
from builder.network.topology import input_ids, output_endpoints


@dataclass(frozen=True)
class FittingDataSet:
    """A data set that the network takes; ``options`` are those that differ from the defaults."""

    info: DataSetInfo
    options: Config = field(default_factory=dict)


def fitting_sets(network: Network, tensors: Tensors | None = None) -> tuple[FittingDataSet, ...]:
    """Returns every data set that suits all Inputs and outputs and has nothing to spare, one entry a set.

    Args:
        tensors: the outputs of each node as checking found them; without them only the Inputs count.
    """
    if not input_ids(network):
        return ()
    fits = (next(_fits(network, name, tensors), None) for name in DESCRIPTIONS)
    return tuple(fit for fit in fits if fit is not None)


def _fits(network: Network, name: str, tensors: Tensors | None) -> Iterator[FittingDataSet]:
    description = DESCRIPTIONS[name]
    defaults: Config = {option.name: option.default for option in description.info.options}
    for options in _ways(network, description.info.options, tensors):
        info = description.under(defaults | options)
        bound = bind(network, info, tensors=tensors)
        if (
            not bound.problems
            and _feeds(network, info, bound.inputs)
            and _answers(network, info, bound.targets, tensors or {})
        ):
            yield FittingDataSet(info, {name: value for name, value in options.items() if value != defaults[name]})


def _feeds(network: Network, info: DataSetInfo, inputs: dict[str, str]) -> bool:
    """Whether every feature is used, tokens by Inputs that expect tokens and everything else by those that do not."""
    bound = [(network.nodes_by_id[node_id], info.feature(name)) for node_id, name in inputs.items()]
    return set(inputs.values()) == {feature.name for feature in info.inputs} and all(
        feature is not None and feature_suits(feature, input_shape(node), takes_tokens(network, node))
        for node, feature in bound
    )


def _answers(network: Network, info: DataSetInfo, targets: dict[str, str], tensors: Tensors) -> bool:
    """Whether every target is learned (or the input copied), by an output of exactly the shape that it asks for."""
    asked, learned = {target.name for target in info.targets}, set(targets.values())
    if asked - learned and asked & learned:
        return False
    for endpoint in output_endpoints(network):
        outputs = tensors.get(endpoint.node, ())
        target = info.target(targets[endpoint.node]) if endpoint.node in targets else None
        if endpoint.output < len(outputs) and (
            target is None or not target_suits(target, outputs[endpoint.output].shape[1:])
        ):
            return False
    return True


def _ways(network: Network, options: tuple[ArgumentSpec, ...], tensors: Tensors | None) -> Iterator[Config]:
    """Yields the options to try: every choice but scaling, the defaults first, then sizes from the network itself."""
    by_name = {option.name: option for option in options}
    choices = [option for option in options if option.kind == "choice" and option.name != "scaling"]
    for values in product(*(option.choices for option in choices)):
        yield {option.name: value for option, value in zip(choices, values, strict=True)}
    wished = {name: size for name, size in _sizes(network, tensors).items() if name in by_name}
    allowed: Config = {
        name: size
        for name, size in wished.items()
        if (by_name[name].minimum or 0) <= size <= (by_name[name].maximum or size)
    }
    if allowed:
        yield allowed


def _sizes(network: Network, tensors: Tensors | None) -> dict[str, int]:
    """Returns what the network says about the sizes of sequences: window and length, horizon, vocabulary, arms."""
    first = network.nodes_by_id.get(input_ids(network)[0])
    sizes: dict[str, int] = {}
    if first is not None:
        shape = input_shape(first)
        if shape and shape[0] is not None:
            sizes |= {"window": shape[0], "length": shape[0]}
        known = [embedding.config.get("input_dim") for embedding in embeddings_of(network, first.id)]
        if known and isinstance(known[0], int):
            sizes["vocabulary"] = known[0]
    endpoints = output_endpoints(network)
    outputs = (tensors or {}).get(endpoints[0].node, ()) if endpoints else ()
    if outputs and isinstance(units := outputs[0].shape[-1], int):
        sizes |= {"horizon": units, "arms": units}
    return sizes
