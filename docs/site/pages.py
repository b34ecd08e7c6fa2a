"""What the site of ``make docs`` is made of: documents at the root and in docs/, under the paths that they have there.

A link that holds in the repository so holds on the site, and the other way round. MkDocs calls these as hooks.
"""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[2]
SITE = "docs/site"
FRONT = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
CHANGES = "CHANGELOG.md"
REFERENCE = [f"docs/reference/{name}.md" for name in ("index", "functions", "document", "reports", "errors")]
SECTIONS = {
    "How to": "docs/howto",
    "Design": "docs/design",
    "Decisions": "docs/decisions",
}
OTHERS = ("LICENSE", "assets/*.svg", "assets/screenshots/*", f"{SITE}/*.css")
"""What pages show or lead to besides."""

_NEXT_STEP = re.compile(r"(?<=\n\n)((?: {3}.*\n)+)(?=\d+\. )")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Returns the settings with the navigation: a section for the documents of each folder."""
    sections = [{title: documents_in(folder)} for title, folder in SECTIONS.items() if documents_in(folder)]
    front = [{title_of(name): name} for name in FRONT]
    config.nav = [*front, {"API reference": REFERENCE}, *sections, {title_of(CHANGES): CHANGES}]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Returns the theme's files with ours, in the place of those that MkDocs found in docs/ by itself."""
    others = [path.relative_to(ROOT).as_posix() for pattern in OTHERS for path in sorted(ROOT.glob(pattern))]
    ours = [
        File(name, str(ROOT), config.site_dir, config.use_directory_urls)
        for name in (*FRONT, CHANGES, *documents_in("docs"), *others)
    ]
    return Files([*(file for file in files if file.src_dir != config.docs_dir), *ours])


def on_page_markdown(markdown: str, **_: object) -> str:
    """Returns the text with an empty line before each step that follows right on a later paragraph of the one before.

    Python-Markdown takes it for a line of that paragraph; everybody else for a step.
    """
    return _NEXT_STEP.sub(r"\1\n", markdown)


def documents_in(folder: str) -> list[str]:
    """Returns the documents in a folder, however deep; one called README or index goes first."""
    found = (path.relative_to(ROOT) for path in (ROOT / folder).rglob("*.md"))
    order = sorted(found, key=lambda path: (path.parent, path.stem not in ("README", "index"), path))
    return [path.as_posix() for path in order]


def title_of(name: str) -> str:
    """Returns the first heading of a document."""
    return (ROOT / name).read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
