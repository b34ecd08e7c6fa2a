"""The colours of drawings on a light ground: those of the canvas. Families and ranks are two codes, never mixed."""

FAMILY_COLOURS = {
    "core": "#4c6ef5",
    "convolutional": "#9c36b5",
    "pooling": "#c2255c",
    "recurrent": "#e8590c",
    "attention": "#0c8599",
    "merging": "#b08800",
    "reshaping": "#495057",
    "normalization": "#1098ad",
    "regularization": "#5c940d",
    "activation": "#d6336c",
    "preprocessing": "#087f5b",
    "image_preprocessing": "#1971c2",
    "augmentation": "#6741d9",
    "wrapper": "#846358",
    "operations": "#5f6b7a",
}
OTHER_COLOUR = "#6b7280"

RANKS = {
    2: ("vector", "#0072b2"),
    3: ("sequence", "#b84f00"),
    4: ("image", "#7b4fb5"),
    5: ("volume", "#007d5b"),
}
"""Rank of a tensor, batch dimension included -> what it is called and its colour."""

OTHER_RANK = ("other", "#6b7280")

TEXT, MUTED, BORDER, GROUND = "#1c2130", "#5a6172", "#d5d9e2", "#ffffff"
