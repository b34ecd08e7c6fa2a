"""What keeps a network from leaving in a format, as far as the document and its check tell."""

from builder.catalog import load_catalog
from builder.conversion.errors import IncompleteRecipeError
from builder.conversion.exports.exports import FORMATS, ExportOptions
from builder.conversion.exports.memory import too_large
from builder.conversion.to_python.training import training_source
from builder.engine.report import Report
from builder.network import Graph, Network
from builder.network.topology import input_ids

NUMBERS_ONLY = ("onnx", "litert")
FULL_PRECISION_ONLY = ("onnx",)


def obstacle(network: Network, key: str, options: ExportOptions | None = None, report: Report | None = None) -> str:
    """Returns why the network cannot leave in this format, as a sentence with the mend; empty where nothing is seen.

    Args:
        report: what checking the network found, by which the recipe of a script is completed and checked, and the size
            of a model known.
    """
    title = FORMATS[key].title
    if (options or ExportOptions()).trains(FORMATS[key]):
        try:
            training_source(network, "build_model()", report)
        except IncompleteRecipeError as error:
            return str(error)
    if FORMATS[key].has_weights and report is not None and (reason := too_large(network, report)):
        return reason
    if key in NUMBERS_ONLY and _takes_text(network):
        return f"{title} takes numbers only, and this network takes text. Prepare the text before the network."
    if key in FULL_PRECISION_ONLY and _computes_in_half(network):
        return (
            f"{title} needs a network in float32, and this one computes in 16 bits. "
            "Set the dtype of its layers to float32."
        )
    return ""


def _takes_text(network: Network) -> bool:
    nodes = [network.nodes_by_id[node_id] for node_id in input_ids(network) if node_id in network.nodes_by_id]
    return any(node.config.get("dtype") == "string" for node in nodes)


def _computes_in_half(network: Network) -> bool:
    graphs: list[Graph] = [network, *network.blocks.values()]
    layers = load_catalog().layers
    return any(
        "float16" in str(node.config.get("dtype", "")) and node.class_name in layers
        for graph in graphs
        for node in graph.nodes
    )
