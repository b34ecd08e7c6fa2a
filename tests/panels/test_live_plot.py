"""A figure that takes new data in place, as a page draws it."""

from streamlit.testing.v1 import AppTest


def test_a_figure_may_have_any_key_that_an_id_gives_it():
    def page() -> None:
        import plotly.graph_objects as go

        from builder.panels.live_plot.figure import draw_live

        draw_live(go.Figure(), key="curve-r_a__b_-loss", label="The loss.")

    drawn = AppTest.from_function(page).run()
    assert not drawn.exception
    assert len(drawn.get("bidi_component")) == 1
