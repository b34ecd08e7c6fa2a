"""What an edit finds where it acts: the record it replaces or removes, by which others learn what it changes."""

from collections.abc import Iterable

from builder.network.edits import (
    Edit,
    NetworkDraft,
    PutBlock,
    PutEdge,
    PutNode,
    PutSettings,
    RemoveBlock,
    RemoveEdge,
    RemoveNode,
    Settings,
)
from builder.network.model import Block, Edge, Network, Node
from builder.network.problems import Fix

Key = tuple[str, str | None, str]
"""Of which kind a record is ("node", "edge", "settings", "block"), inside which block it lies, and its id."""


def based_on(network: Network, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Returns the edits with what each of them finds in ``network``, after those before it, in ``was``."""
    draft, based = NetworkDraft(network), list[Edit]()
    for edit in edits:
        based.append(edit.model_copy(update={"was": found(draft, edit)}))
        draft.apply(edit)
    return tuple(based)


def fix_based_on(draft: NetworkDraft, fix: Fix) -> Fix:
    """Returns a fix whose edits say what each of them finds in a network, whose draft stays as it is."""
    seen, based = dict[Key, Node | Edge | Settings | Block | None](), list[Edit]()
    for edit in fix.edits:
        key = key_of(edit)
        based.append(edit.model_copy(update={"was": seen[key] if key in seen else found(draft, edit)}))
        seen[key] = wanted(edit)
    return fix.model_copy(update={"edits": tuple(based)})


def found(draft: NetworkDraft, edit: Edit) -> Node | Edge | Settings | Block | None:
    """Returns the record that the edit is about as it is now, or None."""
    match edit:
        case PutNode() | RemoveNode():
            return draft.opened(edit.block).nodes.get(key_of(edit)[2]) if edit.block in draft else None
        case PutEdge() | RemoveEdge():
            return draft.opened(edit.block).edges.get(key_of(edit)[2]) if edit.block in draft else None
        case PutSettings():
            return draft.opened(None).settings
        case PutBlock():
            return draft.opened(edit.id).settings if edit.id in draft else None
        case RemoveBlock():
            return draft.block(edit.id)


def wanted(edit: Edit) -> Node | Edge | Settings | None:
    """Returns the record that the edit puts, or None."""
    match edit:
        case PutNode():
            return edit.node
        case PutEdge():
            return edit.edge
        case PutSettings() | PutBlock():
            return Settings.of(edit)
        case _:
            return None


def key_of(edit: Edit) -> Key:
    """Returns which record the edit is about."""
    match edit:
        case PutNode():
            return "node", edit.block, edit.node.id
        case RemoveNode():
            return "node", edit.block, edit.id
        case PutEdge():
            return "edge", edit.block, edit.edge.id
        case RemoveEdge():
            return "edge", edit.block, edit.id
        case PutSettings():
            return "settings", None, ""
        case PutBlock() | RemoveBlock():
            return "block", None, edit.id
