"""What can go wrong with the store.

BuilderError
 +-- StoreError               the database cannot be used as it is
      +-- UnknownProjectError no project has this id
      +-- UnknownRunError     no run has this id
      +-- RunTakenError       another process trains the run by now
      +-- UnknownArtifactError the run has no file of this name
      +-- UnavailableError    nothing can be read or written just now
      |    +-- FullDiskError  there is no room
      +-- StaleRevisionError  somebody saved the project in between
"""

from collections.abc import Iterator
from contextlib import contextmanager

from builder.engine.full_disk import is_full_disk
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


class RunTakenError(StoreError):
    """A process that was thought dead speaks of a run that another has taken up since; it is not listened to."""

    def __init__(self, run_id: str) -> None:
        super().__init__(f'The training "{run_id[:40]}" has been taken up by another process.')
        self.run_id = run_id


class UnknownArtifactError(StoreError):
    """The run keeps no file of this name (yet)."""

    def __init__(self, name: str) -> None:
        super().__init__(f'This training has no file "{name[:80]}".')
        self.name = name


class UnavailableError(StoreError):
    """What failed for no fault of the caller, and may work when it is tried again."""


class FullDiskError(UnavailableError):
    """What could not be written, because the disk is full: a file, or with an empty name the database."""

    def __init__(self, name: str = "") -> None:
        lost = f'"{name[:80]}" could not be kept' if name else "nothing can be saved"
        super().__init__(f"The disk is full, so {lost}. Make room and try again.")
        self.name = name


@contextmanager
def full_disk_told(name: str = "") -> Iterator[None]:
    """Raises a :class:`FullDiskError` in the place of whatever a library raised because the disk is full.

    Args:
        name: the file that is written; empty for the database.
    """
    try:
        yield
    except FullDiskError:
        raise
    except Exception as error:
        if is_full_disk(error):
            raise FullDiskError(name) from error
        raise


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
