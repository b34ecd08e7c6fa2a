"""Projects: documents with a revision that counts the saves."""

import time
from contextlib import suppress
from typing import Any

from sqlalchemy import delete, insert, select, update

from builder.network import DocumentError, Network
from builder.store.database import Database
from builder.store.errors import StaleRevisionError, UnknownProjectError
from builder.store.ids import is_id
from builder.store.records import Project, ProjectSummary
from builder.store.revisions import earlier_documents, keep_replaced, set_aside
from builder.store.tables import ProjectRow


class ProjectShelf:
    """The part of the store that keeps projects."""

    _database: Database

    def _create_project_row(self, project_id: str, network: Network) -> Project:
        now = time.time()
        project = Project(id=project_id, network=network, revision=1, created=now, updated=now)
        with self._database.writing() as session:
            values = {"id": project.id, "revision": 1, "created": now, "updated": now, **_columns(network)}
            session.execute(insert(ProjectRow).values(values))
        return project

    def load_project(self, project_id: str) -> Project:
        """Returns the project as last saved, or as of its last revision that can be read, with a warning that says so.

        Raises:
            UnknownProjectError: no project has this id.
        """
        columns = (ProjectRow.document, ProjectRow.revision, ProjectRow.created, ProjectRow.updated)
        with self._database.reading() as session:
            row = session.execute(select(*columns).where(ProjectRow.id == _checked(project_id))).one_or_none()
        if row is None:
            raise UnknownProjectError(project_id)
        try:
            network, warning = Network.from_json(row.document), ""
        except DocumentError as error:
            network, warning = self._last_readable(project_id, row.revision, error)
        return Project(project_id, network, row.revision, row.created, row.updated, warning)

    def _last_readable(self, project_id: str, revision: int, error: DocumentError) -> tuple[Network, str]:
        """Returns the latest earlier document that can be read and the sentence about it; an empty network for none.

        What cannot be read stays in the database, whatever is saved over it.
        """
        with self._database.writing() as session:
            set_aside(session, project_id, revision)
        said = f"What was saved last, revision {revision:,}, cannot be read. {str(error).rstrip('.')}."
        with self._database.reading() as session:
            for earlier, document in earlier_documents(session, project_id, revision):
                with suppress(DocumentError):
                    return Network.from_json(document), f"{said} This is revision {earlier:,}, the last that can."
            name = session.scalars(select(ProjectRow.name).where(ProjectRow.id == project_id)).one()
        return Network(name=name), f"{said} Nor can any earlier one, so this is an empty network."

    def project_revision(self, project_id: str) -> int:
        """Returns the revision that is saved, without reading the document.

        Raises:
            UnknownProjectError: no project has this id.
        """
        with self._database.reading() as session:
            found = session.scalar(select(ProjectRow.revision).where(ProjectRow.id == _checked(project_id)))
        if found is None:
            raise UnknownProjectError(project_id)
        return found

    def save_project(self, project_id: str, network: Network, expected_revision: int) -> int:
        """Replaces the document if nobody else did since ``expected_revision``, and returns the new revision.

        Raises:
            DocumentError: the network is larger than a document may be.
            StaleRevisionError: somebody saved in between; nothing was overwritten.
            UnknownProjectError: no project has this id.
        """
        values = {"revision": expected_revision + 1, "updated": time.time(), **_columns(network)}
        with self._database.writing() as session:
            keep_replaced(session, project_id, expected_revision)
            result: Any = session.execute(
                update(ProjectRow)
                .where(ProjectRow.id == _checked(project_id), ProjectRow.revision == expected_revision)
                .values(values)
                .execution_options(synchronize_session=False)
            )
        if result.rowcount == 0:
            found = self.project_revision(project_id)
            raise StaleRevisionError(project_id, expected=expected_revision, found=found)
        return expected_revision + 1

    def rename_project(self, project_id: str, name: str) -> int:
        """Changes the network's name, whatever the revision, and returns the new revision.

        Raises:
            UnknownProjectError: no project has this id.
        """
        while True:
            project = self.load_project(project_id)
            renamed = Network.model_validate({**dict(project.network), "name": name})
            try:
                return self.save_project(project_id, renamed, project.revision)
            except StaleRevisionError:
                continue

    def recent_projects(self, limit: int = 20) -> tuple[ProjectSummary, ...]:
        """Returns the projects saved last, the latest first."""
        query = select(ProjectRow).order_by(ProjectRow.updated.desc(), ProjectRow.id).limit(limit)
        with self._database.reading() as session:
            return tuple(
                ProjectSummary(
                    id=row.id,
                    name=row.name,
                    revision=row.revision,
                    layers=row.layers,
                    created=row.created,
                    updated=row.updated,
                )
                for row in session.scalars(query)
            )

    def _delete_project_row(self, project_id: str) -> None:
        with self._database.writing() as session:
            result: Any = session.execute(delete(ProjectRow).where(ProjectRow.id == _checked(project_id)))
        if result.rowcount == 0:
            raise UnknownProjectError(project_id)


def _checked(project_id: str) -> str:
    if not is_id("p", project_id):
        raise UnknownProjectError(project_id)
    return project_id


def _columns(network: Network) -> dict[str, Any]:
    name = network.name.replace("\0", "")  # which a document can hold, but no text of PostgreSQL
    return {"name": name, "layers": len(network.nodes), "document": network.to_json(compact=True)}
