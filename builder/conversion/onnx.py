"""ONNX: written by Keras through tf2onnx, its outputs named after the network's layers, checked with ONNX Runtime."""

import logging
import os
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from builder.conversion.exports.exports import ExportError
from builder.conversion.verify.verify import CONVERTED, Arrays, Verification
from builder.network.names import layer_names, unique_name
from builder.network.topology import input_ids, output_endpoints

if TYPE_CHECKING:
    import onnx

    from builder.conversion.verify.model import ReferenceModel
    from builder.network import Network


def write_onnx(reference: "ReferenceModel", target: Path) -> None:
    """Writes the model with a free batch size.

    Raises:
        ExportError: ONNX has no words for one of the layers.
    """
    from builder.conversion.tracing import traced_whole

    logging.getLogger("tf2onnx").setLevel(logging.CRITICAL)  # it tells at length what it goes on without
    try:
        with warnings.catch_warnings(), traced_whole(reference.model):
            warnings.simplefilter("ignore")  # tf2onnx asks NumPy for names that it lost
            reference.for_prediction().export(target, format="onnx", verbose=False)
    except Exception as error:
        raise ExportError(f"This network cannot be written as ONNX: {_first_line(error)}") from error
    _finish(target, reference.network)


def check_onnx(reference: "ReferenceModel", target: Path) -> Verification:
    """Runs the file in ONNX Runtime and compares what it gives."""
    # Without this, importing it leaves an id of the machine in the home folder and reports to Microsoft.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(target, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ExportError(f"ONNX Runtime does not take this network: {_first_line(error)}") from error
    names = [tensor.name for tensor in reference.model.inputs]
    known = [one.name for one in session.get_inputs()]

    def answer(batch: Arrays) -> Arrays:
        given = {name: array for name, array in zip(names, batch, strict=True) if name in known}
        try:
            return list(session.run(None, given))
        except Exception as error:
            raise ExportError(f"ONNX Runtime cannot run this network: {_first_line(error)}") from error

    return reference.compare(answer, share=CONVERTED)


def _finish(target: Path, network: "Network") -> None:
    import onnx

    model = onnx.load(target)
    _replace_erfc(model.graph)
    _rename(model.graph, network)
    model.producer_name = "Layerloom"
    try:
        onnx.checker.check_model(model)
    except onnx.checker.ValidationError as error:
        missing = re.findall(r"No Op registered for (\w+)", str(error))
        said = f"it has no operation {missing[0]}." if missing else _first_line(error)
        raise ExportError(f"This network cannot be written as ONNX: {said}") from error
    onnx.save(model, target)


def _replace_erfc(graph: "onnx.GraphProto") -> None:
    """Puts 1 - Erf in place of TensorFlow's Erfc, which gelu is made of and ONNX lacks."""
    import numpy as np
    from onnx import TensorProto, helper, numpy_helper

    types = {value.name: value.type.tensor_type.elem_type for value in graph.value_info}
    nodes: list[onnx.NodeProto] = []
    for node in graph.node:
        if node.op_type != "Erfc":
            nodes.append(node)
            continue
        dtype = helper.tensor_dtype_to_np_dtype(types.get(node.output[0]) or TensorProto.FLOAT)
        one, erf = f"{node.output[0]}_one", f"{node.output[0]}_erf"
        graph.initializer.append(numpy_helper.from_array(np.array(1, dtype), one))
        nodes.append(helper.make_node("Erf", node.input, [erf], f"{node.name}_erf"))
        nodes.append(helper.make_node("Sub", [one, erf], node.output, node.name))
    del graph.node[:]
    graph.node.extend(nodes)


def _rename(graph: "onnx.GraphProto", network: "Network") -> None:
    """Names the outputs after the layers that give them, and the free length of the batch "batch"."""
    layers = layer_names(network)
    taken = {value for node in graph.node for value in (*node.input, *node.output)} | {one.name for one in graph.input}
    new: dict[str, str] = {}
    endpoints = output_endpoints(network)
    if len(endpoints) == len(graph.output):
        for value, endpoint in zip(graph.output, endpoints, strict=True):
            new[value.name] = unique_name(layers[endpoint.node], taken)
            taken.add(new[value.name])
    for node in graph.node:
        for place, name in enumerate(node.output):
            node.output[place] = new.get(name, name)
        for place, name in enumerate(node.input):
            node.input[place] = new.get(name, name)
    for value in graph.output:
        value.name = new.get(value.name, value.name)
    for value in (*graph.input[: len(input_ids(network))], *graph.output):
        lengths = value.type.tensor_type.shape.dim
        if len(lengths) and not lengths[0].HasField("dim_value"):
            lengths[0].dim_param = "batch"


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:300]
