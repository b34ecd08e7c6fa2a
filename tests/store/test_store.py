import subprocess
import sys
from pathlib import Path

import pytest

from builder.network import Network
from builder.store import Store, artifacts_url, database_url, home_folder, open_store


def test_environment_says_where_things_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("LAYERLOOM_DATABASE_URL", "LAYERLOOM_ARTIFACTS_URL", "LAYERLOOM_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert home_folder() == Path.home() / ".layerloom"
    monkeypatch.setenv("LAYERLOOM_HOME", str(tmp_path))
    assert (database_url(), artifacts_url()) == (f"sqlite:///{tmp_path / 'layerloom.db'}", str(tmp_path / "artifacts"))
    monkeypatch.setenv("LAYERLOOM_DATABASE_URL", "postgresql://host/db")
    monkeypatch.setenv("LAYERLOOM_ARTIFACTS_URL", "s3://bucket/files")
    assert (database_url(), artifacts_url()) == ("postgresql://host/db", "s3://bucket/files")


def test_process_has_one_store_for_each_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LAYERLOOM_HOME", str(tmp_path / "a"))
    first = open_store()
    assert open_store() is first
    monkeypatch.setenv("LAYERLOOM_HOME", str(tmp_path / "b"))
    second = open_store()
    assert second is not first
    first.close()
    second.close()


def test_document_of_every_project_is_json_that_the_next_version_can_read(store: Store, network: Network) -> None:
    project = store.create_project(network)
    assert Network.from_json(store.load_project(project.id).network.to_json()) == network


def test_importing_the_store_brings_no_heavy_library() -> None:
    heavy = ("numpy", "pandas", "keras", "tensorflow", "streamlit", "fsspec")
    code = f"import sys, builder.store; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
