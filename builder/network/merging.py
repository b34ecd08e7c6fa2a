"""What edits come to where somebody else edited meanwhile: three-way merges, record by record and field by field.

An edit with ``was`` changes what differs between that and what it puts; everything else stays as it is now. Where two
changed the same, the one that comes later stands; where one deleted what the other changed, it stays deleted. Both are
collisions, and each is told in a sentence that is true for either side. An edit that was given no ``was`` is taken as
it is.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

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
    apply_edits,
)
from builder.network.fields import (
    ABSENT,
    LAYER,
    PLACE,
    Fields,
    both_changed,
    fields_of,
    is_one_layer,
    is_same,
    node_of,
    settings_of,
    shown,
    three_way,
    words_of,
)
from builder.network.former import Key, found, key_of, wanted
from builder.network.loose_ends import LooseEnds
from builder.network.model import Block, Edge, Network, Node, Position
from builder.network.recipe import Recipe
from builder.network.record import Record


class Taken(Record):
    """An id under which an edit makes something, while another tab did so first."""

    kind: Literal["node", "block"]
    block: str | None
    id: str


@dataclass(frozen=True)
class Merge:
    """What edits come to: what to apply, what collided, and the ids that must be others before anything is applied."""

    edits: tuple[Edit, ...]
    collisions: tuple[str, ...] = ()
    taken: tuple[Taken, ...] = ()
    is_other: bool = False
    """Whether the edits are others than those that came."""
    recipe: Recipe | None = None
    """The recipe to put; None: it stays."""

    def made_in(self, network: Network) -> Network:
        """Returns the network with what the merge came to, a new one also where all that is new is a collision."""
        if self.recipe in (None, network.recipe) and not (self.edits or self.collisions):
            return network
        after = apply_edits(network, self.edits)
        return after if self.recipe is None else after.model_copy(update={"recipe": self.recipe})


def merge_edits(network: Network, edits: Iterable[Edit]) -> Merge:
    """Returns what edits of one tab come to in the network as it is now; where ids are taken, nothing."""
    batch = tuple(edits)
    merging = _Merging(network, batch)
    if merging.taken:
        return Merge((), taken=tuple(merging.taken))
    ends = LooseEnds(network, merging.draft, merging.made_on)
    made = (*merging.made, *ends.edits)
    told = (*merging.told.values(), *_moves(merging.moved), *ends.told)
    return Merge(made, told, is_other=made != tuple(edit.model_copy(update={"was": None}) for edit in batch))


class _Merging:
    """One merge; ``made`` is what to apply, ``made_on`` that part of it which says what it is based on."""

    def __init__(self, network: Network, batch: tuple[Edit, ...]) -> None:
        self.draft = NetworkDraft(network)
        self.made: list[Edit] = []
        self.made_on: list[Edit] = []
        self.told: dict[object, str] = {}
        self.moved: dict[Key, str] = {}
        self.taken: list[Taken] = []
        self._sent: dict[Key, list[Node | Edge | Settings]] = defaultdict(list)
        for edit in batch:
            versions = (None if isinstance(edit, RemoveBlock) else edit.was, wanted(edit))
            self._sent[key_of(edit)] += [record for record in versions if record is not None]
        for edit in batch:
            if "was" in edit.model_fields_set:
                self._take(edit)
            else:
                self.draft.apply(edit)
                self.made.append(edit)

    def _take(self, edit: Edit) -> None:
        match edit:
            case PutNode():
                self._put_node(edit)
            case PutEdge():
                self._put_edge(edit)
            case RemoveNode() | RemoveEdge():
                self._remove(edit)
            case PutSettings() | PutBlock():
                self._put_settings(edit)
            case RemoveBlock():
                self._remove_block(edit)

    def _make(self, edit: Edit) -> None:
        self.draft.apply(edit)
        self.made.append(edit)
        self.made_on.append(edit)

    def _put_node(self, edit: PutNode) -> None:
        key, was, node, now = key_of(edit), edit.was, edit.node, found(self.draft, edit)
        if was is None and edit.block not in self.draft:
            self._tell(key, f'"{node.title}" is not there: its block was deleted in another tab.')
        elif was is None:
            if now is None or self._is_ours(key, now):
                self._make(PutNode(node=node, block=edit.block))
            else:
                self.taken.append(Taken(kind="node", block=edit.block, id=node.id))
        elif isinstance(now, Node):
            mixable = is_one_layer(was, node, now)
            merged = self._merged(key, *(fields_of(version, mixable=mixable) for version in (was, node, now)))
            self._make(PutNode(node=node_of(now, merged), block=edit.block))
        else:
            last = next(record for record in reversed(self._sent[key]) if isinstance(record, Node))
            self._tell(key, _deleted(was.title, _changes(self._sent[key][0], last)))

    def _put_edge(self, edit: PutEdge) -> None:
        key, now = key_of(edit), found(self.draft, edit)
        if edit.block not in self.draft or (now is None and edit.was is not None):
            self._tell(key, "A connection was deleted in one tab while another changed it. It stays deleted.")
            return
        if edit.was is not None and isinstance(now, Edge):
            merged = self._merged(key, *(fields_of(version) for version in (edit.was, edit.edge, now)))
            edit = edit.model_copy(update={"edge": merged["connection"]})
        self._make(PutEdge(edge=edit.edge, block=edit.block))

    def _put_settings(self, edit: PutSettings | PutBlock) -> None:
        key, settings, now = key_of(edit), Settings.of(edit), found(self.draft, edit)
        if now is None and edit.was is not None:
            self._tell(key, f'The block "{edit.was.name}" was deleted in one tab while another changed it.')
            return
        if isinstance(edit, PutBlock) and edit.was is None and now is not None and not self._is_ours(key, now):
            self.taken.append(Taken(kind="block", block=None, id=edit.id))
            return
        if edit.was is not None and isinstance(now, Settings):
            versions = (edit.was, settings, now)
            settings = settings_of(self._merged(key, *(fields_of(version) for version in versions)))
        fields = {name: getattr(settings, name) for name in Settings.model_fields}
        self._make(PutBlock(id=edit.id, **fields) if isinstance(edit, PutBlock) else PutSettings(**fields))

    def _remove(self, edit: RemoveNode | RemoveEdge) -> None:
        key, was, now = key_of(edit), edit.was, found(self.draft, edit)
        if now is None:
            return
        if was is not None and not self._is_ours(key, now):
            changes = _changes(was, now)
            if isinstance(now, Node) and changes:
                self._tell(key, _deleted(now.title, changes))
            elif isinstance(now, Edge) and was != now:
                self._tell(key, "A connection was deleted in one tab while another changed it. It stays deleted.")
        self._make(type(edit)(id=edit.id, block=edit.block))

    def _remove_block(self, edit: RemoveBlock) -> None:
        now = self.draft.block(edit.id)
        if now is None:
            return
        if edit.was is not None and _bare(now) != _bare(edit.was):
            self._tell(key_of(edit), f'The block "{now.name}" was deleted in one tab while another changed it.')
        self._make(RemoveBlock(id=edit.id))

    def _merged(self, key: Key, was: Fields, new: Fields, now: Fields) -> Fields:
        """Returns the fields as they are now, with what the edit changes; tells what the other side changed too."""
        merged, lost = three_way(was, new, now)
        for field, present in lost.items():
            if not self._is_our_value(key, field, present):
                self._tell_both_changed(key, field, present)
        return merged

    def _is_ours(self, key: Key, now: object) -> bool:
        """Says whether the record is as these very edits made it: they were sent again, and nobody else changed it."""
        return any(record == now for record in self._sent[key])

    def _is_our_value(self, key: Key, field: str, value: object) -> bool:
        sent = (fields_of(record, mixable=field != LAYER) for record in self._sent[key])
        return any(is_same(fields.get(field, ABSENT), value) for fields in sent)

    def _tell_both_changed(self, key: Key, field: str, lost: object) -> None:
        kind, last = key[0], self._sent[key][-1]
        if field == PLACE and isinstance(last, Node):
            self.moved[key] = last.title
            return
        stands = fields_of(last, mixable=field != LAYER).get(field, ABSENT)
        is_long = kind == "edge" or field in {LAYER, "inputs", "outputs"}
        whole = {"settings": "the network", "edge": "a layer"}
        title = whole.get(kind) or f'"{last.title if isinstance(last, Node) else getattr(last, "name", key[2])}"'
        what = f"{words_of(field)} of {title}"
        short = f"Two tabs changed {what} at once: what came last stands."
        self._tell((key, field), short if is_long else both_changed(what, stands, lost))

    def _tell(self, about: object, sentence: str) -> None:
        self.told.setdefault(about, sentence)


def _changes(was: object, now: object) -> list[str]:
    """Returns what was changed in a node, in words; where it lies is nothing to keep."""
    if not isinstance(was, Node) or not isinstance(now, Node):
        return []
    mixable = is_one_layer(was, now)
    before, after = (fields_of(node, mixable=mixable) for node in (was, now))
    changed = [field for field in before | after if not is_same(before.get(field, ABSENT), after.get(field, ABSENT))]
    told = (
        "its layer" if field == LAYER else f"{words_of(field)} {shown(after.get(field, ABSENT))}" for field in changed
    )
    return [words for field, words in zip(changed, told, strict=True) if field != PLACE]


def _deleted(title: str, changes: list[str]) -> str:
    lost = f", and {', '.join(changes)} is gone with it" if changes else ""
    return f'"{title}" was deleted in one tab while another changed it. It stays deleted{lost}.'


def _moves(moved: dict[Key, str]) -> list[str]:
    titles = [f'"{title}"' for title in moved.values()]
    which = titles[0] if len(titles) == 1 else f"{len(titles)} layers"
    return [f"Two tabs moved {which} at once: the place that came last stands."] if titles else []


def _bare(block: Block) -> object:
    """Returns what matters of a block: all but order and places."""
    nodes = {node.id: node.model_copy(update={"position": Position()}) for node in block.nodes}
    return nodes, block.edges_by_id, Settings.of(block)
