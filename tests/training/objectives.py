"""Networks for every data set and every kind of objective: what can be learned of it, in how many ways."""

from collections.abc import Iterator
from math import prod

from builder.data import DataSetInfo, FeatureInfo, TargetInfo, data_sets, describe
from builder.network import BLOCK, Block, DataBinding, Edge, Network, Node, ObjectSpec, Recipe
from builder.network.record import Config
from tests.engine.drawing import Layer, chain, draw, input_of

KINDS = (
    "plain",
    "one_hot",
    "autoencoder",
    "crossed_heads",
    "shared_target",
    "class_weight",
    "keys",
    "callbacks",
    "no_validation",
    "blocks",
)

SMALL: dict[str, Config] = {
    "digits28": {"as": "vectors"},
    "digit_pairs": {"samples": 200},
    "california_housing": {"version": "small"},
    "imdb": {"samples": 20, "length": 12, "vocabulary": 60},
    "reuters": {"samples": 20, "length": 12, "vocabulary": 60},
    **{name: {"samples": 20} for name in ("mnist", "fashion_mnist", "cifar10", "cifar100")},
}
"""Options with which a set is learned from quickly; of Keras's own no more than the tests' caches hold."""


def combinations() -> Iterator[tuple[str, str]]:
    """Yields every data set with each kind of objective that it allows."""
    for name, info in data_sets().items():
        yield from ((name, kind) for kind in KINDS if is_possible(name, info, kind))


def is_possible(name: str, info: DataSetInfo, kind: str) -> bool:
    target = info.targets[0]
    if kind == "one_hot":
        return any(option.name == "one_hot" for option in info.options)
    if kind == "autoencoder":
        return info.inputs[0].vocabulary is None
    if kind == "blocks":
        return name in ("digits_two_heads", "iris")
    if kind == "class_weight":
        return target.kind in ("classes", "binary") and len(info.targets) == 1
    return True


def learner_of(dataset: str, kind: str) -> Network:
    """Returns a network that learns the set so; its recipe leaves open what a proposal fills."""
    options = {**SMALL.get(dataset, {}), **({"one_hot": True} if kind == "one_hot" else {})}
    info = describe(dataset, options)
    layers, arrows, body = _body(info)
    names: list[str] = []
    targets: dict[str, str] = {}

    def add(name: str, learned: TargetInfo) -> None:
        more, edges = _head(name, learned, body)
        layers.extend(more)
        arrows.extend(edges)
        names.append(name)
        targets[name] = learned.name

    answer, copy = info.targets[-1], _copied(info)
    settings: Config = {"epochs": 2, "batch_size": 32, "seed": 5}
    changes: dict[str, object] = {}
    if kind == "autoencoder":
        add("copy", copy or answer)
    elif kind in ("crossed_heads", "keys"):
        # Names and order speak for the wrong targets; what the recipe binds must count.
        add("b_head", copy or info.targets[0])
        add("a_head", answer)
        if kind == "keys":
            changes = {"output_keys": ("zeta", "alpha"), "input_keys": tuple(f"of_{one.name}" for one in info.inputs)}
    elif kind == "shared_target":
        add("main", answer)
        add("auxiliary", answer)
        settings["loss_weights"] = {"main": 1.7, "auxiliary": 0.3333333333}
    else:
        for target in info.targets:
            add(target.name, target)
    if kind == "class_weight":
        settings["class_weight"] = {"0": 2.5, "1": 0.3333333333}
    if kind == "no_validation":
        settings["validation_share"] = 0.0
    callbacks: tuple[ObjectSpec, ...] = ()
    if kind == "callbacks":
        early = {"monitor": "val_loss", "patience": 1, "restore_best_weights": True, "min_delta": 0.02}
        callbacks = (
            ObjectSpec(class_name="EarlyStopping", config=early),
            ObjectSpec(class_name="ReduceLROnPlateau", config={"patience": 1, "factor": 0.1, "min_delta": 0.5}),
        )
        settings |= {"epochs": 6, "validation_share": 0.3}
    bound = DataBinding(dataset=dataset, options=options, targets=targets)
    recipe = Recipe.model_validate({"data": bound, "callbacks": callbacks, **settings})
    network = draw(tuple(layers), *arrows, recipe=recipe, **changes)
    return _with_blocks(network, info) if kind == "blocks" else network


