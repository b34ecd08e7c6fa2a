import time

from builder.canvas.protocol import Change, Have
from builder.network import RemoveEdge, RemoveNode
from builder.workspace.history import Diagnostics, History

NODE = {"tensors": [], "parameters": 1, "problems": []}


def test_a_canvas_that_has_nothing_needs_the_document():
    assert History(revision=4, version=0).missing(None)["needs_document"]


def test_changes_come_in_order_with_who_made_them():
    history = History(revision=4, version=0)
    history.note_change(Change(revision=5, client="one", edits=(RemoveNode(id="a"),)))
    history.note_change(Change(revision=6, client="two", edits=(RemoveEdge(id="e"),)))
    missing = history.missing(Have(revision=4))
    assert not missing["needs_document"]
    assert [(change["revision"], change["client"]) for change in missing["changes"]] == [(5, "one"), (6, "two")]
    assert [change["revision"] for change in history.missing(Have(revision=5))["changes"]] == [6]
    assert history.missing(Have(revision=6))["changes"] == []


def test_a_canvas_hears_of_the_collisions_since_it_was_up_to_date_and_a_new_one_of_none():
    history = History(revision=4, version=0)
    history.note_change(Change(revision=5, client="one", edits=()), ("Both did.",))
    history.forget_changes(6)
    assert history.missing(Have(revision=4))["collisions"] == [{"revision": 5, "text": "Both did."}]
    assert history.missing(Have(revision=5))["collisions"] == []
    assert history.missing(None)["collisions"] == []


def test_after_a_change_without_record_every_canvas_needs_the_document():
    history = History(revision=4, version=0)
    history.note_change(Change(revision=5, client="one", edits=(RemoveNode(id="a"),)))
    history.forget_changes(6)
    assert history.missing(Have(revision=5))["needs_document"]
    assert not history.missing(Have(revision=6))["needs_document"]


def test_a_canvas_from_the_future_needs_the_document():
    assert History(revision=4, version=0).missing(Have(revision=9))["needs_document"]


def test_diagnostics_are_sent_as_the_difference_to_what_the_canvas_has():
    history = History(revision=1, version=0)
    history.note_diagnostics(Diagnostics(nodes={"a": NODE, "b": NODE}, total_parameters=2))
    history.note_diagnostics(Diagnostics(nodes={"a": NODE, "c": NODE}, total_parameters=2))
    delta = history.diagnostics_since(1)
    assert delta is not None
    assert (delta["version"], delta["base"]) == (2, 1)
    assert (delta["nodes"], delta["removed"]) == ({"c": NODE}, ["b"])
    whole = history.diagnostics_since(0)
    assert whole is not None
    assert (whole["base"], list(whole["nodes"])) == (0, ["a", "c"])
    assert history.diagnostics_since(2) is None


def test_diagnostics_older_than_what_is_kept_are_sent_whole():
    history = History(revision=1, version=0)
    for _ in range(100):
        history.note_diagnostics(Diagnostics(nodes={"a": NODE}))
    whole = history.diagnostics_since(3)
    assert whole is not None
    assert (whole["base"], whole["version"], list(whole["nodes"])) == (0, 100, ["a"])


def test_waiting_keeps_what_the_canvas_shows_and_is_told_once():
    history = History(revision=1, version=0)
    history.note_diagnostics(Diagnostics(nodes={"a": NODE}, total_parameters=7))
    history.note_wait("Keras is starting …")
    history.note_wait("Keras is starting …")
    delta = history.diagnostics_since(1)
    assert delta is not None
    assert (delta["version"], delta["pending"], delta["nodes"], delta["removed"]) == (2, True, {}, [])
    assert delta["total_parameters"] == 7


def test_code_has_a_new_version_only_when_it_changed():
    history = History(revision=1, version=0)
    history.note_code("import keras\n", {"a": (1, 1)})
    history.note_code("import keras\n", {"a": (1, 1)})
    assert history.code_since(0) == {"version": 1, "text": "import keras\n", "lines": {"a": [1, 1]}}
    assert history.code_since(1) is None


def test_a_history_that_begins_later_uses_numbers_that_none_before_it_used():
    before = History(revision=1)
    for _ in range(3):
        before.note_diagnostics(Diagnostics(nodes={"a": NODE}))
    time.sleep(0.01)
    after = History(revision=1)
    after.note_diagnostics(Diagnostics(nodes={"b": NODE}))
    for version in range(4):
        seen = before.diagnostics_since(version)
        assert seen is not None
        delta = after.diagnostics_since(seen["version"])
        assert delta is not None
        assert list(delta["nodes"]) == ["b"]
