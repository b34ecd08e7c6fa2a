"""What the web process holds beside its pages: open projects, and the line on which canvases speak to them.

`workspace` is one open project, `services` what a process has one of, `canvas_line` the way in for browsers. Edits are
taken, merged, saved and answered here. May import every room but `panels` and `command`; no Streamlit, and never Keras.
"""
