"""Data: look at a data set, set its options, put it under the network."""

import streamlit as st

from builder.data import TEST_SHARE, DataError, DataSetInfo, Preview, data_sets, describe, is_on_this_machine, preview
from builder.data.info import shape_text
from builder.data.use import use_as_input
from builder.engine import EngineError
from builder.engine.words import byte_words
from builder.network import BuilderError, Network
from builder.network.record import Config
from builder.panels.data_preview import draw_preview
from builder.panels.fields import draw_fields
from builder.panels.frame import draw_project_bar, plain
from builder.panels.session import create_project, current_workspace, follow_project, go
from builder.workspace.services import services

KINDS = {"image": "Images", "table": "Tables", "points": "Points", "series": "Series", "tokens": "Tokens"}
COUNTS = {"image": 18, "table": 12, "points": 600, "series": 4, "tokens": 12}
DOWNLOAD_SECONDS = 900.0


def choose(preset: str | None) -> str:
    """Draws the list of data sets and returns the chosen one's name."""
    sets = data_sets()
    st.subheader("Data sets", anchor=False)
    kinds = list(KINDS)
    kind = st.pills(
        "Kind", kinds, format_func=KINDS.__getitem__, label_visibility="collapsed", key="data_kind", wrap=True
    )
    shown = [name for name, info in sets.items() if kind is None or info.kind == kind]
    place = shown.index(preset) if preset in shown else 0
    return st.radio(
        "Data set",
        shown,
        index=place,
        format_func=lambda name: sets[name].title,
        captions=[caption(sets[name]) for name in shown],
        label_visibility="collapsed",
        key=f"data_set-{kind}",
    )


def caption(info: DataSetInfo) -> str:
    where = "" if info.offline else " · on this machine" if is_on_this_machine(info) else " · needs the internet once"
    shapes = " and ".join(shape_text(feature.shape) for feature in info.inputs)
    return f"{info.samples + info.test_samples:,} × {shapes}{where}"


def draw_facts(info: DataSetInfo) -> None:
    features = " and ".join(f"{feature.name} {shape_text(feature.shape)}" for feature in info.inputs)
    answers = " and ".join(
        f"{target.name} ({f'{len(target.classes)} classes' if target.classes else target.unit or 'a number'})"
        for target in info.targets
    )
    rows = {
        "goes in": f"{features}, {info.inputs[0].dtype}",
        "to learn": answers,
        "samples": f"{info.samples:,}" + (f" and {info.test_samples:,} to test with" if info.test_samples else ""),
        "split": split_words(info),
        "classes": ", ".join(info.classes[:12]) + (" …" if len(info.classes) > 12 else ""),
        "size in memory": byte_words(info.size_bytes),
        "licence": info.licence,
        "source": info.source,
    }
    st.table({name: plain(value) for name, value in rows.items() if value}, border="horizontal")


def split_words(info: DataSetInfo) -> str:
    kept = f"{info.test_samples:,} come apart" if info.test_samples else f"{TEST_SHARE:.0%} are kept"
    return f"{kept} for the final test; share for validation and seed are set on Train"


@st.cache_data(show_spinner="Loading the samples …", max_entries=40)
def look_at(name: str, options: Config, count: int) -> Preview:
    if data_sets()[name].needs_keras:
        return services().engine.call(preview, name, options, count, timeout=DOWNLOAD_SECONDS)
    return preview(name, options, count)


def draw_samples(name: str, options: Config, kind: str) -> None:
    if data_sets()[name].needs_keras and not is_on_this_machine(data_sets()[name]):
        chosen = data_sets()[name]
        st.info(f"{chosen.title} is downloaded once, {byte_words(chosen.download_bytes)}, by Keras itself.")
        if not st.button("Download it now", icon=":material/download:"):
            return
    try:
        draw_preview(look_at(name, options, COUNTS[kind]))
    except (DataError, EngineError) as error:
        st.error(str(error))


def use(info: DataSetInfo, options: Config) -> None:
    workspace = current_workspace()
    if workspace is None:
        create_project(use_as_input(Network(name=f"{info.title} network"), info, options))
    else:
        try:
            workspace.update(lambda network: use_as_input(network, info, options))
        except BuilderError as error:
            st.error(plain(str(error)))
        else:
            go("build")


workspace = current_workspace()
bound = workspace.network.recipe.data if workspace else None
if workspace:
    follow_project(workspace, workspace.revision)
    draw_project_bar(workspace.network, f"learns from {data_sets()[bound.dataset].title}" if bound else "no data yet")
left, right = st.columns([1, 3], gap="large")
with left:
    name = choose(bound.dataset if bound else None)
with right:
    heading, action = st.columns([3, 1], vertical_alignment="bottom")
    chosen = data_sets()[name]
    heading.subheader(chosen.title, anchor=False)
    st.write(plain(chosen.summary))
    samples, settings = st.columns([3, 2], gap="large")
    with settings:
        st.markdown("**Options**")
        before = bound.options if bound and bound.dataset == name else {}
        options = draw_fields(chosen.options, before, key=f"option-{name}")
        try:
            info = describe(name, options)
        except DataError as error:
            st.error(str(error))
            st.stop()
        draw_facts(info)
    with samples:
        draw_samples(name, options, chosen.kind)
    if action.button("Use as input", type="primary", width="stretch", help="Put an Input of this shape on the canvas"):
        use(info, options)
