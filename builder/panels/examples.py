"""The example networks that ship with Layerloom."""

from functools import lru_cache
from pathlib import Path

from builder.network import Network

FOLDER = Path(__file__).parents[2] / "assets" / "examples"


@lru_cache(maxsize=1)
def examples() -> dict[str, Network]:
    """Returns the examples by file name (without its ending), the easiest first."""
    return {path.stem: Network.from_json(path.read_bytes()) for path in sorted(FOLDER.glob("*.json"))}
