"""A document that cannot be read: the project opens as its last revision that can, and nothing is lost of either."""

import pytest
from sqlalchemy import text

from builder.network import Network, Node
from builder.store import Store, UnknownProjectError
from builder.store.revisions import KEPT


def named(name: str) -> Network:
    return Network(name=name, nodes=(Node(id="a", class_name="Dense", config={"units": 4}),))


def spoil(store: Store, table: str, document: str, where: str = "1 = 1") -> None:
    with store._database.writing() as session:
        session.execute(text(f"UPDATE {table} SET document = :document WHERE {where}"), {"document": document})


def documents(store: Store) -> list[tuple[int, str]]:
    with store._database.reading() as session:
        rows = session.execute(text("SELECT revision, document FROM revisions ORDER BY revision")).all()
        return [(row.revision, row.document) for row in rows]


NESTED = '{"format": "layerloom-network", "version": 1, "nodes": [{"id": "a", "class_name": "Dense", "config": '
UNREADABLE = {
    "half a document": ('{"format": "layerloom-network", "version": 1, "nodes": [{"id', "This is not JSON"),
    "a document of a newer Layerloom": ('{"format": "layerloom-network", "version": 9}', "Update Layerloom."),
    "more levels": (NESTED + '{"x": ' + "[" * 61 + "]" * 61 + "}}]}", "nested more than 64 levels"),
    "more text": (NESTED + '{"x": "' + "y" * 19_000_000 + '"}}]}', "has 19,000,000 characters"),
    "nothing": ("", "This is not JSON"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_a_project_opens_as_its_last_revision_that_can_be_read(store: Store, kind: str):
    document, words = UNREADABLE[kind]
    project = store.create_project(named("First"))
    store.save_project(project.id, named("Second"), 1)
    store.save_project(project.id, named("Third"), 2)
    spoil(store, "projects", document)
    opened = store.load_project(project.id)
    assert (opened.network, opened.revision) == (named("Second"), 3)
    assert "saved last, revision 3, cannot be read" in opened.warning
    assert words in opened.warning
    assert opened.warning.endswith("This is revision 2, the last that can.")


def test_what_cannot_be_read_outlasts_what_is_saved_over_it(store: Store):
    project = store.create_project(named("First"))
    spoil(store, "projects", "broken")
    assert store.load_project(project.id).warning == store.load_project(project.id).warning
    for revision in range(1, 10):
        store.save_project(project.id, named(f"After {revision}"), revision)
    opened = store.load_project(project.id)
    assert (opened.name, opened.warning) == ("After 9", "")
    assert documents(store)[0] == (1, "broken")
    assert [revision for revision, _ in documents(store)[1:]] == list(range(10 - KEPT, 10))


def test_the_network_of_a_run_is_an_earlier_revision_too(store: Store):
    project = store.create_project(named("Trained"))
    store.create_run(project.id, named("Trained"), "click")
    store.save_project(project.id, named("Later"), 1)
    spoil(store, "projects", "broken")
    spoil(store, "revisions", "broken as well")
    opened = store.load_project(project.id)
    assert opened.network == named("Trained")
    assert opened.warning.endswith("This is revision 1, the last that can.")


def test_a_project_of_which_nothing_can_be_read_opens_empty_with_its_name(store: Store):
    project = store.create_project(named("Only once"))
    spoil(store, "projects", "broken")
    opened = store.load_project(project.id)
    assert opened.network == Network(name="Only once")
    assert opened.warning.endswith("Nor can any earlier one, so this is an empty network.")
    assert store.rename_project(project.id, "Again") == 2
    assert documents(store) == [(1, "broken")]


def test_a_text_that_is_no_utf_8_counts_as_one_that_cannot_be_read(store: Store):
    if "postgresql" in store.url:
        pytest.skip("PostgreSQL keeps no such text.")
    project = store.create_project(named("First"))
    store.save_project(project.id, named("Second"), 1)
    with store._database.writing() as session:
        broken = "CAST(CAST(REPLACE(document, 'Second', '') AS BLOB) || X'ff' AS TEXT)"
        session.execute(text(f"UPDATE projects SET document = {broken}"))
    assert store.load_project(project.id).network == named("First")


def test_a_deleted_project_takes_its_revisions_along(store: Store):
    project = store.create_project(named("First"))
    store.save_project(project.id, named("Second"), 1)
    spoil(store, "projects", "broken")
    store.load_project(project.id)
    store.delete_project(project.id)
    assert documents(store) == []
    with pytest.raises(UnknownProjectError):
        store.load_project(project.id)


def test_a_name_that_the_database_cannot_hold_is_kept_in_the_document(store: Store):
    project = store.create_project(named("No\0ught"))
    assert store.load_project(project.id).name == "No\0ught"
    assert store.recent_projects()[0].name == "Nought"


def test_a_database_from_before_there_were_revisions_gets_them(store: Store):
    project = store.create_project(named("Old"))
    with store._database.writing() as session:
        session.execute(text("DROP TABLE revisions"))
    again = Store(store.url, store.artifacts_url)
    again.save_project(project.id, named("New"), 1)
    assert [revision for revision, _ in documents(again)] == [1]
    again.close()
