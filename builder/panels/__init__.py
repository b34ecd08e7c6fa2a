"""What pages share: the open project, the frame of a page, maps, previews and plots.

`session` is the one module that names session-state keys. May import every other room; no Keras, ever.
"""
