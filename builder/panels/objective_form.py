"""What goes in and what is to be learned: which data feed each Input, what each output learns, how classes count."""

from collections.abc import Callable, Sequence

import streamlit as st

from builder.data import DataSetInfo
from builder.data.matching import target_suits
from builder.engine import Report
from builder.network import DataBinding, Network, Recipe
from builder.network.topology import output_endpoints
from builder.panels.frame import plain
from builder.panels.session import field_key
from builder.recipe import propose_binding


def choose_objective(network: Network, report: Report, binding: DataBinding, info: DataSetInfo) -> DataBinding:
    """Draws a choice for every Input and output that has one, what suits first, and returns the whole binding."""
    bound = propose_binding(network, report, info, binding)
    key = field_key(info.name)
    features = [feature.name for feature in info.inputs]
    inputs = {
        node: _choose(f"{_title(network, node)} is fed", features, name, key=f"{key}-fed-{node}")
        for node, name in bound.inputs.items()
    }
    copied = (feature.name for feature in info.inputs if feature.vocabulary is None)
    learnable = [*(target.name for target in info.targets), *copied]
    targets = {}
    for node, name in bound.targets.items():
        suiting = _suiting(network, report, info, node, learnable)
        words = _words(info, suiting)
        names = sorted(learnable, key=lambda one: one not in suiting)
        targets[node] = _choose(f"{_title(network, node)} learns", names, name, key=f"{key}-learns-{node}", words=words)
    return bound.model_copy(update={"inputs": inputs, "targets": targets})


def draw_class_weight(recipe: Recipe, info: DataSetInfo, *, key: str) -> dict[int, float]:
    """Draws how much a sample of each class counts in the loss, where Keras takes that, and returns what is not 1."""
    targets = {} if recipe.data is None else recipe.data.targets
    target = info.target(next(iter(targets.values()), "")) if len(targets) == 1 else None
    if target is None or target.kind not in ("classes", "binary"):
        return {}
    box = st.expander("Class weights", type="compact", on_change="rerun", key=f"{key}-class-weights")
    if not box.open:
        return dict(recipe.class_weight)
    with box:
        st.caption("How much a sample of a class counts in the loss. More for a rare class, so that it is not missed.")
        columns = st.columns(2)
        weights = {
            number: columns[number % 2].number_input(
                plain(name),
                min_value=0.0,
                value=recipe.class_weight.get(number, 1.0),
                step=0.5,
                key=f"{key}-class-weight-{target.name}-{number}",
            )
            for number, name in enumerate(target.classes)
        }
    return {number: weight for number, weight in weights.items() if weight != 1.0}


def _choose(label: str, names: Sequence[str], bound: str, *, key: str, words: Callable[[str], str] = str) -> str:
    """Draws a choice where there is one; a name that the data do not have stays until another is chosen."""
    offered = list(names) if bound in names else [bound, *names]
    if len(offered) < 2:
        return bound
    return st.selectbox(label, offered, index=offered.index(bound), key=key, format_func=words) or bound


def _suiting(network: Network, report: Report, info: DataSetInfo, node: str, names: Sequence[str]) -> set[str]:
    endpoint = next(one for one in output_endpoints(network) if one.node == node)
    tensors = report.tensors.get(node, ())
    if endpoint.output >= len(tensors):
        return set(names)
    shape = tensors[endpoint.output].shape[1:]
    targets = {name: info.target(name) for name in names}
    return {name for name, target in targets.items() if target is not None and target_suits(target, shape)}


def _words(info: DataSetInfo, suiting: set[str]) -> Callable[[str], str]:
    def words(name: str) -> str:
        what = f"{name}, its input" if info.feature(name) is not None else name
        return what if name in suiting else f"{what} · does not fit"

    return words


def _title(network: Network, node: str) -> str:
    return f"“{plain(network.nodes_by_id[node].title)}”"
