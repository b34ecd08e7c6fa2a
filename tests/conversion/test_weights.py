"""Weights out of .keras files: read safely, kept by node, loaded into what still fits after an edit."""

import io
import zipfile

import numpy as np
import pytest

from builder import to_keras
from builder.catalog import default_config, load_catalog
from builder.conversion.canonical import canonical_form
from builder.conversion.errors import RefusedModelError
from builder.conversion.read_model.read_model import read_keras_file
from builder.conversion.weights.fitting import fitting_weights
from builder.conversion.weights.weights import WEIGHTS, WeightsArchive, weights_of_file
from tests.conversion.test_from_keras import LAYERS, SEEDS_ITSELF, nested_model, network_of

pytestmark = pytest.mark.keras


def saved(model, tmp_path):
    path = tmp_path / "model.keras"
    model.save(path)
    return path.read_bytes()


def imported(content):
    reading = read_keras_file(content)
    return reading.network, WeightsArchive.from_bytes(weights_of_file(content, reading).to_bytes())


def numbers(model):
    """Values that differ everywhere, so that a mix-up shows."""
    return [np.arange(np.prod(w.shape)).reshape(w.shape) * 0.001 + n for n, w in enumerate(model.get_weights())]


def load_fitting(model, network, archive):
    from builder.conversion.weights.layers import load_fitting as load

    return load(model, network, archive)


def test_nested_shared_and_merged_layers_get_their_weights_back(tmp_path):
    model = nested_model()
    model.set_weights(numbers(model))
    network, archive = imported(saved(model, tmp_path))
    rebuilt = to_keras(network)
    kept = load_fitting(rebuilt, network, archive)
    assert [answer.title for answer in kept] == ["shared", "head", "tower / dense_1"]
    assert all(answer.kept for answer in kept)
    rng = np.random.default_rng(0)
    inputs = [rng.random((3, 8), dtype=np.float32) for _ in range(2)]
    for one, other in zip(model(inputs), rebuilt(inputs), strict=True):
        assert np.array_equal(one, other)


@pytest.mark.parametrize("class_name", LAYERS)
def test_every_layer_gets_its_weights_back(class_name, tmp_path):
    entry = load_catalog().layers[class_name]
    seed = {"seed": 1} if class_name in SEEDS_ITSELF else {}
    network = canonical_form(network_of(entry, default_config(entry) | seed))
    model = to_keras(network)
    again, archive = imported(saved(model, tmp_path))
    assert again == network
    rebuilt = to_keras(again)
    assert all(answer.kept for answer in load_fitting(rebuilt, again, archive))
    for one, other in zip(model.weights, rebuilt.weights, strict=True):
        if "seed" not in one.path:
            assert np.array_equal(one.numpy(), other.numpy(), equal_nan=True)


def test_what_an_edit_left_alone_keeps_its_weights_and_the_rest_says_why_not(tmp_path):
    import keras

    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((8,)),
            layers.Dense(6, name="body"),
            layers.BatchNormalization(name="norm"),
            layers.Dense(4, name="middle"),
            layers.Dense(3, name="head"),
        ]
    )
    model.set_weights(numbers(model))
    network, archive = imported(saved(model, tmp_path))
    changes = {"head": {"units": 5}, "norm": {"scale": False}}
    nodes = [node.model_copy(update={"config": node.config | changes.get(node.id, {})}) for node in network.nodes]
    edited = network.model_copy(update={"nodes": tuple(nodes)})
    expected = [
        ("body", ""),
        ("norm", "it has 3 arrays of weights where it had 4"),
        ("middle", ""),
        ("head", "its weights are 4×5 where they were 4×3"),
    ]
    assert [(answer.title, answer.reason) for answer in fitting_weights(edited, archive.index)] == expected
    rebuilt = to_keras(edited)
    assert [(answer.title, answer.reason) for answer in load_fitting(rebuilt, edited, archive)] == expected
    for name in ("body", "middle"):
        for one, other in zip(model.get_layer(name).weights, rebuilt.get_layer(name).weights, strict=True):
            assert np.array_equal(one.numpy(), other.numpy())


