"""Files that hold models, read without Keras: what is understood, and what is refused with which sentence."""

import io
import json
import zipfile

import pytest

from builder.conversion.errors import RefusedModelError
from builder.conversion.imported import NoModelError
from builder.conversion.read_model.read_model import import_file, read_model
from builder.network import DocumentError, Edge, Network, Node

KERAS_2 = {
    "class_name": "Functional",
    "keras_version": "2.9.0",
    "backend": "tensorflow",
    "config": {
        "name": "model",
        "layers": [
            {
                "class_name": "InputLayer",
                "name": "input_1",
                "config": {
                    "batch_input_shape": [None, 6, 8],
                    "dtype": "float32",
                    "sparse": False,
                    "ragged": False,
                    "name": "input_1",
                },
                "inbound_nodes": [],
            },
            {
                "class_name": "LSTM",
                "name": "encoder",
                "config": {
                    "name": "encoder",
                    "trainable": True,
                    "dtype": "float32",
                    "units": 4,
                    "return_state": True,
                    "return_sequences": True,
                    "time_major": False,
                    "implementation": 2,
                    "kernel_initializer": {"class_name": "GlorotUniform", "config": {"seed": None}},
                },
                "inbound_nodes": [[["input_1", 0, 0, {}]]],
            },
            {
                "class_name": "LSTM",
                "name": "decoder",
                "config": {
                    "name": "decoder",
                    "units": 4,
                    "kernel_initializer": {
                        "class_name": "VarianceScaling",
                        "config": {"scale": 1.0, "mode": "fan_avg", "distribution": "uniform", "seed": None},
                    },
                },
                "inbound_nodes": [[["encoder", 0, 0, {}], ["encoder", 0, 1, {}], ["encoder", 0, 2, {}]]],
            },
            {
                "class_name": "Model",
                "name": "head",
                "config": {
                    "name": "head",
                    "layers": [
                        {
                            "class_name": "InputLayer",
                            "name": "x",
                            "config": {"batch_input_shape": [None, 4], "dtype": "float32", "name": "x"},
                            "inbound_nodes": [],
                        },
                        {
                            "class_name": "Dense",
                            "name": "dense",
                            "config": {"name": "dense", "units": 2, "activation": "softmax"},
                            "inbound_nodes": [[["x", 0, 0, {}]]],
                        },
                    ],
                    "input_layers": [["x", 0, 0]],
                    "output_layers": [["dense", 0, 0]],
                },
                "inbound_nodes": [[["decoder", 0, 0, {"training": False}]]],
            },
        ],
        "input_layers": [["input_1", 0, 0]],
        "output_layers": [["head", 1, 0]],
    },
}
SEQUENTIAL_1 = {
    "class_name": "Sequential",
    "config": [
        {
            "class_name": "Dense",
            "config": {
                "name": "dense_1",
                "units": 3,
                "activation": "relu",
                "batch_input_shape": [None, 4],
                "dtype": "float32",
            },
        },
        {"class_name": "BatchNormalization", "config": {"name": "bn", "axis": [1]}},
    ],
}


def edges_of(network):
    return [(edge.source, edge.output, edge.target, edge.argument, edge.index) for edge in network.edges]


def test_a_functional_model_of_keras_2_is_read(tmp_path):
    path = tmp_path / "old.json"
    path.write_text(json.dumps(KERAS_2))
    network = read_model(path)
    assert [(node.id, node.class_name, node.config) for node in network.nodes] == [
        ("input_1", "Input", {"shape": [6, 8]}),
        ("encoder", "LSTM", {"units": 4, "return_sequences": True, "return_state": True}),
        ("decoder", "LSTM", {"units": 4, "kernel_initializer": network.nodes[2].config["kernel_initializer"]}),
        ("block_1", "Block", {}),
    ]
    assert edges_of(network)[1:4] == [
        ("encoder", 0, "decoder", None, 0),
        ("encoder", 1, "decoder", "initial_state", 0),
        ("encoder", 2, "decoder", "initial_state", 1),
    ]
    assert network.nodes[3].call == {"training": False}
    assert [node.class_name for node in network.blocks["head"].nodes] == ["Input", "Dense"]


def test_a_sequential_of_the_oldest_format_is_read():
    network = import_file("old.json", json.dumps(SEQUENTIAL_1).encode()).models["old"]
    assert [(node.class_name, node.config) for node in network.nodes] == [
        ("Input", {"shape": [4]}),
        ("Dense", {"units": 3, "activation": "relu"}),
        ("BatchNormalization", {"axis": 1}),
    ]


