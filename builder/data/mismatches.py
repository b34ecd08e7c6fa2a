"""What does not fit between a network and its data, in words, with mends."""

from collections.abc import Iterable, Iterator

from builder.data.descriptions import DESCRIPTIONS
from builder.data.info import DataSetInfo, FeatureInfo, shape_text
from builder.data.matching import Shape, embeddings_of, feature_suits, input_shape, shapes_agree, takes_tokens
from builder.network.edits import PutNode
from builder.network.model import Network, Node
from builder.network.problems import Fix, Problem
from builder.network.record import Config

SUGGESTIONS = 2
"""How many other data sets a hint names."""


def find_input_mismatches(network: Network, node: Node, info: DataSetInfo, feature: FeatureInfo) -> Iterator[Problem]:
    """Yields what is wrong with feeding the feature into the Input: its shape, its dtype, its vocabulary."""
    shape = input_shape(node)
    if shape is not None and not shapes_agree(feature.shape, shape):
        yield _shape_mismatch(network, node, shape, info, feature)
    elif feature.vocabulary is None and takes_tokens(network, node):
        yield _dtype_mismatch(network, node, info)
    elif feature.vocabulary is not None:
        yield from _vocabulary_mismatches(network, node, info, feature.vocabulary)


def input_without_data(node: Node, info: DataSetInfo) -> Problem:
    return Problem(
        code="input_without_data",
        message=f'Input "{node.title}" gets no data: "{info.title}" gives {_listed(f.name for f in info.inputs)} only.',
        hint=f'Remove "{node.title}", choose by hand what feeds it, or use {_sets_with(len(info.inputs) + 1, 1)}.',
        node_id=node.id,
    )


def output_without_target(node: Node, info: DataSetInfo) -> Problem:
    return Problem(
        code="output_without_target",
        message=(
            f'Output "{node.title}" has nothing to learn: '
            f'"{info.title}" asks for {_listed(t.name for t in info.targets)} only.'
        ),
        hint=f'Connect "{node.title}" onwards, choose by hand what it learns, or use '
        f"{_sets_with(1, len(info.targets) + 1)}.",
        node_id=node.id,
    )


def unknown_feature(node: Node, info: DataSetInfo, name: str) -> Problem:
    return Problem(
        code="unknown_feature",
        message=f'Input "{node.title}" asks for "{name}", but "{info.title}" gives no such data.',
        hint=f"It gives {_listed(feature.name for feature in info.inputs)}.",
        node_id=node.id,
    )


def unknown_target(node: Node, info: DataSetInfo, name: str) -> Problem:
    return Problem(
        code="unknown_target",
        message=f'Output "{node.title}" learns "{name}", but "{info.title}" has no such target.',
        hint=f"It has {_listed(target.name for target in info.targets)}.",
        node_id=node.id,
    )


def _shape_mismatch(network: Network, node: Node, shape: Shape, info: DataSetInfo, feature: FeatureInfo) -> Problem:
    ways = (*_other_layouts(info, shape), *_other_sets(network, node, shape, info), "change the Input's shape")
    given = shape_text(feature.shape)
    hint = ", or ".join(ways)
    return Problem(
        code="data_shape",
        message=f'Input "{node.title}" takes {shape_text(shape)}, but "{info.title}" gives {given}.',
        hint=f"{hint[0].upper()}{hint[1:]}.",
        node_id=node.id,
        argument="shape",
        fixes=(_put(f"Make it {given}", node, {"shape": list(feature.shape)}),),
    )


def _dtype_mismatch(network: Network, node: Node, info: DataSetInfo) -> Problem:
    embeddings = embeddings_of(network, node.id)
    who = f'Embedding "{embeddings[0].title}" looks up' if embeddings else f'Input "{node.title}" takes'
    kept = {name: value for name, value in node.config.items() if name != "dtype"}
    fix = Fix(label="Make it float32", edits=(PutNode(node=node.model_copy(update={"config": kept})),))
    return Problem(
        code="data_dtype",
        message=f'{who} whole numbers, but "{info.title}" gives fractions.',
        hint="Use data made of tokens, or let the Input take float32 and remove the Embedding.",
        node_id=node.id,
        argument="dtype",
        fixes=() if embeddings else (fix,),
    )


def _vocabulary_mismatches(network: Network, node: Node, info: DataSetInfo, vocabulary: int) -> Iterator[Problem]:
    for embedding in embeddings_of(network, node.id):
        known = embedding.config.get("input_dim")
        if isinstance(known, int) and known < vocabulary:
            yield Problem(
                code="vocabulary_too_small",
                message=f'Embedding "{embedding.title}" knows {known:,} tokens, but "{info.title}" has {vocabulary:,}.',
                hint=f"Set its input_dim to {vocabulary}, or the vocabulary of the data to {known}.",
                node_id=embedding.id,
                argument="input_dim",
                fixes=(_put(f"Set input_dim to {vocabulary}", embedding, {"input_dim": vocabulary}),),
            )


def _put(label: str, node: Node, changes: Config) -> Fix:
    return Fix(label=label, edits=(PutNode(node=node.model_copy(update={"config": node.config | changes})),))


def _other_layouts(info: DataSetInfo, shape: Shape) -> Iterator[str]:
    """Yields how to lay out the same set so that it fits."""
    description = DESCRIPTIONS.get(info.name)
    layout = next((option for option in info.options if option.name == "as"), None)
    if description is None or layout is None:
        return
    defaults = {option.name: option.default for option in info.options}
    for choice in layout.choices:
        if any(shapes_agree(feature.shape, shape) for feature in description.under(defaults | {"as": choice}).inputs):
            yield f'take the data as "{choice}"'
            return


def _other_sets(network: Network, node: Node, shape: Shape, info: DataSetInfo) -> list[str]:
    tokens = takes_tokens(network, node)
    titles = [
        f'"{other.title}"'
        for other in (description.info for description in DESCRIPTIONS.values())
        if other.name != info.name and any(feature_suits(feature, shape, tokens) for feature in other.inputs)
    ]
    return [f"use {' or '.join(titles[:SUGGESTIONS])}"] if titles else []


def _sets_with(inputs: int, targets: int) -> str:
    titles = [
        f'"{description.info.title}"'
        for description in DESCRIPTIONS.values()
        if len(description.info.inputs) >= inputs and len(description.info.targets) >= targets
    ]
    return " or ".join(titles[:SUGGESTIONS]) if titles else "data of your own"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