def _with_blocks(network: Network, info: DataSetInfo) -> Network:
    """Puts a block that is used twice before the heads, and each head into a block of its own."""
    twice = chain(
        input_of(8, name="given"),
        ("inside", "Dense", {"units": 8, "activation": "tanh"}),
        ("lost", "Dropout", {"rate": 0.1}),
    )
    blocks = {"twice": Block(name="Twice", nodes=twice.nodes, edges=twice.edges)}
    nodes, edges = list(network.nodes), list(network.edges)
    for target in info.targets:
        place = next(place for place, node in enumerate(nodes) if node.id == target.name)
        head = nodes[place]
        inner = chain(
            input_of(8, name="given"), ("deep", "Dense", {"units": 6}), (head.id, head.class_name, head.config)
        )
        blocks[head.id] = Block(name=f"{head.id} head", nodes=inner.nodes, edges=inner.edges)
        nodes[place] = Node(id=head.id, class_name=BLOCK, block=head.id)
    for name, source in (("first", "dropped"), ("second", "first")):
        nodes.append(Node(id=name, class_name=BLOCK, block="twice"))
        edges.append(Edge(id=f"into-{name}", source=source, target=name))
    moved = (edge.model_copy(update={"source": "second"}) if edge.target in blocks else edge for edge in edges)
    return network.model_copy(update={"nodes": tuple(nodes), "edges": tuple(moved), "blocks": blocks})


def _copied(info: DataSetInfo) -> TargetInfo | None:
    return info.target(info.inputs[0].name)


def _body(info: DataSetInfo) -> tuple[list[Layer], list[str], str]:
    """Returns layers with weights, statistics and random numbers of their own, behind an Input for each feature."""
    layers: list[Layer] = []
    arrows: list[str] = []
    for feature in info.inputs:
        flat = f"flat_{feature.name}"
        layers += [(f"in_{feature.name}", "Input", _input(feature)), *_flat(flat, feature)]
        first = layers[-1][0] if feature.vocabulary is None else f"embed_{feature.name}"
        arrows += [f"in_{feature.name}>{first}", *([f"{first}>{flat}"] if first != flat else [])]
    last = f"flat_{info.inputs[0].name}"
    if len(info.inputs) > 1:
        layers.append(("both", "Concatenate", {}))
        arrows += [f"flat_{feature.name}>both" for feature in info.inputs]
        last = "both"
    layers += [
        ("hidden", "Dense", {"units": 8, "activation": "relu"}),
        ("normal", "BatchNormalization", {}),
        ("dropped", "Dropout", {"rate": 0.2}),
    ]
    return layers, [*arrows, f"{last}>hidden", "hidden>normal", "normal>dropped"], "dropped"


def _input(feature: FeatureInfo) -> Config:
    return {"shape": list(feature.shape), **({} if feature.vocabulary is None else {"dtype": feature.dtype})}


def _flat(name: str, feature: FeatureInfo) -> list[Layer]:
    if feature.vocabulary is None:
        return [(name, "Flatten", {})]
    embedding = ("Embedding", {"input_dim": feature.vocabulary, "output_dim": 4})
    return [(f"embed_{feature.name}", *embedding), (name, "GlobalAveragePooling1D", {})]


def _head(name: str, target: TargetInfo, body: str) -> tuple[list[Layer], list[str]]:
    count = len(target.classes)
    if target.kind == "sequence":
        steps = (f"steps_{name}", "RepeatVector", {"n": target.shape[0]})
        dense = (name, "Dense", {"units": count, "activation": "softmax"})
        return [steps, dense], [f"{body}>steps_{name}", f"steps_{name}>{name}"]
    if target.kind == "classes" or target.one_hot:
        return [(name, "Dense", {"units": count, "activation": "softmax"})], [f"{body}>{name}"]
    if target.kind == "binary":
        return [(name, "Dense", {"units": 1, "activation": "sigmoid"})], [f"{body}>{name}"]
    if len(target.shape) == 1:
        return [(name, "Dense", {"units": target.shape[0]})], [f"{body}>{name}"]
    wide = (f"wide_{name}", "Dense", {"units": prod(target.shape)})
    shaped = (name, "Reshape", {"target_shape": list(target.shape)})
    return [wide, shaped], [f"{body}>wide_{name}", f"wide_{name}>{name}"]
