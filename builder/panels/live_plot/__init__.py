"""Plotly figures that take new data in place: `figure` draws one, `library` says where Plotly's JavaScript is."""
