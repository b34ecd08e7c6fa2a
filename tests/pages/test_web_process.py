"""What the web process has and has not: one of each service, and no Keras."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.keras  # for its engine, a process of its own

ASK_FROM_EVERYWHERE = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from builder.workspace.services import close_services, services

ready = Barrier(8)

def ask(_):
    ready.wait()
    return services()

with ThreadPoolExecutor(8) as pool:
    print(len({id(found) for found in pool.map(ask, range(8))}))
close_services()
"""

VISIT_EVERY_PAGE = """
import sys
from streamlit.testing.v1 import AppTest
from builder.panels.examples import examples
from builder.workspace.services import close_services, services

services().engine.start()
test = AppTest.from_file("builder/panels/site.py", default_timeout=60)
test.query_params["project"] = services().store.create_project(examples()["02_classic_digits"]).id
test.run()
for page in ("home", "build", "data", "train", "export"):
    test.switch_page(f"../../pages/{page}.py").run()
    assert not test.exception, (page, test.exception)
heavy = sorted(name for name in sys.modules if name.partition(".")[0] in ("keras", "tensorflow"))
close_services()
print("heavy:", heavy)
"""


def last_line(program: str, home: Path) -> str:
    """Runs a program as a web process of its own would, and returns the last line that it printed."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"LAYERLOOM_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    return done.stdout.strip().splitlines()[-1]


def test_every_page_is_drawn_without_keras_in_the_web_process(tmp_path: Path):
    assert last_line(VISIT_EVERY_PAGE, tmp_path) == "heavy: []"


def test_the_services_are_made_once_however_many_ask(tmp_path: Path):
    assert last_line(ASK_FROM_EVERYWHERE, tmp_path) == "1"
