"""What pages share, drawn with Streamlit: the session, the frame of a page, forms, maps, previews and plots.

`session` is the one module that names session-state keys. May import every other room; no Keras, ever.
"""
