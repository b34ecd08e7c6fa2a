"""What is kept: projects, runs and their metrics in a database (SQLAlchemy), artifacts in a folder (fsspec).

    store = open_store()
    project = store.create_project(network)
    revision = store.save_project(project.id, network, expected_revision=project.revision)
    run = store.create_run(project.id, network, click_id="...")

Records go out, never database objects. Imports `builder.network`, and what `builder.engine` knows of the machine; no
NumPy, Keras or Streamlit.
"""

from typing import TYPE_CHECKING

from builder.store.artifacts import ArtifactFolder
from builder.store.errors import (
    FullDiskError,
    RunTakenError,
    StaleRevisionError,
    StoreError,
    UnavailableError,
    UnknownArtifactError,
    UnknownProjectError,
    UnknownRunError,
)
from builder.store.places import artifacts_url, database_url, home_folder
from builder.store.records import (
    ACTIVE,
    ENDED,
    STATUSES,
    MetricPoint,
    Progress,
    Project,
    ProjectSummary,
    Resumption,
    Run,
    RunStatus,
)

if TYPE_CHECKING:
    from builder.store.store import Store as Store
    from builder.store.store import open_store as open_store

__all__ = [
    "ACTIVE",
    "ENDED",
    "STATUSES",
    "ArtifactFolder",
    "FullDiskError",
    "MetricPoint",
    "Progress",
    "Project",
    "ProjectSummary",
    "Resumption",
    "Run",
    "RunStatus",
    "RunTakenError",
    "StaleRevisionError",
    "Store",
    "StoreError",
    "UnavailableError",
    "UnknownArtifactError",
    "UnknownProjectError",
    "UnknownRunError",
    "artifacts_url",
    "database_url",
    "home_folder",
    "open_store",
]


def __getattr__(name: str) -> object:
    """Imports the store itself, and SQLAlchemy with it, when it is asked for: records and errors go without."""
    if name not in ("Store", "open_store"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from builder.store import store

    return getattr(store, name)