def test_json_in_a_string_is_read_as_well():
    hidden = json.dumps(json.dumps(SEQUENTIAL_1)).encode()
    assert import_file("a.json", hidden) == import_file("a.json", json.dumps(SEQUENTIAL_1).encode())


def test_our_own_documents_are_read_as_they_are():
    nodes = (Node(id="x", class_name="Input", config={"shape": [3]}), Node(id="d", class_name="Dense"))
    network = Network(name="Mine", nodes=nodes, edges=(Edge(id="e", source="x", target="d"),))
    assert import_file("mine.json", network.to_json().encode()).models == {"mine": network}


def test_a_notebook_tells_its_notes_by_cell():
    cells = [
        {"cell_type": "markdown", "source": ["# Not code"]},
        {"cell_type": "code", "source": ["%matplotlib inline\n", "!pip install keras\n", "import keras"]},
        {"cell_type": "code", "source": "this is no Python"},
        {"cell_type": "code", "source": ["%%bash\n", "rm -rf /"]},
        {
            "cell_type": "code",
            "source": [
                "if True:\n",
                "    !ls\n",
                "model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])",
            ],
        },
    ]
    imported = import_file("book.ipynb", json.dumps({"cells": cells, "nbformat": 4}).encode())
    assert [node.class_name for node in imported.models["model"].nodes] == ["Input", "Dense"]
    assert imported.notes[0].text.startswith("Cell 2, line 1: invalid syntax")
    assert len(imported.notes) == 1


def test_a_source_without_models_says_so(tmp_path):
    path = tmp_path / "empty.py"
    path.write_text("print('hello')")
    with pytest.raises(NoModelError, match="No model was found"):
        read_model(path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("model.h5", b"", r"cannot be read safely\. Save the model with model\.save\('model\.keras'\)"),
        ("model.HDF5", b"", "cannot be read safely"),
        ("model.pkl", b"", "can run any code"),
        ("photo.png", b"", r'"photo\.png" cannot be opened\. Choose a file that ends in \.keras'),
        ("model.keras", b"PK no zip", "no whole zip archive"),
        ("model.py", b"\xff\xfe", "no UTF-8 text"),
        ("model.json", b'{"class_name": "Net", "config": {}}', "is a Net. Only functional and Sequential models"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_a_reason(name, content, message):
    with pytest.raises(RefusedModelError, match=message):
        import_file(name, content)


def layer(class_name, config, **more):
    return {"class_name": class_name, "config": {"name": "bad", **config}, **more}


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (layer("Lambda", {"function": ["4wEAAAA", None, None]}), "is a Lambda layer: it runs Python code"),
        (layer("TFSMLayer", {"filepath": "/etc"}), "runs a saved TensorFlow program"),
        (layer("Dense", {"units": 3}, module="os"), r'is a Dense of the module "os"'),
        (layer("Dense", {"units": 3}, registered_name="Custom>Dense"), "a class that somebody wrote"),
        (layer("Dens", {"units": 3}), "is a Dens, a layer that Layerloom does not know"),
        (layer("Dense", {"units": -3}), "units is -3, but must be a whole number of at least 1"),
        (layer("Dense", {"units": 3, "shell": "rm"}), 'has shell = "rm", which Dense does not take'),
        (
            layer(
                "Dense", {"units": 3, "activation": {"class_name": "function", "config": "evil", "module": "builtins"}}
            ),
            'is a Python function .*"evil".*, which is never executed',
        ),
        (
            layer(
                "Dense",
                {"units": 3, "kernel_initializer": {"class_name": "Popen", "module": "subprocess", "config": {}}},
            ),
            r'is a Popen of the module "subprocess"',
        ),
        (layer("TimeDistributed", {"layer": {"class_name": "Lambda", "config": {}}}), "is a Lambda layer"),
    ],
)
def test_what_would_run_code_or_is_unknown_is_refused_by_name(bad, message):
    first = {"class_name": "InputLayer", "config": {"batch_shape": [None, 4, 4], "name": "x"}}
    document = {"class_name": "Sequential", "config": {"name": "m", "layers": [first, bad]}}
    with pytest.raises(RefusedModelError, match=message):
        import_file("model.json", json.dumps(document).encode())


