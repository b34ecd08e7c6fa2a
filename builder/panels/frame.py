"""The frame of every page: logo, style sheet, and the bar that says which project is open."""

from pathlib import Path

import streamlit as st

from builder.network import Network

ASSETS = Path(__file__).parents[2] / "assets"


def draw_frame() -> None:
    """Draws the logo and loads the style sheet; text of users never gets in here."""
    dark = st.context.theme.type == "dark"
    st.logo(ASSETS / f"wordmark-{'dark' if dark else 'light'}.svg", size="large")
    st.html(ASSETS / "style.css")


def draw_project_bar(network: Network, detail: str = "") -> None:
    """Draws the name of the open project above a page, with a short remark at its right."""
    name, remark = st.columns([3, 2], vertical_alignment="center")
    name.subheader(plain(network.name), anchor=False)
    if detail:
        remark.caption(detail, text_alignment="right")


def plain(text: str) -> str:
    """Returns text so that Markdown shows it letter by letter.

    >>> plain("a*b* :red[c]")
    'a\\\\*b\\\\* \\\\:red\\\\[c\\\\]'
    """
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]()#+-.!:|~<>$^=" else letter for letter in text)
