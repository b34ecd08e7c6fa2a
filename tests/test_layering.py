"""The house rules about imports, held by reading every module's imports and by importing the light ones for real."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUILDER = ROOT / "builder"

ALLOWED = {
    "network": set(),
    "catalog": {"network"},
    "engine": {"catalog", "network"},
    "conversion": {"recipe", "data", "engine", "catalog", "network"},
    "data": {"engine", "catalog", "network"},
    "recipe": {"data", "engine", "catalog", "network"},
    "store": {"engine", "catalog", "network"},
    "training": {"recipe", "store", "data", "conversion", "engine", "catalog", "network"},
    "canvas": {"engine", "catalog", "network"},
    "workspace": {"canvas", "recipe", "training", "store", "data", "conversion", "engine", "catalog", "network"},
    "panels": {
        *("workspace", "canvas", "recipe", "training", "store", "data", "conversion", "engine", "catalog", "network")
    },
    "command": {"recipe", "training", "store", "data", "conversion", "engine", "catalog", "network"},
}
"""Package of builder/ -> the packages it may import."""

HEAVY = {"keras", "tensorflow"}
NUMERIC = {"numpy", "pandas"}
MAY_IMPORT_KERAS = (
    "catalog/reader",
    "catalog/__main__",
    "engine/build",
    "engine/inference",
    "engine/operations",
    "conversion/from_keras",
    "conversion/to_keras",
    "conversion/tracing",
    "conversion/verify/model",
    "conversion/weights/layers",
    "training/worker",
)
"""The modules that may import Keras when they are imported: they run in the engine, a worker or a script."""


def modules() -> list[Path]:
    return sorted(BUILDER.rglob("*.py"))


def place(path: Path) -> str:
    return path.relative_to(BUILDER).with_suffix("").as_posix()


def imports(path: Path, *, top_level_only: bool) -> Iterator[str]:
    """Yields the dotted name of every module that the file imports, ``TYPE_CHECKING`` blocks aside."""
    pending: list[ast.AST] = [ast.parse(path.read_text())]
    while pending:
        node = pending.pop()
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                pending.extend(node.orelse)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda() if top_level_only:
                pass
            case _:
                pending.extend(ast.iter_child_nodes(node))


@pytest.mark.parametrize("path", modules(), ids=place)
def test_arrows_point_one_way(path):
    package = place(path).split("/")[0]
    if package not in ALLOWED:
        assert package in ("__init__", "__main__", "public")
        return
    named = {name.split(".")[1] for name in imports(path, top_level_only=False) if name.startswith("builder.")}
    assert named - {package} <= ALLOWED[package]


LANGUAGE = sorted((BUILDER / "conversion" / "from_python" / "language").glob("*.py"))


@pytest.mark.parametrize("path", LANGUAGE, ids=place)
def test_the_language_knows_no_library(path):
    named = {name for node in ast.walk(ast.parse(path.read_text())) for name in _imported(node)}
    allowed = ("builder.conversion.from_python.language", "builder.network.notes", "builder.engine.words")
    assert {name for name in named if name.startswith("builder") and not name.startswith(allowed)} == set()


def _imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import():
            return [alias.name for alias in node.names]
        case ast.ImportFrom(module=str(module)):
            return [module]
    return []


@pytest.mark.parametrize("path", modules(), ids=place)
def test_keras_is_imported_by_those_that_run_it_alone(path):
    roots = {name.split(".")[0] for name in imports(path, top_level_only=True)}
    if not place(path).startswith(MAY_IMPORT_KERAS):
        assert not roots & HEAVY


@pytest.mark.parametrize("path", modules(), ids=place)
def test_light_packages_import_no_arrays(path):
    if place(path).split("/")[0] in ("network", "store", "canvas") or place(path) in ("__init__", "__main__", "public"):
        roots = {name.split(".")[0] for name in imports(path, top_level_only=True)}
        assert not roots & NUMERIC


@pytest.mark.parametrize("path", modules(), ids=place)
def test_streamlit_stays_in_panels_and_canvas(path):
    if place(path).split("/")[0] not in ("panels", "canvas"):
        roots = {name.split(".")[0] for name in imports(path, top_level_only=False)}
        assert not any(root.startswith("streamlit") for root in roots)


@pytest.mark.parametrize(
    "name",
    [
        "builder.public",
        "builder.network",
        "builder.catalog",
        "builder.engine",
        "builder.conversion",
        "builder.command",
        "builder.store",
    ],
)
def test_importing_brings_no_keras_and_no_arrays(name):
    assert imported_with(name, HEAVY | NUMERIC) == "[]"


def test_what_every_page_imports_is_soon_imported():
    late = {"sqlalchemy", "builder.conversion", "builder.training", "builder.recipe", "builder.data"}
    assert imported_with("builder.panels.session", late) == "[]"


def imported_with(name: str, watched: set[str]) -> str:
    """Returns, as Python writes a list, which of the watched modules importing another one brings along."""
    script = f"import sys, {name}; print(sorted({watched!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.keras
def test_checking_in_the_engine_leaves_the_asking_process_without_keras():
    script = """
import sys
from builder import Network
from builder.engine import EngineProcess
from builder.network import Edge, Node

nodes = (Node(id="a", class_name="Input", config={"shape": [3]}), Node(id="b", class_name="Dense", config={"units": 2}))
engine = EngineProcess()
report = engine.check(Network(nodes=nodes, edges=(Edge(id="e", source="a", target="b"),)))
engine.close()
print(report.total_parameters, sorted({"keras", "tensorflow"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "8 []"


def test_no_two_public_classes_share_a_name():
    places: dict[str, list[str]] = {}
    for path in modules():
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(place(path))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
