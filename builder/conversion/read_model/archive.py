"""Reads members of a zip archive that nobody vouches for, within limits; nothing is ever unpacked to disk."""

import io
import stat
import zipfile
from collections.abc import Mapping
from types import MappingProxyType

from builder.conversion.errors import RefusedModelError

MAX_UNPACKED = 500_000_000
MAX_ENTRIES = 20_000
MAX_RATIO = 100
RATIO_FROM = 1_000_000
"""Members below this size may be packed as tightly as they like."""


class Archive:
    """The members of one zip archive, checked as a whole before any is read."""

    def __init__(self, content: bytes) -> None:
        """Opens the archive.

        Raises:
            RefusedModelError: it is no zip archive, or breaks a limit.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise RefusedModelError(f"This file is no whole zip archive, as a .keras file is: {error}.") from error
        self.members: Mapping[str, zipfile.ZipInfo] = MappingProxyType(_checked(self._zip.infolist()))

    def read(self, name: str, *, at_most: int = MAX_UNPACKED) -> bytes:
        """Returns the content of one member, of ``at_most`` so many bytes.

        Raises:
            RefusedModelError: there is no such member, it is too large, or it is broken.
        """
        info = self.members.get(name)
        if info is None:
            raise RefusedModelError(f'This archive holds no "{name}", as a .keras file does.')
        if info.file_size > at_most:
            raise RefusedModelError(f'"{name}" has {info.file_size:,} bytes; at most {at_most:,} are read.')
        try:
            with self._zip.open(info) as member:
                content = member.read(info.file_size + 1)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
            raise RefusedModelError(f'"{name}" in this archive cannot be read: {error}.') from error
        except Exception as error:  # what zlib, bz2 and lzma raise has no common root
            raise RefusedModelError(f'"{name}" in this archive is broken.') from error
        if len(content) > info.file_size:
            raise RefusedModelError(f'"{name}" in this archive is larger than it says.')
        return content


def _checked(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    if len(infos) > MAX_ENTRIES:
        raise RefusedModelError(f"This archive holds {len(infos):,} files; at most {MAX_ENTRIES:,} are read.")
    members: dict[str, zipfile.ZipInfo] = {}
    total = 0
    for info in infos:
        name = info.filename
        if name in members:
            raise RefusedModelError(f'This archive holds two files of the name "{name[:60]}".')
        if name.startswith(("/", "\\")) or ":" in name or ".." in name.replace("\\", "/").split("/"):
            raise RefusedModelError(f'This archive holds a file that leads out of it: "{name[:60]}".')
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise RefusedModelError(f'This archive holds a link or a device: "{name[:60]}".')
        if info.flag_bits & 0x1:
            raise RefusedModelError("This archive is encrypted. Save the model without a password.")
        if info.file_size > max(RATIO_FROM, MAX_RATIO * info.compress_size):
            raise RefusedModelError(f'"{name[:60]}" in this archive unpacks to more than {MAX_RATIO} times its size.')
        total += info.file_size
        members[name] = info
    if total > MAX_UNPACKED:
        raise RefusedModelError(f"This archive unpacks to {total:,} bytes; at most {MAX_UNPACKED:,} are read.")
    return members
