"""The frame of every page: logo, style sheet, and the bar that says which project is open."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from builder.network import BuilderError, Network
from builder.store.errors import full_disk_told

ASSETS = Path(__file__).parents[2] / "assets"


def draw_frame() -> None:
    """Draws the logo, loads the style sheet and what lets the keyboard scroll; text of users never gets in here."""
    dark = st.context.theme.type == "dark"
    st.logo(ASSETS / f"wordmark-{'dark' if dark else 'light'}.svg", size="large")
    st.html(ASSETS / "style.css")
    st.html(ASSETS / "scrolling.html", unsafe_allow_javascript=True)
    if dark:
        st.html(ASSETS / "dark.css")


@contextmanager
def mistakes_told() -> Iterator[None]:
    """Draws the sentence of whatever a page could not do, in the place of the rest of it."""
    try:
        with full_disk_told():
            yield
    except BuilderError as error:
        st.error(plain(str(error)))


def draw_project_bar(network: Network, detail: str = "") -> None:
    """Draws the name of the open project above a page, with a short remark at its right."""
    name, remark = st.columns([3, 2], vertical_alignment="center")
    name.subheader(plain(network.name), anchor=False)
    if detail:
        remark.caption(detail, text_alignment="right")


def unseen(text: str) -> str:
    """Returns Markdown for a button's label that is read aloud but not drawn (style.css): it tells one of many."""
    return f":gray[{plain(text)}]"


def plain(text: str) -> str:
    """Returns text so that Markdown shows it letter by letter; an underscore within a word needs no help.

    >>> print(plain("dense_1 *b* :red[c]"))
    dense_1 \\*b\\* \\:red\\[c\\]
    """
    return re.sub(r"(?<![^\W_])_|_(?![^\W_])|[\\`*{}\[\]()#+\-.!:|~<>$^=]", lambda found: "\\" + found.group(), text)
