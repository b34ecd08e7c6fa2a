"""One export process as its parent sees it: started, asked, timed, killed."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import builder
from builder.conversion.verify.verify import Verification
from builder.engine.cgroups import memory_kills, memory_kills_since
from builder.engine.deaths import death_in_words

if TYPE_CHECKING:
    from builder.conversion.exports.queue import ExportJob

START_LIMIT = 120.0
"""Seconds that Keras's import may take on top of an export's own."""

Told = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class WrittenExport:
    """What the process says of a file that it wrote."""

    verification: Verification | None
    notes: tuple[str, ...]


class ExportChild:
    """A running ``python -m builder.conversion.exports.process``."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "builder.conversion.exports.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=Path(builder.__file__).parents[1],
            env={"TF_CPP_MIN_LOG_LEVEL": "2", **os.environ},
        )
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, name="export-lines", daemon=True).start()
        self._fresh = True
        self._kills = memory_kills()

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def write(
        self, job: "ExportJob", target: Path, weights: Path | None, *, told: Told, time_limit: float
    ) -> WrittenExport | str:
        """Has one export written to ``target`` and returns what is to be said of it, or why there is none."""
        line = json.dumps(
            {
                "document": job.network.to_json(),
                "format": job.format,
                "options": asdict(job.options),
                "target": str(target),
                "weights": str(weights) if weights else None,
            }
        )
        limit = time_limit + (START_LIMIT if self._fresh else 0.0)
        self._fresh = False
        try:
            if self._process.stdin is None:
                return self._why_it_died()
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except OSError:
            return self._why_it_died()
        deadline = time.monotonic() + limit
        while True:
            try:
                said = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                self.kill()
                return f"The export took longer than {time_limit:g} s and was ended."
            if said is None:
                return self._why_it_died()
            answer: dict[str, Any] = json.loads(said)
            if "phase" in answer:
                told(answer["phase"], answer["share"])
            elif "refused" in answer:
                return str(answer["refused"])
            else:
                verification = answer["done"]["verification"]
                return WrittenExport(
                    None if verification is None else Verification(**verification), tuple(answer["done"]["notes"])
                )

    def kill(self) -> None:
        """Ends the process, whatever it is at."""
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=10)
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()

    def _why_it_died(self) -> str:
        code: int | None = None
        with suppress(subprocess.TimeoutExpired):
            code = self._process.wait(timeout=10)
        return death_in_words("export", code, memory_kills=memory_kills_since(self._kills))

    def _listen(self) -> None:
        if self._process.stdout is not None:
            with self._process.stdout as lines:
                for line in lines:
                    self._lines.put(line)
        self._lines.put(None)