def test_words_and_means_that_were_learned_come_along(tmp_path):
    import keras

    words = keras.layers.TextVectorization(output_sequence_length=4)
    words.adapt(["red green blue", "green blue", "blue"])
    model = keras.Sequential([keras.Input((), dtype="string"), words, keras.layers.Embedding(5, 2)])
    network, archive = imported(saved(model, tmp_path))
    assert network.nodes[1].config["vocabulary"] == ["blue", "green", "red"]
    rebuilt = to_keras(network)
    load_fitting(rebuilt, network, archive)
    text = keras.ops.convert_to_tensor(["green red pink"])
    assert np.array_equal(model(text), rebuilt(text))


def file_with(weights):
    """A .keras file whose weights are these bytes."""
    config = b"""{"class_name": "Sequential", "config": {"name": "m", "layers": [
        {"class_name": "InputLayer", "config": {"batch_shape": [null, 2], "name": "x"}},
        {"class_name": "Dense", "config": {"name": "d", "units": 1}}]}}"""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("config.json", config)
        packed.writestr(WEIGHTS, weights)
    return buffer.getvalue()


def hdf5(write):
    import h5py

    buffer = io.BytesIO()
    with h5py.File(buffer, "w") as file:
        write(file)
    return buffer.getvalue()


def soft_link(file):
    import h5py

    file["layers/dense/vars/0"] = h5py.SoftLink("/elsewhere")


def external_link(file):
    import h5py

    file["layers/dense/vars/0"] = h5py.ExternalLink("/etc/passwd", "/")


def external_data(file):
    file.create_dataset("layers/dense/vars/0", (2, 1), "f4", external=[("/etc/passwd", 0, 8)])


def virtual_data(file):
    import h5py

    layout = h5py.VirtualLayout((2, 1), "f4")
    layout[:] = h5py.VirtualSource("/etc/passwd", "x", (2, 1))
    file.create_virtual_dataset("layers/dense/vars/0", layout)


def words(file):
    file["layers/dense/vars/0"] = ["text"]


def giant(file):
    file.create_dataset("layers/dense/vars/0", (1_000_000, 1_000_000), "f4", chunks=(1, 1_000))


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (soft_link, "is a link"),
        (external_link, "is a link"),
        (external_data, "lies in another file"),
        (virtual_data, "lies in another file"),
        (words, "no plain numbers"),
        (giant, "at most 500,000,000 are read"),
    ],
)
def test_weights_that_are_more_than_plain_arrays_are_refused(write, message):
    content = file_with(hdf5(write))
    with pytest.raises(RefusedModelError, match=message):
        weights_of_file(content, read_keras_file(content))


def test_weights_that_are_no_hdf5_are_refused():
    content = file_with(b"nothing of the kind")
    with pytest.raises(RefusedModelError, match="cannot be read"):
        weights_of_file(content, read_keras_file(content))


def test_means_that_were_learned_become_arguments_when_a_file_is_opened(tmp_path):
    import keras

    from builder.conversion.open_file import open_file

    numbers = keras.layers.Normalization(name="numbers")
    numbers.adapt(np.array([[1.0, 10.0], [3.0, 30.0]]))
    model = keras.Sequential([keras.Input((2,)), numbers, keras.layers.Dense(1, name="head")])
    opened = open_file("model.keras", saved(model, tmp_path))
    network = opened.imported.models["model"]
    assert network.nodes_by_id["numbers"].config == {"mean": [2.0, 20.0], "variance": [1.0, 100.0]}
    archive = WeightsArchive.from_bytes(opened.weights)
    rebuilt = to_keras(network)
    assert [answer.title for answer in load_fitting(rebuilt, network, archive)] == ["head"]
    values = keras.ops.convert_to_tensor([[2.0, 10.0]])
    assert np.array_equal(model(values), rebuilt(values))
