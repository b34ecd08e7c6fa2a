"""The formats in which a network leaves: what each is for, how its file is called, what a person may choose about it.

Light to import; :mod:`builder.conversion.exports.writing` writes the files, in a process with Keras.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal

from builder.network import BuilderError

FULL_WORDS = "The disk is full, so the export could not be written. Make room and try again."

ExportGroup = Literal["code", "model", "picture"]


class ExportError(BuilderError):
    """A network that cannot leave in this format; the message says why in a sentence."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One way to take a network along.

    ``has_weights`` says that the file holds weights, ``is_checked`` that a network can be rebuilt from it and compared
    with this one. ``checked_by`` names what rebuilds it.
    """

    key: str
    title: str
    ending: str
    mime: str
    purpose: str
    group: ExportGroup
    icon: str
    has_weights: bool = False
    checked_by: str = ""

    @property
    def is_checked(self) -> bool:
        return bool(self.checked_by)


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a person may choose. Source: ``whole`` brings data and training along, ``comments`` explains it.

    ``kept_layers``, in how many layers trainings here begin with kept weights, is no choice: code that trains says so.
    Pictures: ``shapes`` writes the size of every tensor at its arrow, ``transparent`` leaves out the white ground.
    """

    whole: bool = False
    comments: bool = False
    shapes: bool = True
    transparent: bool = False
    kept_layers: int = 0

    def relevant_to(self, format: ExportFormat) -> "ExportOptions":
        """Returns the options with those at their defaults that make no difference to this format."""
        chosen: dict[str, Any] = {}
        if format.key in ("python", "notebook"):
            chosen = {"comments": self.comments}
        if format.key == "python":
            chosen["whole"] = self.whole
        if self.trains(format):
            chosen["kept_layers"] = self.kept_layers
        if format.group == "picture":
            chosen = {"shapes": self.shapes, "transparent": self.transparent}
        return replace(ExportOptions(), **chosen)

    def trains(self, format: ExportFormat) -> bool:
        """Says whether the file trains the network as well."""
        return format.key == "notebook" or (format.key == "python" and self.whole)

    def needs_report(self, format: ExportFormat) -> bool:
        """Says whether what checking found decides what stands in the file."""
        if format.group == "picture":
            return self.shapes
        return self.trains(format) or (format.group == "code" and self.comments)


_ALL = (
    ExportFormat(
        "python",
        "Python",
        ".py",
        "text/x-python",
        "A module that builds exactly this model, to read and to go on from.",
        "code",
        ":material/code:",
        checked_by="its build_model",
    ),
    ExportFormat(
        "notebook",
        "Notebook",
        ".ipynb",
        "application/x-ipynb+json",
        "Data, model, training and plots in Jupyter or Colab.",
        "code",
        ":material/menu_book:",
        checked_by="its build_model",
    ),
    ExportFormat(
        "json",
        "Document",
        ".json",
        "application/json",
        "The network with its recipe. Layerloom opens it again.",
        "code",
        ":material/data_object:",
        checked_by="the document read back",
    ),
    ExportFormat(
        "keras",
        "Keras file",
        ".keras",
        "application/zip",
        "Architecture and weights, for keras.saving.load_model.",
        "model",
        ":material/deployed_code:",
        has_weights=True,
        checked_by="Keras",
    ),
    ExportFormat(
        "saved_model",
        "SavedModel",
        ".zip",
        "application/zip",
        "For TensorFlow Serving and every TensorFlow program.",
        "model",
        ":material/cloud_upload:",
        has_weights=True,
        checked_by="TensorFlow",
    ),
    ExportFormat(
        "onnx",
        "ONNX",
        ".onnx",
        "application/octet-stream",
        "For ONNX Runtime, C++, C#, Java and the browser.",
        "model",
        ":material/swap_horiz:",
        has_weights=True,
        checked_by="ONNX Runtime",
    ),
    ExportFormat(
        "litert",
        "LiteRT",
        ".tflite",
        "application/octet-stream",
        "For phones and small devices (TensorFlow Lite).",
        "model",
        ":material/smartphone:",
        has_weights=True,
        checked_by="the LiteRT interpreter",
    ),
    ExportFormat(
        "svg",
        "SVG diagram",
        ".svg",
        "image/svg+xml",
        "A drawing for papers and slides, sharp at every size.",
        "picture",
        ":material/account_tree:",
    ),
    ExportFormat(
        "png",
        "PNG diagram",
        ".png",
        "image/png",
        "The same drawing as pixels, twice the size of the screen's.",
        "picture",
        ":material/image:",
    ),
    ExportFormat(
        "mermaid",
        "Mermaid",
        ".mmd",
        "text/vnd.mermaid",
        "A flowchart as text, drawn by GitHub and many wikis.",
        "picture",
        ":material/schema:",
    ),
)

FORMATS: dict[str, ExportFormat] = {format.key: format for format in _ALL}
"""Every format by its key, in the order in which people look for them."""

ENDINGS: dict[str, str] = {format.ending: format.key for format in _ALL} | {".mermaid": "mermaid", ".litert": "litert"}
"""File ending -> key of the format."""
