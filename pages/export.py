"""Export: the network as code, as a Keras file and as a document, to keep."""

import streamlit as st

from builder.conversion import keras_file, to_python
from builder.engine import EngineError, Report
from builder.network import Network
from builder.network.names import valid_name
from builder.panels.frame import draw_project_bar
from builder.panels.network_map import draw_layer_details, draw_map
from builder.panels.problems import draw_problems
from builder.panels.services import services
from builder.panels.session import required_workspace
from builder.panels.trained import draw_trained_downloads
from builder.panels.words import size

KERAS_SECONDS = 120.0


@st.cache_data(show_spinner="Building the model …", max_entries=8)
def built_file(document: str) -> bytes:
    return services().engine.call(keras_file, Network.from_json(document), timeout=KERAS_SECONDS)


def draw_code(network: Network, name: str) -> None:
    source = to_python(network)
    st.markdown("**Python**")
    st.caption("A module that builds exactly this network: `build_model()` returns a `keras.Model`.")
    st.download_button(
        "Download Python", source, f"{name}.py", "text/x-python", icon=":material/download:", type="primary"
    )
    st.code(source, language="python", height=420)


def draw_files(network: Network, name: str, report: Report) -> None:
    st.markdown("**Keras file**")
    st.caption(f"Architecture with fresh weights, about {size(4 * report.total_parameters)}.")
    if st.button("Prepare .keras", help="Builds the model in Keras and saves it"):
        try:
            content = built_file(network.to_json())
        except EngineError as error:
            st.error(str(error))
        else:
            st.download_button("Download .keras", content, f"{name}.keras", icon=":material/download:")
    st.markdown("**Document**")
    st.caption("The network with its recipe as JSON. Layerloom opens it again, here and on the command line.")
    st.download_button(
        "Download JSON", network.to_json(), f"{name}.json", "application/json", icon=":material/download:"
    )


workspace = required_workspace()
network = workspace.network
try:
    report = workspace.report()
except EngineError as error:
    draw_project_bar(network)
    st.error(str(error))
    st.stop()
draw_project_bar(network, f"{report.total_parameters:,} parameters")
name = valid_name(network.name)
files, drawing = st.columns([3, 2], gap="large")
with files:
    if report.ok:
        draw_code(network, name)
        draw_files(network, name, report)
        draw_trained_downloads(services().store.latest_run(workspace.project_id), name)
    else:
        st.warning("Export waits until every layer fits. The document can be kept as it is.")
        draw_problems(network, report.problems)
        st.download_button("Download JSON", network.to_json(), f"{name}.json", "application/json")
with drawing:
    clicked = draw_map(network, height=520)
    draw_layer_details(network, report, clicked)
