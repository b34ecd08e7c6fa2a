"""What comparing an export with the network came to, in the words that page and command line share."""

from builder.conversion.exports.exports import ExportFormat
from builder.conversion.verify.verify import Verification


def verdict(format: ExportFormat, verification: Verification) -> str:
    """Returns what was found equal, in a few words.

    >>> from builder.conversion.exports.exports import FORMATS
    >>> verdict(FORMATS["python"], Verification(True, 0.0, 1e-6, with_recipe=True))
    'verified: model equal, data and recipe equal'
    >>> verdict(FORMATS["onnx"], Verification(True, 0.0, 1e-6))
    'verified: outputs equal'
    """
    if format.key == "json":
        return "verified: document and model equal"
    if format.group == "code":
        return "verified: model equal, data and recipe equal" if verification.with_recipe else "verified: model equal"
    return "verified: outputs equal"


def explanation(format: ExportFormat, verification: Verification) -> str:
    """Returns how it was compared, and what was not: a sentence or two."""
    gap = f"largest difference {verification.difference:.2g}"
    outputs = f"its outputs for random inputs were compared with the network's ({gap})"
    if format.group != "code":
        return f"Loaded again by {format.checked_by}; {outputs}."
    if format.key == "json":
        return f"Read back as the same document; a model was built from it, and {outputs}."
    model = f"Only build_model was run, with the network's weights; {outputs}."
    if not verification.with_recipe:
        return model
    return f"{model} Data, targets, losses and settings were read from the file and compared; nothing was trained."
