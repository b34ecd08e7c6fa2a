"""Networks drawn in few words for the tests of the engine and the conversions."""

from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from builder.network import Edge, Network, Node

Layer = tuple[str, str, dict[str, Any]]


def input_of(*shape: int | None, name: str = "images", **config: Any) -> Layer:
    return (name, "Input", {"shape": list(shape), **config})


def chain(*layers: Layer) -> Network:
    """Returns a network in which each layer feeds the next."""
    return draw(layers, *(f"{a[0]}>{b[0]}" for a, b in pairwise(layers)))


def draw(layers: tuple[Layer, ...], *arrows: str, labels: bool = False, **more: Any) -> Network:
    """Returns a network out of layers and arrows: "a>b", "a.1>b" (second output), "a>b:value" (named argument).

    What flows into one argument is numbered in the order of the arrows. A config may hold "shares", "block", "call".
    """
    nodes = tuple(
        Node(
            id=name,
            class_name=class_name,
            config={key: value for key, value in config.items() if key not in ("shares", "block", "call", "label")},
            label=config.get("label", name if labels else ""),
            shares=config.get("shares"),
            block=config.get("block"),
            call=config.get("call", {}),
        )
        for name, class_name, config in layers
    )
    edges = []
    counts: dict[tuple[str, str], int] = {}
    for place, arrow in enumerate(arrows):
        source, target = arrow.split(">")
        source, _, output = source.partition(".")
        target, _, argument = target.partition(":")
        index = counts.get((target, argument), 0)
        counts[target, argument] = index + 1
        edges.append(
            Edge(
                id=f"e{place}",
                source=source,
                target=target,
                output=int(output or 0),
                argument=argument or None,
                index=index,
            )
        )
    kind = more.pop("kind", Network)
    return kind(nodes=nodes, edges=tuple(edges), **more)


@st.composite
def networks(make: st.DrawFn) -> Network:
    """Draws a sound network: vectors of 8 through dense, merging, shared and recurrent layers, labelled at will."""
    layers: list[Layer] = []
    arrows: list[str] = []
    vectors: list[str] = []
    dense: list[str] = []
    label = st.sampled_from(
        [
            "",
            "",
            "x",
            "layers",
            "class",
            "Große Schicht",
            "a" * 70,
            "dense",
            "dense_1",
            '"); import os #',
            "coding: utf-7",
        ]
    )

    def add(class_name: str, config: dict[str, Any], *sources: str) -> str:
        name = f"n{len(layers)}"
        wish = make(label)
        taken = {config.get("label") for _, _, config in layers}
        layers.append((name, class_name, config | {"label": "" if wish in taken else wish}))
        arrows.extend(f"{source}>{name}" for source in sources)
        return name

    for _ in range(make(st.integers(1, 2))):
        vectors.append(add("Input", {"shape": [8]}))
    for _ in range(make(st.integers(1, 8))):
        source = make(st.sampled_from(vectors))
        match make(st.sampled_from(["dense", "add", "concatenate", "share", "recurrent", "dropout"])):
            case "dense":
                activation = make(st.sampled_from([None, "relu", "tanh"]))
                vectors.append(add("Dense", {"units": 8} | ({"activation": activation} if activation else {}), source))
                dense.append(vectors[-1])
            case "add":
                vectors.append(
                    add("Add", {}, source, *make(st.lists(st.sampled_from(vectors), min_size=1, max_size=3)))
                )
            case "concatenate":
                wide = add("Concatenate", {}, source, make(st.sampled_from(vectors)))
                vectors.append(add("Dense", {"units": 8, "use_bias": False}, wide))
            case "share" if dense:
                vectors.append(add("Dense", {"shares": make(st.sampled_from(dense))}, source))
            case "recurrent":
                steps = add("Reshape", {"target_shape": [2, 4]}, source)
                states = add("LSTM", {"units": 8, "return_state": True}, steps)
                vectors.append(states)
                arrows.append(f"{states}.1>{add('Activation', {'activation': 'tanh'})}")
                vectors.append(layers[-1][0])
            case _:
                vectors.append(add("Dropout", {"rate": 0.5}, source))
    merged = add("Concatenate", {}, *vectors)
    add("Dense", {"units": 3, "activation": "softmax"}, merged)
    return draw(tuple(layers), *arrows)
