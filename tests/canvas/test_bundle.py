"""The committed bundle of the canvas is the one that its source makes."""

import hashlib
from pathlib import Path

import builder.canvas

FRONTEND = Path(builder.canvas.__file__).parent / "frontend"
BUILD = FRONTEND / "build"
CONFIGURATION = ("package-lock.json", "package.json", "source-hash.ts", "tsconfig.json", "vite.config.ts")


def source_hash() -> str:
    """Returns what frontend/source-hash.ts computes when the bundle is built."""
    source = [path.relative_to(FRONTEND).as_posix() for path in (FRONTEND / "src").rglob("*") if path.is_file()]
    digest = hashlib.sha256()
    for path in sorted([*CONFIGURATION, *source]):
        digest.update(path.encode() + b"\0" + (FRONTEND / path).read_bytes() + b"\0")
    return digest.hexdigest()


def test_bundle_was_built_from_the_source_as_it_is() -> None:
    built_from = (BUILD / "source.sha256").read_text().strip()
    assert built_from == source_hash(), "Run `npm run build` in builder/canvas/frontend and commit build/."


def test_bundle_is_one_script_and_one_style_sheet() -> None:
    assert sorted(path.name for path in BUILD.iterdir()) == ["index.css", "index.js", "source.sha256"]


def test_bundle_loads_nothing_from_elsewhere() -> None:
    script = (BUILD / "index.js").read_text()
    style = (BUILD / "index.css").read_text()
    assert "import(" not in script
    assert "@import" not in style
    assert "url(http" not in style