def archive(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def test_a_keras_file_is_read_by_its_config():
    content = archive(**{"config.json": json.dumps(SEQUENTIAL_1)})
    assert import_file("a.keras", content).models == import_file("a.json", json.dumps(SEQUENTIAL_1).encode()).models


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"config.json": b"0" * 2_000_000}, "unpacks to more than 100 times its size"),
        ({"../config.json": "{}"}, "leads out of it"),
        ({"/config.json": "{}"}, "leads out of it"),
        ({"model.json": "{}"}, 'holds no "config.json"'),
    ],
)
def test_an_archive_that_breaks_a_limit_is_refused(members, message):
    with pytest.raises(RefusedModelError, match=message):
        import_file("model.keras", archive(**members))


def test_a_link_in_an_archive_is_refused():
    buffer = io.BytesIO()
    info = zipfile.ZipInfo("config.json")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr(info, "/etc/passwd")
    with pytest.raises(RefusedModelError, match="holds a link"):
        import_file("model.keras", buffer.getvalue())


@pytest.mark.parametrize("text", ['{"a": 1, "a": 2}', '{"a": NaN}', "[" * 5_000, "[]", "nothing"])
def test_broken_json_is_refused(text):
    with pytest.raises(DocumentError):
        import_file("model.json", text.encode())


def test_a_flood_of_empty_lists_is_refused_before_it_is_read():
    with pytest.raises(RefusedModelError, match="more than 1,000,000 lists"):
        import_file("model.json", b'{"a": [' + b"[]," * 1_000_000 + b"1]}")


def test_a_thousand_names_that_come_to_the_same_stay_apart():
    layers = [{"class_name": "InputLayer", "config": {"batch_shape": [None, 4], "name": "x"}}]
    layers += [{"class_name": "Dense", "config": {"name": chr(0x4E00 + n), "units": 4}} for n in range(1_000)]
    document = {"class_name": "Sequential", "config": {"name": "m", "layers": layers}}
    network = import_file("model.json", json.dumps(document).encode()).models["model"]
    assert len(network.nodes_by_id) == 1_001


def test_tensorflow_functions_of_keras_2_become_operations():
    def call(name, function, *places, class_name="TFOpLambda"):
        config = {"name": name, "trainable": True, "dtype": "float32", "function": function}
        return {"class_name": class_name, "name": name, "config": config, "inbound_nodes": list(places)}

    start = {"class_name": "InputLayer", "name": "x", "config": {"batch_input_shape": [None, 6, 8], "name": "x"}}
    slices = {"slice_spec": [{"start": None, "stop": None, "step": None}, 0]}
    layers = [
        {**start, "inbound_nodes": []},
        call("tf.__operators__.getitem", "__operators__.getitem", ["x", 0, 0, slices], class_name="SlicingOpLambda"),
        call("tf.math.multiply", "math.multiply", ["tf.__operators__.getitem", 0, 0, {"y": 2.0, "name": None}]),
        call("tf.math.subtract", "math.subtract", ["_CONSTANT_VALUE", -1, 1.0, {"y": ["tf.math.multiply", 0, 0]}]),
        call(
            "tf.concat", "concat", [["tf.math.multiply", 0, 0, {"axis": -1}], ["tf.math.subtract", 0, 0, {"axis": -1}]]
        ),
    ]
    ends = {"input_layers": [["x", 0, 0]], "output_layers": [["tf.concat", 0, 0]]}
    document = {"class_name": "Functional", "config": {"name": "m", "layers": layers, **ends}}
    network = import_file("model.json", json.dumps(document).encode()).models["model"]
    assert [(node.class_name, node.config) for node in network.nodes[1:]] == [
        ("ops.getitem", {"key": ":, 0"}),
        ("ops.multiply", {"x2": 2.0}),
        ("ops.subtract", {"x1": 1.0}),
        ("ops.concatenate", {"axis": -1}),
    ]
    assert [(edge.source, edge.target, edge.argument, edge.index) for edge in network.edges[2:]] == [
        (network.nodes[2].id, network.nodes[3].id, "x2", 0),
        (network.nodes[2].id, network.nodes[4].id, None, 0),
        (network.nodes[3].id, network.nodes[4].id, None, 1),
    ]


def test_a_tensorflow_function_without_an_operation_is_refused_by_name():
    bad = layer("TFOpLambda", {"function": "io.read_file"})
    first = {"class_name": "InputLayer", "config": {"batch_shape": [None, 4], "name": "x"}}
    document = {"class_name": "Sequential", "config": {"name": "m", "layers": [first, bad]}}
    with pytest.raises(RefusedModelError, match=r'the TensorFlow function "io\.read_file"'):
        import_file("model.json", json.dumps(document).encode())
