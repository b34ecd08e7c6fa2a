"""Every operation as a node: checked, built, written as code, and read back from the code and from the model."""

import pytest

from builder import check, from_keras, from_python, to_keras, to_python
from builder.catalog import LayerEntry, load_catalog
from builder.conversion.canonical import canonical_form
from builder.network import Edge, Endpoint, Network, Node
from tests.catalog.operation_samples import config_of, samples_of

pytestmark = pytest.mark.keras

OPERATIONS = load_catalog().operations

NEED_A_KNOWN_BATCH = {
    "ops.batch_normalization",  # this one and all but the last take something that has no batch: means, kernels ...
    "ops.conv",
    "ops.conv_transpose",
    "ops.correlate",
    "ops.depthwise_conv",
    "ops.image.map_coordinates",
    "ops.lu_factor",
    "ops.separable_conv",
    "ops.rearrange",
}
"""Operations that Keras refuses while it does not know how many examples there are."""

SPELLED_OUT = {"ops.image.extract_patches"}
"""Operations whose constants Keras writes down otherwise than they were given: [2, 2] for 2, strides too."""


def network_of(entry: LayerEntry, config: dict, given: dict) -> Network:
    """Returns the operation alone, an Input before each place of its ports; the arrays' first axis is the batch."""
    nodes = [Node(id="operation", class_name=entry.class_name, config=config)]
    edges = []
    for port in entry.inputs:
        value = given.get(port.name, [])
        for index, array in enumerate(value if isinstance(value, list) else [value]):
            name = f"input_{len(nodes)}"
            shape = {"shape": list(array.shape[1:]), "dtype": str(array.dtype)}
            nodes.append(Node(id=name, class_name="Input", config=shape))
            edges.append(Edge(id=f"to_{name}", source=name, target="operation", argument=port.argument, index=index))
    return Network(nodes=tuple(nodes), edges=tuple(edges))


def with_all_outputs(network: Network, count: int) -> Network:
    outputs = tuple(Endpoint(node="operation", output=output) for output in range(count))
    return network.model_copy(update={"outputs": outputs})


@pytest.mark.parametrize("name", OPERATIONS)
def test_operation_is_built_written_and_read_back(name: str) -> None:
    entry = OPERATIONS[name]
    sound = None
    told = ""
    for given in samples_of(entry):
        network = network_of(entry, config_of(entry, given), given)
        report = check(network)
        if report.ok:
            sound = with_all_outputs(network, len(report.tensors["operation"]))
            break
        told = report.problems[0].details or report.problems[0].message
    assert (sound is None) == (name in NEED_A_KNOWN_BATCH), told
    if sound is None:
        return
    tensors = check(sound).tensors["operation"]
    model = to_keras(sound)
    assert [tuple(output.shape) for output in model.outputs] == [tensor.shape for tensor in tensors]
    source = to_python(sound)
    namespace: dict = {}
    exec(source, namespace)
    written = namespace["build_model"]()
    assert [tuple(output.shape) for output in written.outputs] == [tensor.shape for tensor in tensors], source
    expected = canonical_form(sound)
    assert from_python(source) == expected, source
    assert (from_keras(model) == expected) == (name not in SPELLED_OUT)
