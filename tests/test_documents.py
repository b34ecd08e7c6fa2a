"""What documents and docstrings name is there: files, modules with what they define, links, make verbs, rooms, terms
and marks. What they show as Python is Python. (What only the site shows, such as its links, ``make docs`` holds.)
"""

import ast
import os
import re
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from builder import public
from tests.test_layering import ALLOWED

ROOT = Path(__file__).parent.parent
TEXTS = ("ARCHITECTURE.md", "CONTRIBUTING.md", "README.md")
DOCUMENTS = [
    *(ROOT / name for name in TEXTS),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted(ROOT.glob("requirements*.txt")),
]
HIDDEN = frozenset({".ci", ".streamlit"})
"""The folders of ours whose names begin with a dot."""

BUILT = "site"
"""The folder that ``make docs`` builds."""

KINDS = "py|md|tsx|ts|js|json|css|toml|yml|txt|svg"
"""Endings of files that are kept here; a model or a weights file that a document speaks of is somebody's own."""

LOCAL = frozenset({"state.json", "config.json", "network.json"})
"""Files that documents speak of and that are not kept here: parts of archives, and the reader's own."""

_FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"^ *```(?:python|py)\b[^\n]*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FILE = re.compile(rf"(?<![\w.~<>{{}}*/-])[\w.-]+(?:/[\w.-]+)*\.(?:{KINDS})\b(?![\w/])")
_PLACE = re.compile(r"(?<![\w.~<>{}*/-])[\w.-]+/(?:[\w.*-]+/?)*")
_DOTTED = re.compile(r"(?<![\w./-])(?:builder|tests)(?:\.\w+)+")
_VERB = re.compile(r"(?:^|&&|;)[ ]*(?:[$] )?make (?:[A-Z]+=\S+ )*([a-z][a-z-]*)", re.MULTILINE)
_ENTRY = re.compile(r"^::: ([\w.]+)$", re.MULTILINE)
_ROLE = re.compile(r":(?:func|class|meth|attr|data|mod|exc):`([^`]*)`")
_PIN = re.compile(r"^([\w-]+)(?:\[\w+\])?==([\w.]+)", re.MULTILINE)


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def files() -> frozenset[str]:
    """Returns every file of the repository's own folders, from its root on."""
    found = [path.name for path in ROOT.iterdir() if path.is_file()]
    for folder in (path for path in ROOT.iterdir() if path.is_dir()):
        if folder.name == BUILT or (folder.name.startswith(".") and folder.name not in HIDDEN):
            continue
        for base, inner, names in os.walk(folder):
            inner[:] = [name for name in inner if name not in ("node_modules", "__pycache__")]
            found += [f"{Path(base).relative_to(ROOT).as_posix()}/{name}" for name in names]
    return frozenset(found)


@cache
def folders() -> frozenset[str]:
    return frozenset(parent.as_posix() for name in files() for parent in Path(name).parents)


def is_here(name: str) -> bool:
    """Says whether the name is that of a file or folder: the whole from the root on, or how one ends; ``*`` is any."""
    name = name.rstrip("/")
    if name.split("/")[0] in folders() and "/" in name:
        pattern = re.compile(re.escape(name).replace(r"\*", "[^/]*"))
    else:
        pattern = re.compile(rf"(?:.*/)?{re.escape(name)}".replace(r"\*", "[^/]*"))
    return any(pattern.fullmatch(known) for known in files() | folders())


def code_of(path: Path) -> Iterator[str]:
    """Yields what a document writes as code, in the line; of a list of requirements the comments."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        yield from (line.partition("#")[2] for line in text.splitlines())
    else:
        yield from _SPAN.findall(_FENCE.sub("", text))


def named_places(path: Path) -> set[str]:
    """Returns the names in a document that can only be those of files or folders of the repository.

    A name with a placeholder, ``<room>/<name>.py``, is that of a file to be made.
    """
    found: set[str] = set()
    for code in code_of(path):
        found.update(match.group() for match in _FILE.finditer(code))
        found.update(
            match.group() for match in _PLACE.finditer(code) if match.group().split("/")[0] in folders() - {"."}
        )
    return found - LOCAL


@cache
def defined_in(path: Path) -> frozenset[str]:
    """Returns the names that a module defines or hands on, members of its classes as ``Class.name``."""
    found: set[str] = set()

    def add(nodes: list[ast.stmt], prefix: str) -> None:
        for node in nodes:
            match node:
                case ast.ClassDef():
                    found.add(prefix + node.name)
                    add(node.body, f"{prefix}{node.name}.")
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    found.add(prefix + node.name)
                case ast.Assign():
                    found.update(prefix + one.id for one in node.targets if isinstance(one, ast.Name))
                case ast.AnnAssign(target=ast.Name(id=name)):
                    found.add(prefix + name)
                case ast.If():
                    add(node.body, prefix)
                case ast.ImportFrom(module=str(module), names=[ast.alias(name="*")]):
                    found.update(defined_in(ROOT.joinpath(*module.split(".")).with_suffix(".py")))
                case ast.ImportFrom() | ast.Import():
                    found.update(prefix + (alias.asname or alias.name) for alias in node.names)

    add(ast.parse(path.read_text(encoding="utf-8")).body, "")
    return frozenset(found)


def is_defined(dotted: str) -> bool:
    """Says whether a dotted name is that of a package, a module, or something that a module defines."""
    parts = dotted.split(".")
    for end in range(len(parts), 0, -1):
        base = ROOT.joinpath(*parts[:end])
        module = base.with_suffix(".py") if base.with_suffix(".py").is_file() else base / "__init__.py"
        if module.is_file() or base.is_dir():
            return end == len(parts) or (module.is_file() and ".".join(parts[end:]) in defined_in(module))
    return False


def modules() -> list[Path]:
    return [path for path in sorted((ROOT / "builder").rglob("*.py")) if "node_modules" not in path.parts]


def is_told(name: str, module: Path) -> bool:
    """Says whether a role in a module's docstrings names something: in whole, or as the module or a class there can."""
    name = name.lstrip("~")
    if name.startswith("."):
        name = place(module.parent).replace("/", ".") + name
    first = name.split(".")[0]
    if first == "builder":
        return is_defined(name)
    if any(known == name or known.endswith(f".{name}") for known in defined_in(module)):
        return True
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and first in (alias.name for alias in node.names):
            return is_defined(f"{node.module}.{name}")
    return first in sys.stdlib_module_names


