"""Notebooks: valid, the same each time, text kept apart from markup, and runnable."""

import json

import nbformat
import pytest

from builder.conversion.notebook import to_notebook
from builder.panels.examples import examples
from tests.conversion.running import formatted, lint, run
from tests.conversion.trainable import learner


def code_of(notebook: str) -> list[str]:
    return [cell.source for cell in nbformat.reads(notebook, as_version=4).cells if cell.cell_type == "code"]


@pytest.mark.parametrize("name", sorted(examples()))
def test_notebook_of_every_example_is_valid_and_its_code_clean(name):
    notebook = to_notebook(examples()[name])
    nbformat.validate(nbformat.reads(notebook, as_version=4))
    assert notebook == to_notebook(examples()[name])
    for cell in code_of(notebook):
        assert formatted(cell) == cell + "\n"
    assert lint("\n\n".join(code_of(notebook)), ignore="I001") == ""  # which asks for blank lines between cells


def test_notebook_tells_its_parts_in_order():
    cells = json.loads(to_notebook(learner("wine")))["cells"]
    headings = ["".join(cell["source"]).splitlines()[0] for cell in cells if cell["cell_type"] == "markdown"]
    assert headings == [
        "# Untitled network",
        "## Data",
        "## Training, validation and test part",
        "## Model",
        "## Training",
        "## Curves",
        "## Evaluation",
        "## Saving",
    ]


def test_names_that_people_wrote_are_no_markup():
    network = learner("wine").model_copy(update={"name": "<img src=x onerror=alert(1)> [a](b)\n# c"})
    title = json.loads(to_notebook(network))["cells"][0]["source"]
    assert "".join(title) == r"# \<img src=x onerror=alert\(1\)\> \[a\]\(b\) \# c"


@pytest.mark.keras
@pytest.mark.slow
def test_code_cells_run_one_after_another(tmp_path):
    done = run("\n\n".join(code_of(to_notebook(learner("wine_two_tables")))), tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "model.keras").is_file()
