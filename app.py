"""Layerloom: page set-up and navigation. Start it with ``make run`` or ``streamlit run app.py``."""

import streamlit as st

from builder.panels.frame import draw_frame
from builder.panels.session import PAGES, services

st.set_page_config(page_title="Layerloom", page_icon="assets/logo.svg", layout="wide")
draw_frame()
page = st.navigation(list(PAGES.values()), position="top")
services()
page.run()
