"""Earlier documents of a project: the last few that were replaced, and every one that could not be read."""

from collections.abc import Iterator

from sqlalchemy import delete, exists, insert, literal, select
from sqlalchemy.orm import Session

from builder.store.tables import ProjectRow, RevisionRow, RunRow

KEPT = 3
"""So many replaced documents are kept of each project."""


def keep_replaced(session: Session, project_id: str, revision: int) -> None:
    """Keeps the document that is about to be replaced, if it is of this revision, and drops those of long ago."""
    _keep(session, project_id, revision, is_readable=True)
    session.execute(
        delete(RevisionRow)
        .where(RevisionRow.project_id == project_id, RevisionRow.revision <= revision - KEPT, RevisionRow.is_readable)
        .execution_options(synchronize_session=False)
    )


def set_aside(session: Session, project_id: str, revision: int) -> None:
    """Keeps the document of this revision for good, because it cannot be read."""
    _keep(session, project_id, revision, is_readable=False)


def earlier_documents(session: Session, project_id: str, revision: int) -> Iterator[tuple[int, str]]:
    """Yields the documents from before this revision with the revision of each, the latest first.

    Those that runs were begun with are among them.
    """
    replaced = select(RevisionRow.revision, literal("").label("run_id")).where(
        RevisionRow.project_id == project_id, RevisionRow.revision < revision, RevisionRow.is_readable
    )
    trained = select(RunRow.project_revision, RunRow.id).where(
        RunRow.project_id == project_id, RunRow.project_revision <= revision
    )
    known = [*session.execute(replaced), *session.execute(trained)]
    for number, run_id in sorted(known, key=lambda row: row[0], reverse=True):
        if run_id:
            document = session.scalars(select(RunRow.document).where(RunRow.id == run_id)).one_or_none()
        else:
            of_project = (RevisionRow.project_id == project_id, RevisionRow.revision == number)
            document = session.scalars(select(RevisionRow.document).where(*of_project)).one_or_none()
        if document is not None:  # another process may have dropped it meanwhile
            yield number, document


def _keep(session: Session, project_id: str, revision: int, *, is_readable: bool) -> None:
    # The row is locked first, or another process that saves at once would keep the same document a second time.
    session.execute(select(ProjectRow.revision).where(ProjectRow.id == project_id).with_for_update())
    is_kept = exists().where(RevisionRow.project_id == project_id, RevisionRow.revision == revision)
    present = select(
        ProjectRow.id, ProjectRow.revision, ProjectRow.document, ProjectRow.updated, literal(is_readable)
    ).where(ProjectRow.id == project_id, ProjectRow.revision == revision, ~is_kept)
    columns = ["project_id", "revision", "document", "saved", "is_readable"]
    session.execute(insert(RevisionRow).from_select(columns, present))
