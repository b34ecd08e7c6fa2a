"""An export process that dies, told as far as it is known."""

import os
import signal
from pathlib import Path

from builder.conversion.exports.child import ExportChild
from builder.conversion.exports.queue import ExportJob
from builder.network import Network


def test_death_of_the_export_process_is_told_by_its_signal(tmp_path: Path) -> None:
    child = ExportChild()
    os.kill(child._process.pid, signal.SIGSEGV)
    answer = child.write(
        ExportJob(Network(), "json"), tmp_path / "x", None, told=lambda _phase, _share: None, time_limit=60
    )
    child.kill()
    assert answer == "The export process was ended by signal 11 (SIGSEGV)."
