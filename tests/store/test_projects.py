from pathlib import Path

import pytest
from sqlalchemy import text

from builder.network import Network
from builder.store import StaleRevisionError, Store, UnknownProjectError


def test_saved_document_comes_back_equal(store: Store, network: Network) -> None:
    project = store.create_project(network)
    assert store.load_project(project.id) == project
    assert project.network == network and project.revision == 1 and project.id.startswith("p_")


def test_each_save_counts_one_revision(store: Store, network: Network) -> None:
    project = store.create_project(Network(name="Empty"))
    assert store.save_project(project.id, network, 1) == 2
    assert store.save_project(project.id, network, 2) == 3
    loaded = store.load_project(project.id)
    assert (loaded.network, loaded.revision, store.project_revision(project.id)) == (network, 3, 3)


def test_second_tab_with_an_old_revision_overwrites_nothing(store: Store, network: Network) -> None:
    project = store.create_project(network)
    store.save_project(project.id, Network(name="First tab"), 1)
    with pytest.raises(StaleRevisionError, match="at revision 2, and this page last saw 1") as caught:
        store.save_project(project.id, Network(name="Second tab"), 1)
    assert (caught.value.expected, caught.value.found) == (1, 2)
    assert store.load_project(project.id).name == "First tab"


@pytest.mark.parametrize(
    "project_id", ["p_0123456789abcdef", "../../etc/passwd", "", "r_0123456789abcdef", "p_' OR 1=1"]
)
def test_unknown_id_is_refused_everywhere(store: Store, network: Network, project_id: str) -> None:
    with pytest.raises(UnknownProjectError):
        store.load_project(project_id)
    with pytest.raises(UnknownProjectError):
        store.save_project(project_id, network, 1)
    with pytest.raises(UnknownProjectError):
        store.rename_project(project_id, "New")
    with pytest.raises(UnknownProjectError):
        store.delete_project(project_id)
    with pytest.raises(UnknownProjectError):
        store.create_run(project_id, network, "click")


def test_renaming_changes_the_document_and_counts_a_revision(store: Store, network: Network) -> None:
    project = store.create_project(network)
    assert store.rename_project(project.id, "  Handwriting ") == 2
    loaded = store.load_project(project.id)
    assert loaded.name == "Handwriting"
    assert loaded.network.nodes == network.nodes


def test_recent_projects_list_the_latest_save_first(store: Store, network: Network) -> None:
    first = store.create_project(network)
    second = store.create_project(Network(name="Empty"))
    store.save_project(first.id, network, 1)
    summaries = store.recent_projects()
    assert [(one.id, one.name, one.revision, one.layers) for one in summaries] == [
        (first.id, "Digits", 2, 2),
        (second.id, "Empty", 1, 0),
    ]
    assert [one.id for one in store.recent_projects(limit=1)] == [first.id]


def test_deleting_a_project_takes_runs_metrics_and_files_along(store: Store, network: Network, tmp_path: Path) -> None:
    kept = store.create_project(network)
    kept_run = store.create_run(kept.id, network, "click")
    store.artifacts(kept_run.id).write("log.txt", b"kept")
    project = store.create_project(network)
    run = store.create_run(project.id, network, "click")
    store.artifacts(run.id).write("log.txt", b"gone")

    store.delete_project(project.id)

    assert [one.id for one in store.recent_projects()] == [kept.id]
    assert store.runs_of(project.id) == ()
    assert [path.name for path in (tmp_path / "artifacts").iterdir()] == [kept_run.id]
    with store._database.reading() as session:
        assert session.execute(text("SELECT id FROM runs")).all() == [(kept_run.id,)]


def test_project_survives_reopening_the_store(store: Store, network: Network) -> None:
    project = store.create_project(network)
    store.close()
    reopened = Store(store.url, store.artifacts_url)
    assert reopened.load_project(project.id) == project
    reopened.close()
