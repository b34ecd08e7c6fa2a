"""Hostile sources and files: refused or stepped over, quickly, and with nothing executed."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builder import Network
from builder.catalog import load_catalog
from builder.conversion.canonical import canonical_form
from builder.network import BLOCK
from builder.network.unread import is_unread
from tests.conversion.watcher import FOLDER
from tests.engine.drawing import chain, input_of

pytestmark = pytest.mark.keras

ROOT = Path(__file__).parents[2]
MARK = Path("/tmp/layerloom-was-here")
SECONDS = 2.0

WRITTEN = sorted(path.name for path in FOLDER.glob("*.py"))
BENIGN = canonical_form(chain(input_of(4), ("dense", "Dense", {"units": 2})))

Report = dict[str, Any]


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """What the watcher saw of each case: once read, and every model that came out checked by the engine."""
    MARK.unlink(missing_ok=True)
    command = [sys.executable, "-X", "faulthandler", "-m", "tests.conversion.watcher"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900)
    found: dict[str, Report] = {}
    for line in done.stdout.splitlines():
        told = json.loads(line)
        if told["stage"] == "read":
            found[told["name"]] = told | {"check": [], "weights": []}
        else:
            found[told["name"]][told["stage"]].append(told)
    assert done.returncode == 0, f"ended after {list(found)[-1:]}: {done.stderr[-3000:]}"
    return found


@pytest.mark.parametrize(
    "deed",
    [
        "open('/dev/null')",
        "exec('pass')",
        "eval('1')",
        "compile('pass', 'x', 'exec')",
        "__import__('wave')",
        "os.system('true')",
        "os.listdir('.')",
        "subprocess.run(['true'])",
        "socket.socket()",
        "pickle.loads(pickle.dumps(print))",
    ],
)
def test_the_watcher_sees_what_is_done(deed: str) -> None:
    script = f"""
import json, os, pickle, socket, subprocess
from tests.conversion.watcher import Watch, report
told, _ = report(Watch(), lambda: {deed})
print(json.dumps(told["events"]))
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)


@pytest.mark.parametrize("name", WRITTEN)
def test_written_source_executes_nothing_and_is_over_soon(name: str, reports: dict[str, Report]) -> None:
    assert misdeeds(reports[name]) == []


def test_made_sources_and_files_execute_nothing_and_are_over_soon(reports: dict[str, Report]) -> None:
    made = reports.keys() - set(WRITTEN)
    assert len(made) > 100
    assert {name: found for name in made if (found := misdeeds(reports[name]))} == {}


def test_what_comes_out_is_of_the_catalogue(reports: dict[str, Report]) -> None:
    known = load_catalog().node_entries.keys() | {BLOCK}
    for name, told in reports.items():
        for network in networks(told):
            nodes = [node for graph in (network, *network.blocks.values()) for node in graph.nodes]
            assert {node.class_name for node in nodes if not is_unread(node)} <= known, name
            assert not any(map(is_unread, nodes)) or not any(check["ok"] for check in told["check"]), name
            arguments = [node.config for node in nodes]
            evil = re.search("passwd|system|abort", json.dumps(arguments))
            assert not evil or not any(check["ok"] for check in told["check"]), name


@pytest.mark.parametrize("name", WRITTEN)
def test_written_source_gives_what_its_first_line_expects(name: str, reports: dict[str, Report]) -> None:
    first = (FOLDER / name).read_text().splitlines()[0]
    expects, says = re.fullmatch(r"# expects: (\w+)(?:, says: (\w+))?", first).groups()
    told = reports[name]
    found = list(networks(told))
    match expects:
        case "refused":
            assert all(any(map(is_unread, network.nodes)) or not network.nodes for network in found)
            assert not any(check["ok"] for check in told["check"])
        case "noted":
            assert told["notes"]
        case "model":
            assert [canonical_form(network) for network in found][-1:] == [BENIGN]
        case "names":
            assert len(found) == 1
        case "vocabulary":
            assert not any(check["ok"] for check in told["check"])
        case "either":
            assert all(len(network.nodes) <= 5_000 for network in found)
        case _:
            pytest.fail(f"{expects!r} is no expectation")
    assert (says or "") in " ".join([*told["notes"], told["refusal"] or ""])


HARMLESS_WEIGHTS = {
    f"{name}.keras" for name in ("wrong_shape", "cycle", "nothing", "dataset_for_group", "dots_in_names")
}


def test_weights_that_are_no_plain_arrays_are_refused(reports: dict[str, Report]) -> None:
    opened = {name for name in reports for told in reports[name]["weights"] if not told["refusal"]}
    assert opened <= HARMLESS_WEIGHTS


def test_made_sources_and_files_give_no_more_than_their_benign_part(reports: dict[str, Report]) -> None:
    large = {
        name: [node.class_name for node in network.nodes]
        for name in reports.keys() - set(WRITTEN)
        for network in networks(reports[name])
        if len(network.nodes) > 2
    }
    assert large == {}


def misdeeds(told: Report) -> list[str]:
    """Returns what a case did that none may do: other errors than ours, events, too much time."""
    found = [f"failed: {told['failure']}"] if told["failure"] else []
    found += [f"while reading: {event}" for event in told["events"]]
    if told["seconds"] >= SECONDS:
        found.append(f"took {told['seconds']} s")
    for later in (*told["weights"], *told["check"]):
        found += [f"{later['stage']} failed: {later['failure']}"] if later["failure"] else []
        found += [f"{later['stage']}: {event}" for event in later["events"]]
    return found + [f"{MARK} was written"] * MARK.exists()


def networks(told: Report) -> Iterator[Network]:
    return (Network.from_json(text) for text in told.get("models", {}).values())
