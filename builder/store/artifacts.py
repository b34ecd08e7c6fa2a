"""The files of one run: weights, history, log, in a folder of its own on any file system that fsspec opens."""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, cast

from builder.store.errors import UnknownArtifactError, full_disk_told

PART = ".part"
"""How the name of a file ends that is being written."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")


class ArtifactFolder:
    """A flat folder of files; a file appears whole or not at all."""

    def __init__(self, url: str) -> None:
        """Points at the folder; nothing is made before the first file is written."""
        from fsspec.core import url_to_fs

        self._files, self._folder = url_to_fs(url)

    def names(self) -> tuple[str, ...]:
        """Returns the names of the files that are there, sorted."""
        if not self._files.exists(self._folder):
            return ()
        self._files.invalidate_cache(self._folder)
        paths = self._files.ls(self._folder, detail=False)
        return tuple(sorted(name for name in (Path(path).name for path in paths) if _NAME.fullmatch(name)))

    def exists(self, name: str) -> bool:
        return bool(self._files.exists(self._path(name)))

    def size(self, name: str) -> int:
        """Returns how many bytes the file has.

        Raises:
            UnknownArtifactError: there is no such file.
        """
        try:
            return int(self._files.size(self._path(name)))
        except FileNotFoundError as error:
            raise UnknownArtifactError(name) from error

    def open(self, name: str) -> IO[bytes]:
        """Opens a file for reading bytes.

        Raises:
            UnknownArtifactError: there is no such file.
        """
        try:
            return cast(IO[bytes], self._files.open(self._path(name), "rb"))
        except FileNotFoundError as error:
            raise UnknownArtifactError(name) from error

    def read(self, name: str) -> bytes:
        """Returns the whole content of a file.

        Raises:
            UnknownArtifactError: there is no such file.
        """
        with self.open(name) as file:
            return file.read()

    def write(self, name: str, content: bytes) -> None:
        """Writes a file whole, replacing one of the same name.

        Raises:
            FullDiskError: there is no room for it; what was there before is left as it was.
        """
        with self._written(name) as path:
            self._files.pipe_file(path, content)

    def write_all(self, files: Mapping[str, bytes]) -> None:
        """Writes files that belong together: all of them take their names, or none.

        Raises:
            FullDiskError: there is no room for all of them; what was there before is left as it was.
        """
        with ExitStack() as written:
            for name, content in files.items():
                self._files.pipe_file(written.enter_context(self._written(name)), content)

    def put(self, name: str, source: Path) -> None:
        """Copies a local file in, replacing one of the same name.

        Raises:
            FullDiskError: there is no room for it; what was there before is left as it was.
        """
        with self._written(name) as path:
            self._files.put_file(str(source), path)

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        """Gives a file to write to, which appears when all is written, replacing one of the same name.

        It is on the disk by then, so that a machine that fails leaves the one before or this one.

        Raises:
            FullDiskError: there is no room for it; what was there before is left as it was.
        """
        with self._written(name) as path, self._files.open(path, "wb") as file:
            yield file
            if self._is_local:
                file.flush()
                os.fsync(file.fileno())

    def local_path(self, name: str) -> Path | None:
        """Returns where the file lies (or will lie) on this machine; None on a remote file system."""
        path = self._path(name)
        return Path(path) if self._is_local else None

    def remove(self, name: str) -> None:
        """Removes a file; one that is not there is no mistake."""
        if self.exists(name):
            self._files.rm_file(self._path(name))

    def remove_parts(self) -> None:
        """Removes what a process left half written that was killed. None may be writing."""
        if self._is_local:
            for part in Path(self._folder).glob(f"*{PART}"):
                part.unlink(missing_ok=True)

    def delete(self) -> None:
        """Removes the folder with all its files; one that is not there is no mistake."""
        if self._is_local:
            shutil.rmtree(self._folder, ignore_errors=True)
        elif self._files.exists(self._folder):
            self._files.rm(self._folder, recursive=True)

    @property
    def _is_local(self) -> bool:
        protocol = self._files.protocol
        return "file" in ((protocol,) if isinstance(protocol, str) else protocol)

    def _path(self, name: str) -> str:
        if not _NAME.fullmatch(name):
            raise UnknownArtifactError(name)
        return f"{self._folder}/{name}"

    @contextmanager
    def _written(self, name: str) -> Iterator[str]:
        """Gives a path to write to, which takes its name when all is written; object stores do this by themselves."""
        target = self._path(name)
        part = Path(f"{target}{PART}") if self._is_local else None
        with full_disk_told(name):
            try:
                self._files.makedirs(self._folder, exist_ok=True)
                yield str(part or target)
                if part is not None:
                    part.replace(target)
            except BaseException:
                if part is not None:
                    part.unlink(missing_ok=True)
                raise
