"""Export: the network as code, model file or picture, each compared with the network before it is handed out."""

import streamlit as st

from builder.engine import EngineError
from builder.engine.words import counted
from builder.network.names import valid_name
from builder.panels.export_formats import Exported, draw_formats
from builder.panels.export_preview import draw_preview
from builder.panels.frame import draw_project_bar
from builder.panels.kept_weights import count_kept_layers
from builder.panels.problems import draw_problems
from builder.panels.session import follow_project, required_workspace
from builder.workspace.services import services

workspace = required_workspace()
follow_project(workspace, workspace.revision)
network = workspace.network
name = valid_name(network.name)
try:
    if not services().engine.ready:
        with st.spinner("Keras is starting …"):
            services().engine.start()
    report = workspace.report()
except EngineError as error:
    draw_project_bar(network)
    st.error(str(error))
    st.stop()
draw_project_bar(network, counted(report.total_parameters, "parameter"))
if not report.ok:
    st.warning("Export waits until every layer fits. The document can be kept as it is.")
    draw_problems(network, report.problems)
    st.download_button("Download JSON", network.to_json(), f"{name}.json", "application/json")
    st.stop()
services().exports.warm()
formats, looks = st.columns([5, 6], gap="large")
with looks:
    options = draw_preview(network, report, count_kept_layers(network, workspace.project_id))
with formats:
    draw_formats(
        Exported(network, report, options, services().store.runs_of(workspace.project_id), workspace.project_id, name)
    )
