"""The training process: ``python -m builder.training.worker RUN_ID``, or ``--wait`` for one to be told on stdin.

A process that waits has Keras imported and warmed up by the time that somebody clicks Train. Until it is given a run it
ends with its parent; from then on it lives for itself.
"""

import argparse
import json
import os
import queue
import sys
import threading
from collections.abc import Sequence

from builder.engine.machine import worker_memory
from builder.store import Store, open_store

HANDOVER_SECONDS = 0.3
"""How long to wait for a run that is handed over at once, before taking this process for a spare one."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Trains one run and returns 0; how the run ended stands in the store."""
    parser = argparse.ArgumentParser(prog="python -m builder.training.worker", description=__doc__)
    parser.add_argument("run_id", nargs="?", help="a queued run of the store that the environment names")
    parser.add_argument("--wait", action="store_true", help="warm up, then read the run from a line of JSON on stdin")
    options = parser.parse_args(arguments)
    if options.wait == (options.run_id is not None):
        parser.error("Name a run, or --wait for one.")
    os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    store, run_id, memory = _awaited_job() if options.wait else (open_store(), options.run_id, worker_memory())
    if store.run_status(run_id) == "queued":  # else it was stopped meanwhile, and Keras need not be imported for it
        from builder.training.worker.run import train_run

        train_run(store, run_id, memory=memory)
    store.close()
    return 0


def _awaited_job() -> tuple[Store, str, int]:
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_read_line, args=(lines,), daemon=True).start()
    try:
        line = lines.get(timeout=HANDOVER_SECONDS)
    except queue.Empty:
        from builder.training.worker.warmup import warm_up

        if lines.empty():  # with a run waiting already, a warm-up would only delay it
            warm_up()
        line = lines.get()
    job = json.loads(line)
    return Store(job["database"], job["artifacts"]), job["run"], job["memory"]


def _read_line(lines: "queue.SimpleQueue[str]") -> None:
    line = sys.stdin.readline()
    if not line:  # the parent is gone, and with it whoever could hand over a run
        os._exit(0)
    lines.put(line)


if __name__ == "__main__":
    sys.exit(main())
