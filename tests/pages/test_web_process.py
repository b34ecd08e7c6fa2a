"""The web process draws every page without ever importing Keras."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.keras  # for its engine, a process of its own

VISIT_EVERY_PAGE = """
import sys
from streamlit.testing.v1 import AppTest
from builder.panels.examples import examples
from builder.panels.services import services

services().engine.start()
test = AppTest.from_file("builder/panels/site.py", default_timeout=60)
test.query_params["project"] = services().store.create_project(examples()["02_classic_digits"]).id
test.run()
for page in ("home", "build", "data", "train", "export"):
    test.switch_page(f"../../pages/{page}.py").run()
    assert not test.exception, (page, test.exception)
heavy = sorted(name for name in sys.modules if name.partition(".")[0] in ("keras", "tensorflow"))
services().close()
print("heavy:", heavy)
"""


def test_every_page_is_drawn_without_keras_in_the_web_process(tmp_path: Path):
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", VISIT_EVERY_PAGE],
        cwd=root,
        env=os.environ | {"LAYERLOOM_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    assert done.stdout.strip().splitlines()[-1] == "heavy: []"
