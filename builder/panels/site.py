"""What runs at each visit: the frame of the page, the navigation, and the page itself."""

import streamlit as st

from builder.panels.frame import ASSETS, draw_frame, mistakes_told
from builder.panels.session import PAGES

st.set_page_config(page_title="Layerloom", page_icon=ASSETS / "logo.svg", layout="wide")
draw_frame()
page = st.navigation(list(PAGES.values()), position="top")
with mistakes_told():
    page.run()
