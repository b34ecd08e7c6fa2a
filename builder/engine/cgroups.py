"""What Linux keeps of the memory of this process's control group: a container's limit, and whom it killed."""

from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
GROUPS = Path("/proc/self/cgroup")


def memory_limits(*, root: Path = ROOT, groups: Path = GROUPS) -> list[int]:
    """Returns the limits in bytes of this process's group and of those around it; a group without one sets none."""
    texts = _read("memory.max", "memory.limit_in_bytes", root, groups)
    return [int(text) for text in texts if text.isdigit()]


def memory_kills(*, root: Path = ROOT, groups: Path = GROUPS) -> int | None:
    """Returns how many processes the kernel killed in this process's group for want of memory; None where untold."""
    for text in _read("memory.events", "memory.oom_control", root, groups):
        for line in text.splitlines():
            name, _, count = line.partition(" ")
            if name == "oom_kill" and count.isdigit():
                return int(count)
    return None


def memory_kills_since(before: int | None) -> int | None:
    """Returns how many were killed since :func:`memory_kills` said ``before``; None where it tells nothing."""
    now = memory_kills()
    return None if before is None or now is None else now - before


def _read(name: str, name_in_v1: str, root: Path, groups: Path) -> list[str]:
    """Returns the files of this name in the process's own group and in every group around it, innermost first.

    In a container the root is the container's group, whatever path the process believes to be in.
    """
    try:
        lines = groups.read_text().splitlines()
    except OSError:
        return []
    found: list[str] = []
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if controllers == "":
            place, file = root, name
        elif "memory" in controllers.split(","):
            place, file = root / "memory", name_in_v1
        else:
            continue
        inner = place / path.strip("/")
        for folder in (inner, *inner.parents):
            if (folder / file).is_file():
                found.append((folder / file).read_text().strip())
            if folder == place:
                break
    return found
