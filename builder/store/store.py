"""The store: one object for projects, runs, metrics and artifacts."""

from collections.abc import Mapping
from functools import lru_cache

from builder.network import Network
from builder.store.artifacts import ArtifactFolder
from builder.store.database import Database
from builder.store.errors import UnknownProjectError, UnknownRunError
from builder.store.ids import is_id, new_id
from builder.store.metrics import MetricLog
from builder.store.places import artifacts_url, database_url
from builder.store.projects import ProjectShelf
from builder.store.records import Project
from builder.store.runs import RunLog


class Store(ProjectShelf, RunLog, MetricLog):
    """Projects, runs, metrics and artifacts behind two addresses. Safe to share between threads."""

    def __init__(self, url: str | None = None, artifacts: str | None = None) -> None:
        """Opens the store; the addresses come from the environment where they are not given.

        Raises:
            StoreError: the database cannot be opened.
        """
        self.url = url or database_url()
        self.artifacts_url = (artifacts or artifacts_url()).rstrip("/")
        self._database = Database(self.url)

    def create_project(self, network: Network, files: Mapping[str, bytes] | None = None) -> Project:
        """Keeps a new project, with files of its own where it has any, and returns it, at revision 1.

        Raises:
            DocumentError: the network is larger than a document may be.
            FullDiskError: there is no room for all of it; nothing of it is kept.
        """
        project_id = new_id("p")
        folder = self.project_artifacts(project_id)
        try:
            if files:
                folder.write_all(files)
            return self._create_project_row(project_id, network)
        except BaseException:
            folder.delete()
            raise

    def artifacts(self, run_id: str) -> ArtifactFolder:
        """Returns the folder of the run's files, which may be empty yet.

        Raises:
            UnknownRunError: the text is no id of a run.
        """
        if not is_id("r", run_id):
            raise UnknownRunError(run_id)
        return ArtifactFolder(f"{self.artifacts_url}/{run_id}")

    def project_artifacts(self, project_id: str) -> ArtifactFolder:
        """Returns the folder of what a project keeps beside its document, such as the weights that it begins with.

        Raises:
            UnknownProjectError: the text is no id of a project.
        """
        if not is_id("p", project_id):
            raise UnknownProjectError(project_id)
        return ArtifactFolder(f"{self.artifacts_url}/{project_id}")

    def delete_project(self, project_id: str) -> None:
        """Removes a project with its runs, their metrics and their artifacts; a worker at work on one ends itself.

        Raises:
            UnknownProjectError: no project has this id.
        """
        runs = self.runs_of(project_id, limit=1_000_000)
        self._delete_project_row(project_id)
        for run in runs:
            self.artifacts(run.id).delete()
        self.project_artifacts(project_id).delete()

    def close(self) -> None:
        """Closes the connections."""
        self._database.close()


def open_store() -> Store:
    """Returns this process's store at the addresses that the environment names.

    Raises:
        StoreError: the database cannot be opened.
    """
    return _store_at(database_url(), artifacts_url())


@lru_cache(maxsize=8)
def _store_at(url: str, artifacts: str) -> Store:
    return Store(url, artifacts)
