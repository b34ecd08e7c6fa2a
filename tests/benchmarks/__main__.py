"""Measures Layerloom against the speed it is to reach: ``python -m tests.benchmarks [--only NAME]`` (``make bench``).

Everything that is compared is measured in one run on one machine. A missed target is told, and is no error.
"""

import argparse
import multiprocessing
import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

from tests.benchmarks import browser_edit, deep_network, first_page, frames, training_click, training_speed
from tests.benchmarks.rows import Row, table

BENCHMARKS: dict[str, Callable[[], list[Row]]] = {
    "first-page": first_page.measure,
    "edit": browser_edit.measure,
    "frames": frames.measure,
    "check": deep_network.measure,
    "training": training_speed.measure,
    "click": training_click.measure,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--only", choices=BENCHMARKS, action="append", metavar="NAME", help=", ".join(BENCHMARKS))
    chosen = parser.parse_args().only or list(BENCHMARKS)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # TensorFlow has nothing to say to a table
    before = os.getloadavg() if hasattr(os, "getloadavg") else None
    rows: list[Row] = []
    for name in chosen:
        sys.stderr.write(f"measuring {name} …\n")
        try:
            rows += _in_its_own_process(BENCHMARKS[name])
        except Exception as error:  # noqa: BLE001  one that cannot be measured must not hide the others
            rows.append(Row(name, f"not measured: {type(error).__name__}: {str(error).splitlines()[0]}"))
    print(table(rows))
    if before is not None:
        print(
            f"\nload of this machine before: {before[0]:.1f}, after: {os.getloadavg()[0]:.1f}; cores: {os.cpu_count()}"
        )
    return 0


def _in_its_own_process(measure: Callable[[], list[Row]]) -> list[Row]:
    # What one leaves behind (TensorFlow's threads, its settings, memory) must not weigh on the next.
    with ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure).result()


if __name__ == "__main__":
    sys.exit(main())
