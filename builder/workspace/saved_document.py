"""A project's document as it was saved last: every change is saved before anybody hears of it."""

from collections.abc import Callable

from builder.network import Network
from builder.store import StaleRevisionError, Store


class SavedDocument:
    """The document with its revision; changed by one thread at a time."""

    def __init__(self, store: Store, project_id: str) -> None:
        """Opens the project as last saved, or as of its last revision that can be read.

        Raises:
            UnknownProjectError: no project has this id.
        """
        self._store, self._project_id = store, project_id
        project = store.load_project(project_id)
        self.network, self.revision, self.warning = project.network, project.revision, project.warning
        self.reloaded: Callable[[int], None] = lambda revision: None
        """Called with the new revision when the document is that of another process from now on."""

    def save(self, change: Callable[[Network], Network]) -> None:
        """Saves what ``change`` makes of the document; where that is the very same, there is nothing to save.

        Raises:
            DocumentError: the result is more than a document may hold; nothing was changed.
            StoreError: it cannot be saved just now; nothing was changed.
        """
        try:
            self._save(change)
        except StaleRevisionError:
            self._reload()
            self._save(change)

    def catch_up(self) -> None:
        """Takes over what another server process saved meanwhile."""
        if self.is_stale:
            self._reload()

    @property
    def is_stale(self) -> bool:
        """Says whether another server process saved something meanwhile."""
        return self._store.project_revision(self._project_id) != self.revision

    def _save(self, change: Callable[[Network], Network]) -> None:
        changed = change(self.network)
        if changed is self.network:
            return
        self.revision = self._store.save_project(self._project_id, changed, expected_revision=self.revision)
        self.network, self.warning = changed, ""

    def _reload(self) -> None:
        project = self._store.load_project(self._project_id)
        self.network, self.revision, self.warning = project.network, project.revision, project.warning
        self.reloaded(self.revision)