def table_after(path: Path, heading: str) -> list[list[str]]:
    """Returns the cells of the first table below a heading, without its head."""
    text = path.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2]
    rows = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)[0].splitlines()
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


@pytest.mark.parametrize("path", DOCUMENTS, ids=place)
def test_every_file_and_folder_that_a_document_names_is_there(path: Path):
    assert [name for name in sorted(named_places(path)) if not is_here(name)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=place)
def test_every_module_that_a_document_names_is_there_with_what_it_defines(path: Path):
    named = set(_DOTTED.findall(path.read_text(encoding="utf-8")))
    assert [name for name in sorted(named) if not is_defined(name)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=place)
def test_every_link_to_the_repository_leads_somewhere(path: Path):
    links = [link for link in _LINK.findall(path.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (path.parent / link.partition("#")[0]).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=place)
def test_every_make_verb_that_a_document_names_is_in_the_makefile(path: Path):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    verbs = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    text = path.read_text(encoding="utf-8")
    written = "\n".join([*_SPAN.findall(_FENCE.sub("", text)), *_FENCE.findall(text)])
    assert set(_VERB.findall(written)) - verbs == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=place)
def test_every_block_of_python_in_a_document_parses(path: Path):
    for code in _PYTHON.findall(path.read_text(encoding="utf-8")):
        ast.parse(textwrap.dedent(code), filename=place(path))


@pytest.mark.parametrize("path", DOCUMENTS, ids=place)
def test_every_block_of_python_in_a_document_imports_of_ours_what_is_there(path: Path):
    imported = {
        f"{node.module}.{alias.name}"
        for code in _PYTHON.findall(path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(textwrap.dedent(code)))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "builder"
        for alias in node.names
    }
    assert [name for name in sorted(imported) if not is_defined(name)] == []


def test_the_api_reference_has_every_public_name_and_nothing_that_is_not_there():
    pages = sorted((ROOT / "docs" / "reference").glob("*.md"))
    entries = [name for page in pages for name in _ENTRY.findall(page.read_text(encoding="utf-8"))]
    assert {f"builder.{name}" for name in public.__all__} - set(entries) == set()
    assert [name for name in entries if not is_defined(name)] == []
    assert len(set(entries)) == len(entries)


def test_every_name_that_a_docstring_refers_to_is_there():
    named = [(place(path), name) for path in modules() for name in _ROLE.findall(path.read_text(encoding="utf-8"))]
    assert [(where, name) for where, name in named if not is_told(name, ROOT / where)] == []


def test_what_several_lists_of_requirements_name_has_one_version():
    texts = [path.read_text(encoding="utf-8") for path in ROOT.glob("requirements*.txt")]
    pins = {pin for text in texts for pin in _PIN.findall(text)}
    assert len({name for name, _ in pins}) == len(pins)


def test_the_rooms_of_the_house_may_import_what_the_layering_test_allows():
    rows = table_after(ROOT / "ARCHITECTURE.md", "The house")
    rooms = {room.strip("`").removeprefix("builder/"): set(re.findall(r"\w+", allowed)) for room, _, allowed in rows}
    assert {room: allowed - {"nothing"} for room, allowed in rooms.items()} == ALLOWED


def test_every_term_of_the_glossary_says_where_it_is_defined():
    rows = table_after(ROOT / "ARCHITECTURE.md", "Glossary")
    places = {term: _SPAN.findall(where) for term, _, where in rows}
    assert [term for term, where in places.items() if not where] == []
    assert len(places) == len(rows)


def test_the_terms_of_the_glossary_stand_in_order():
    terms = [term.strip("`").lower() for term, _, _ in table_after(ROOT / "ARCHITECTURE.md", "Glossary")]
    assert terms == sorted(terms)


def test_contributors_are_told_of_every_mark():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    marks = {mark.partition(":")[0] for mark in settings["tool"]["pytest"]["ini_options"]["markers"]}
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert marks - set(_SPAN.findall(text)) == set()
