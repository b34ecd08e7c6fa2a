"""The editor canvas: what crosses the wire (`protocol`) and the Streamlit component (`component`).

The browser owns the copy that people touch; Python keeps the revisioned document. Imports `builder.network` and
`builder.catalog`; Streamlit only in `component`.
"""
