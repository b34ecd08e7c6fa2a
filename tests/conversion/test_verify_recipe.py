"""Scripts and notebooks read back to the recipe they were written from, and tampered ones are found out."""

from pathlib import Path

import pytest

from builder import Network, check
from builder.conversion.notebook import to_notebook
from builder.conversion.to_python.to_python import to_python
from builder.conversion.verify.recipe import differing_part
from builder.panels.examples import examples
from builder.recipe import completed
from tests.training.objectives import combinations, learner_of

pytestmark = pytest.mark.keras


def script_of(network: Network, folder: Path) -> tuple[Path, Network]:
    """Returns the script of the network, and the network with the whole recipe."""
    report = check(network)
    path = folder / "script.py"
    path.write_text(to_python(network, parts="training", report=report))
    return path, completed(network, report)


@pytest.mark.parametrize("dataset, kind", list(combinations()))
def test_script_says_the_recipe_to_a_reader(dataset: str, kind: str, tmp_path: Path) -> None:
    assert differing_part(*script_of(learner_of(dataset, kind), tmp_path)) == ""


@pytest.mark.parametrize("name", sorted(examples()))
def test_notebook_of_every_example_says_the_recipe_to_a_reader(name: str, tmp_path: Path) -> None:
    network = examples()[name]
    path = tmp_path / "notebook.ipynb"
    path.write_text(to_notebook(network))
    assert differing_part(path, network) == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    digit[train],", "    images[train],", "targets"),
        ("epochs=2", "epochs=3", "epochs"),
        ("test_size=0.2", "test_size=0.3", "validation share"),
        ("load_digits", "load_iris", "data set"),
        ('loss="sparse_categorical_crossentropy"', 'loss="mse"', "losses"),
        ('optimizer="adam"', 'optimizer="sgd"', "optimizer"),
        ("set_random_seed(5)", "set_random_seed(6)", "seed"),
        ("images = images / 16", "", "options of the data"),
        ("class_weight={0: 2.5", "class_weight={0: 2.6", "class weights"),
    ],
)
def test_script_that_trains_otherwise_is_found_out(old: str, new: str, said: str, tmp_path: Path) -> None:
    path, network = script_of(learner_of("digits", "class_weight"), tmp_path)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    assert said in differing_part(path, network)
