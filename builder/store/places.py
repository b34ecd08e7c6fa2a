"""Where things are kept, told by three environment variables."""

import os
from pathlib import Path


def home_folder() -> Path:
    """Returns the folder for everything kept on this machine: LAYERLOOM_HOME, by default ~/.layerloom."""
    return Path(os.environ.get("LAYERLOOM_HOME") or "~/.layerloom").expanduser().absolute()


def database_url() -> str:
    """Returns LAYERLOOM_DATABASE_URL, by default an SQLite file in the home folder."""
    return os.environ.get("LAYERLOOM_DATABASE_URL") or f"sqlite:///{home_folder() / 'layerloom.db'}"


def artifacts_url() -> str:
    """Returns LAYERLOOM_ARTIFACTS_URL (any address that fsspec opens), by default a folder in the home folder."""
    return os.environ.get("LAYERLOOM_ARTIFACTS_URL") or str(home_folder() / "artifacts")
