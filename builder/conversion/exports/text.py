"""The exports that are written from the document alone: source, notebook, JSON and pictures."""

from builder.conversion.diagram.diagram import draw_diagram
from builder.conversion.diagram.png import to_png
from builder.conversion.exports.exports import ExportError, ExportOptions
from builder.conversion.mermaid import to_mermaid
from builder.conversion.to_python.to_python import Parts, to_python_with_lines
from builder.engine.report import Report
from builder.network import Network


def text_of(network: Network, key: str, options: ExportOptions, report: Report | None) -> bytes:
    """Returns the network as source, as a notebook or as its document; ``report`` lets comments tell shapes.

    Raises:
        InvalidNetworkError: something is wrong with the network.
        IncompleteRecipeError: a training is wanted, and the recipe lacks its data or a loss.
    """
    match key:
        case "python":
            parts: Parts = "training" if options.whole else "model"
            return to_python_with_lines(
                network, parts=parts, comments=options.comments, report=report, kept_layers=options.kept_layers
            ).text.encode()
        case "notebook":
            from builder.conversion.notebook import to_notebook

            return to_notebook(
                network, comments=options.comments, report=report, kept_layers=options.kept_layers
            ).encode()
        case "json":
            return (network.to_json() + "\n").encode()
    raise ExportError(f'Nothing writes the format "{key}".')


def picture_of(network: Network, key: str, options: ExportOptions, report: Report | None) -> bytes:
    """Returns a drawing of the network; ``report`` is what checking says of it, for the sizes of its tensors."""
    known = report if options.shapes else None
    if key == "mermaid":
        return to_mermaid(network, known).encode()
    diagram = draw_diagram(network, known, transparent=options.transparent)
    return diagram.svg.encode() if key == "svg" else to_png(diagram.svg, size=(diagram.width, diagram.height))
