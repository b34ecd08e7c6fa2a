"""Runs and judges generated source with the tools that people would use: Python itself and ruff."""

import os
import subprocess
import sys
from pathlib import Path

RUFF = (sys.executable, "-m", "ruff")


def formatted(source: str) -> str:
    """Returns the source as ruff's formatter writes it."""
    command = [*RUFF, "format", "--isolated", "--line-length", "88", "-"]
    return subprocess.run(command, input=source, capture_output=True, text=True, check=True).stdout


def lint(source: str, *, ignore: str = "") -> str:
    """Returns what ruff finds under its default rules but those ignored; an empty text where it finds nothing."""
    command = [*RUFF, "check", "--isolated", "--quiet", *(["--ignore", ignore] if ignore else []), "-"]
    return subprocess.run(command, input=source, capture_output=True, text=True, check=False).stdout


def run(source: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs the source as a script, in an empty folder and in a Python that knows nothing of this process."""
    script = folder / "script.py"
    script.write_text(source)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"TF_CPP_MIN_LOG_LEVEL": "3", "MPLBACKEND": "agg"}
    command = [sys.executable, str(script)]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False, env=environment)
