"""Writes a network as a Jupyter notebook that loads its data, builds it, trains it and shows how well it learned."""

import re

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from builder.conversion.to_python.to_python import imports_of, to_python_with_lines
from builder.conversion.to_python.training import Section, TrainingSource
from builder.engine.report import Report
from builder.network import Network

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>&$~:])")
_INTRODUCTIONS = {
    "Training": "The losses of several outputs are averaged, each times its weight.",
    "Evaluation": "The test part was not touched until now.",
    "Saving": "`keras.saving.load_model` reads the file again.",
}


def to_notebook(network: Network, *, comments: bool = False, report: Report | None = None, kept_layers: int = 0) -> str:
    """Returns the text of a notebook (nbformat 4.5), the same for the same network.

    Args:
        comments, report, kept_layers: as for :func:`builder.conversion.to_python.to_python.to_python_with_lines`.

    Raises:
        InvalidNetworkError: as for :func:`builder.conversion.to_python.to_python.to_python`.
        IncompleteRecipeError: the recipe lacks something, or it would not train.
    """
    source = to_python_with_lines(network, parts="training", comments=comments, report=report, kept_layers=kept_layers)
    training = source.training or TrainingSource((), (), ())
    cells = [
        new_markdown_cell(_title(network)),
        new_code_cell(imports_of(source.functions, training.imports).rstrip("\n")),
    ]
    for section in training.before:
        cells += _cells(section)
    cells += [new_markdown_cell("## Model"), new_code_cell(source.functions)]
    for section in training.after:
        cells += _cells(section)
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook)
    return text + "\n"


def _title(network: Network) -> str:
    """Returns the name and the description; what people wrote there is text, never markup."""
    lines = [f"# {_plain(network.name) or 'Network'}", *([_plain(network.description)] if network.description else [])]
    return "\n\n".join(lines)


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _cells(section: Section) -> list[nbformat.NotebookNode]:
    introduction = _INTRODUCTIONS.get(section.title)
    heading = f"## {section.title}" + (f"\n\n{introduction}" if introduction else "")
    return [new_markdown_cell(heading), new_code_cell("\n".join(section.lines))]
