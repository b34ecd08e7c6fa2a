"""The document: what a network is, independent of Keras, Streamlit and any file format but its own JSON.

Everything here is a value or a pure function over values. May import the standard library and pydantic, nothing else.
"""

from builder.network.edits import (
    Edit,
    PutBlock,
    PutEdge,
    PutNode,
    PutSettings,
    RemoveBlock,
    RemoveEdge,
    RemoveNode,
    apply_edits,
)
from builder.network.errors import BuilderError, DocumentError
from builder.network.model import BLOCK, INPUT, Block, Edge, Endpoint, Graph, Network, Node, Position
from builder.network.notes import Note
from builder.network.problems import Problem
from builder.network.recipe import DataBinding, ObjectSpec, Recipe

__all__ = [
    "BLOCK",
    "INPUT",
    "Block",
    "BuilderError",
    "DataBinding",
    "DocumentError",
    "Edge",
    "Edit",
    "Endpoint",
    "Graph",
    "Network",
    "Node",
    "Note",
    "ObjectSpec",
    "Position",
    "Problem",
    "PutBlock",
    "PutEdge",
    "PutNode",
    "PutSettings",
    "Recipe",
    "RemoveBlock",
    "RemoveEdge",
    "RemoveNode",
    "apply_edits",
]
