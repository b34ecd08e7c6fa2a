"""Every format that holds a model, written and compared; then files that were tampered with, which must be refused."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from builder.conversion.errors import InvalidNetworkError
from builder.conversion.exports.exports import FORMATS, ExportError, ExportOptions
from builder.conversion.exports.writing import ENLIVENED, STILL_FLAT, write_export
from builder.network import Block, DataBinding, Network, ObjectSpec, Recipe
from tests.engine.drawing import chain, draw, input_of

pytestmark = pytest.mark.keras

SMALL = {"class_name": "Orthogonal", "config": {"gain": 0.6, "seed": 1}}
"""Weights under which what goes in is all but lost after some layers."""

MODELS = ("json", "keras", "saved_model", "onnx", "litert")


def dense() -> Network:
    return chain(
        input_of(4, name="table"),
        ("hidden", "Dense", {"units": 3, "activation": "relu"}),
        ("out", "Dense", {"units": 2}),
    )


def tokens() -> Network:
    embed = ("embed", "Embedding", {"input_dim": 9, "output_dim": 4, "mask_zero": True})
    return chain(input_of(6, name="tokens", dtype="int32"), embed, ("read", "LSTM", {"units": 5}))


def heads() -> Network:
    """Two inputs, two outputs, a layer that is used twice, and an order of outputs of its own."""
    return draw(
        (
            input_of(4, name="left"),
            input_of(4, name="right"),
            ("twin", "Dense", {"units": 3}),
            ("again", "Dense", {"shares": "twin"}),
            ("both", "Concatenate", {}),
            ("first", "Dense", {"units": 2}),
            ("second", "Dense", {"units": 1, "activation": "sigmoid"}),
        ),
        *("left>twin", "right>again", "twin>both", "again>both", "both>first", "both>second"),
        outputs=({"node": "second"}, {"node": "first"}),
    )


def nested() -> Network:
    inner = chain(input_of(4, name="given"), ("inside", "Dense", {"units": 4, "activation": "tanh"}))
    block = Block(nodes=inner.nodes, edges=inner.edges, name="Step")
    return draw(
        (input_of(4, name="table"), ("one", "Block", {"block": "step"}), ("two", "Block", {"block": "step"})),
        *("table>one", "one>two"),
        blocks={"step": block},
    )


def written(network: Network, key: str, folder: Path, **more: object) -> Path:
    """Writes the export and returns its path; it was compared with the network."""
    target = folder / f"model{FORMATS[key].ending}"
    export = write_export(network, key, target, **more)
    assert export.verification is not None
    assert export.verification.equal
    assert export.verification.difference <= export.verification.tolerance
    return target


@pytest.mark.parametrize("key", MODELS)
@pytest.mark.parametrize("make", [dense, tokens, heads, nested])
def test_every_model_format_gives_what_the_network_gives(make, key, tmp_path):
    assert written(make(), key, tmp_path).stat().st_size > 0


def test_source_is_run_and_compared(tmp_path):
    assert "def build_model" in written(heads(), "python", tmp_path).read_text()


def test_a_notebooks_model_cell_is_run_and_compared(tmp_path):
    network = chain(input_of(4, name="measurements"), ("species", "Dense", {"units": 3, "activation": "softmax"}))
    binding = DataBinding(dataset="iris", inputs={"measurements": "measurements"}, targets={"species": "species"})
    losses = {"species": ObjectSpec(class_name="SparseCategoricalCrossentropy")}
    recipe = Recipe(data=binding, losses=losses, optimizer=ObjectSpec(class_name="Adam"), epochs=1, batch_size=8)
    written(network.model_copy(update={"recipe": recipe}), "notebook", tmp_path)


@pytest.mark.parametrize("key", ["python", "notebook"])
def test_code_that_trains_without_kept_weights_says_so(key, tmp_path):
    network = chain(input_of(4, name="measurements"), ("species", "Dense", {"units": 3, "activation": "softmax"}))
    network = network.model_copy(update={"recipe": Recipe(data=DataBinding(dataset="iris"))})
    target = tmp_path / f"model{FORMATS[key].ending}"
    for whole, kept, notes in [
        (True, 0, ()),
        (True, 1, ("It begins fresh in every layer; trainings here begin with kept weights in one layer.",)),
        *([(False, 1, ())] if key == "python" else []),
    ]:
        export = write_export(network, key, target, options=ExportOptions(whole=whole, kept_layers=kept))
        assert export.notes == notes
        assert ("model.load_weights" in target.read_text()) == bool(notes)


def test_a_notebook_without_data_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(ExportError, match="no data"):
        write_export(dense(), "notebook", tmp_path / "model.ipynb")


def test_onnx_outputs_bear_the_layers_names_and_any_batch_goes(tmp_path):
    import onnxruntime

    session = onnxruntime.InferenceSession(written(heads(), "onnx", tmp_path), providers=["CPUExecutionProvider"])
    assert [one.name for one in session.get_inputs()] == ["left", "right"]
    assert [(one.name, one.shape) for one in session.get_outputs()] == [
        ("second", ["batch", 1]),
        ("first", ["batch", 2]),
    ]
    seven = np.zeros((7, 4), "float32")
    assert session.run(["first"], {"left": seven, "right": seven})[0].shape == (7, 2)


@pytest.mark.parametrize(
    "layer",
    [
        ("Normalization", {"mean": [1.0, 2.0, 3.0, 4.0], "variance": [1.0, 4.0, 1.0, 4.0]}),
        ("Activation", {"activation": "gelu"}),
        ("Conv2D", {"filters": 8, "kernel_size": 3, "groups": 2}),
        ("Conv2D", {"filters": 4, "kernel_size": 3, "groups": 4, "strides": 2, "padding": "same"}),
    ],
)
@pytest.mark.parametrize("key", ["onnx", "litert"])
def test_what_a_converter_stumbles_over_is_written_all_the_same(layer, key, tmp_path):
    written(chain(input_of(6, 6, 4), ("layer", *layer)), key, tmp_path)


def deep(layers: int, config: dict[str, object]) -> Network:
    stack = (("Dense", {"units": 4, **config}) for _ in range(layers))
    scores = ("scores", "Dense", {"units": 3, "activation": "softmax"})
    return chain(input_of(4), *((f"deep{n}", *layer) for n, layer in enumerate(stack)), scores)


def test_weights_that_tell_nothing_are_made_larger_to_compare_and_kept_as_they_are():
    from builder.conversion.verify.model import ReferenceModel, values_of

    reference = ReferenceModel(deep(30, {"activation": "tanh", "kernel_initializer": SMALL}))
    before = reference.variables
    assert reference.is_flat
    with reference.enlivened() as is_lively:
        assert is_lively
        assert not reference.is_flat
        assert any((one != other).any() for one, other in zip(before, values_of(reference.model), strict=True))
    assert reference.is_flat
    assert all((one == other).all() for one, other in zip(before, values_of(reference.model), strict=True))


@pytest.mark.parametrize(
    ("config", "note"),
    [({"activation": "tanh", "kernel_initializer": SMALL}, ENLIVENED), ({"kernel_initializer": "zeros"}, STILL_FLAT)],
)
@pytest.mark.parametrize("key", ["json", "onnx"])
def test_a_comparison_that_says_little_is_told(config, note, key, tmp_path):
    export = write_export(deep(30, config), key, tmp_path / f"model{FORMATS[key].ending}")
    assert export.notes == (note,)
    assert export.verification is not None
    assert export.verification.equal


def test_recurrent_layers_reach_litert_one_sample_at_a_time(tmp_path):
    export = write_export(tokens(), "litert", tmp_path / "model.tflite")
    assert export.notes == ("It takes one sample at a time: LiteRT runs these layers for a fixed batch size only.",)
    assert write_export(dense(), "litert", tmp_path / "model.tflite").notes == ()


def test_a_saved_model_is_a_zip_with_one_folder_or_a_folder(tmp_path):
    with zipfile.ZipFile(written(dense(), "saved_model", tmp_path)) as archive:
        assert "saved_model/saved_model.pb" in archive.namelist()
        assert all(name.startswith("saved_model/") for name in archive.namelist())
    folder = tmp_path / "plain"
    assert write_export(dense(), "saved_model", folder).verification is not None
    assert (folder / "saved_model.pb").exists()


def test_fresh_weights_come_from_the_recipes_seed(tmp_path):
    def numbers(seed: int) -> list[np.ndarray]:
        import onnx

        network = dense().model_copy(update={"recipe": Recipe(seed=seed)})
        graph = onnx.load(written(network, "onnx", tmp_path)).graph
        return [onnx.numpy_helper.to_array(one) for one in graph.initializer]

    first, same, other = numbers(1), numbers(1), numbers(2)
    assert all((a == b).all() for a, b in zip(first, same, strict=True))
    assert any((a != b).any() for a, b in zip(first, other, strict=True))


def test_trained_weights_are_taken_along(tmp_path):
    import keras

    from builder.conversion.to_keras import to_keras

    model = to_keras(dense())
    model.set_weights([np.full(array.shape, 0.5) for array in model.get_weights()])
    model.save(tmp_path / "trained.keras")
    target = written(dense(), "keras", tmp_path, weights=tmp_path / "trained.keras")
    again = keras.saving.load_model(target)  # our own file, written just now
    assert all((array == 0.5).all() for array in again.get_weights())


@pytest.mark.parametrize("key", ["json", "saved_model", "onnx", "litert"])
def test_layers_that_train_at_random_are_still_in_every_export(key, tmp_path):
    augment, drop = ("flip", "RandomFlip", {}), ("drop", "Dropout", {"rate": 0.5, "call": {"training": True}})
    network = chain(input_of(4, 4, 3, name="images"), augment, drop, ("flat", "Flatten", {}))
    export = write_export(network, key, tmp_path / f"model{FORMATS[key].ending}")
    assert export.verification is not None
    assert export.verification.difference == 0
    told = '"drop" is called with training=True; this file predicts without that, as model.predict does.'
    assert export.notes == (() if key == "json" else (told,))


@pytest.mark.parametrize("key", ["onnx", "litert"])
def test_text_is_refused_where_numbers_alone_go(key, tmp_path):
    vectorize = ("words", "TextVectorization", {"vocabulary": ["a", "b"], "output_sequence_length": 3})
    network = chain(input_of(name="text", dtype="string"), vectorize)
    with pytest.raises(ExportError, match="takes numbers only, and this network takes text"):
        write_export(network, key, tmp_path / f"model{FORMATS[key].ending}")
    written(network, "saved_model", tmp_path)


def test_a_wrong_network_is_refused_with_its_problems(tmp_path):
    network = chain(input_of(4), ("conv", "Conv2D", {"filters": 2, "kernel_size": 3}))
    with pytest.raises(InvalidNetworkError) as caught:
        write_export(network, "onnx", tmp_path / "model.onnx")
    assert [problem.node_id for problem in caught.value.problems] == ["conv"]
    assert not (tmp_path / "model.onnx").exists()


def test_source_that_builds_something_else_is_found_out():
    from builder.conversion.exports.text import text_of
    from builder.conversion.verify.model import ReferenceModel
    from builder.conversion.verify.source import check_source

    source = text_of(dense(), "python", ExportOptions(), None).decode()
    reference = ReferenceModel(dense())
    other = check_source(reference, source.replace('"relu"', '"tanh"'))
    assert (other.equal, other.difference > other.tolerance) == (False, True)
    assert (
        check_source(reference, source.replace("Dense(3", "Dense(4")).reason
        == "The code builds a model with other weights."
    )
    assert "NameError" in check_source(reference, source.replace("layers.", "layer.")).reason


def test_a_model_with_other_weights_or_activations_is_found_out():
    from builder.conversion.to_keras import to_keras
    from builder.conversion.verify.model import ReferenceModel

    reference = ReferenceModel(dense())
    wider = chain(input_of(4), ("hidden", "Dense", {"units": 5}), ("out", "Dense", {"units": 2}))
    assert reference.compare_rebuilt(to_keras(wider)).reason == "Its weights are other ones, from number 1 on."
    linear = chain(input_of(4), ("hidden", "Dense", {"units": 3}), ("out", "Dense", {"units": 2}))
    assert not reference.compare_rebuilt(to_keras(linear)).equal
