"""What can go wrong with the store.

BuilderError
 +-- StoreError               the database cannot be used as it is
      +-- UnknownProjectError no project has this id
      +-- UnknownRunError     no run has this id
      +-- UnknownArtifactError the run has no file of this name
      +-- FullDiskError       there is no room for a file
      +-- StaleRevisionError  somebody saved the project in between
"""

from builder.network import BuilderError


class StoreError(BuilderError):
    """A mistake in using the store, or a database that cannot be used."""


class UnknownProjectError(StoreError):
    """No project has this id: it was deleted, or the address is mistyped."""

    def __init__(self, project_id: str) -> None:
        super().__init__(f'There is no project "{project_id[:40]}". It was deleted, or the address is mistyped.')
        self.project_id = project_id


class UnknownRunError(StoreError):
    """No run has this id: its project was deleted, or the address is mistyped."""

    def __init__(self, run_id: str) -> None:
        super().__init__(f'There is no training "{run_id[:40]}". Its project was deleted, or the address is mistyped.')
        self.run_id = run_id


class UnknownArtifactError(StoreError):
    """The run keeps no file of this name (yet)."""

    def __init__(self, name: str) -> None:
        super().__init__(f'This training has no file "{name[:80]}".')
        self.name = name


class FullDiskError(StoreError):
    """A file that could not be written, because the disk is full."""

    def __init__(self, name: str) -> None:
        super().__init__(f'The disk is full, so "{name[:80]}" could not be kept. Make room and try again.')
        self.name = name


class StaleRevisionError(StoreError):
    """The project was saved by another tab or person since it was loaded; nothing was overwritten."""

    def __init__(self, project_id: str, *, expected: int, found: int) -> None:
        super().__init__(
            f"This project was changed elsewhere: it is at revision {found}, and this page last saw {expected}. "
            "Reload it to see the newer version."
        )
        self.project_id = project_id
        self.expected = expected
        self.found = found
