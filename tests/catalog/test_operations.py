"""Every operation of the catalogue, called on tensors as its ports say, is what Keras makes of it."""

from typing import Any

import pytest

from builder.catalog import LayerEntry, load_catalog
from builder.catalog.overlay import operation_rows
from builder.engine.layer_call import Argument, LayerCall, LayerResult, canonical
from builder.engine.report import TensorSpec
from builder.network.record import Config
from tests.catalog.operation_samples import config_of, samples_of

OPERATIONS = load_catalog().operations

KERAS_CONTRADICTS_ITSELF = {
    "ops.adaptive_average_pool": "the symbolic shape has an axis too many",
    "ops.adaptive_max_pool": "the symbolic shape has an axis too many",
    "ops.corrcoef": "the symbolic shape is that of the input",
    "ops.eig": "the symbolic type is not complex",
    "ops.lu_factor": "the symbolic pivots are no whole numbers",
    "ops.polar": "the symbolic type is not complex",
    "ops.slogdet": "the symbolic sign has no batch",
}
"""Operations whose symbolic answer differs from what comes out; a model says what Keras says."""


def test_operations_of_the_overlay_exist_with_their_arguments_and_ports() -> None:
    rows = operation_rows()["operations"]
    assert set(rows) - set(OPERATIONS) == set()
    for name, row in rows.items():
        assert set(row.get("arguments", {})) - set(OPERATIONS[name].arguments_by_name) == set(), name
        assert set(row.get("inputs", {})) - {port.name for port in OPERATIONS[name].inputs} == set(), name
    every_argument = {spec.name for entry in OPERATIONS.values() for spec in entry.arguments}
    assert set(operation_rows()["arguments"]) - every_argument == set()


def test_each_class_of_operation_has_one_entry() -> None:
    classes = [entry.operation for entry in OPERATIONS.values()]
    assert all(classes)
    assert len(set(classes)) == len(classes)


def test_what_takes_functions_or_no_tensor_is_left_out() -> None:
    for name in ("cond", "while_loop", "scan", "map", "vectorized_map", "arange", "zeros", "shape", "is_tensor"):
        assert f"ops.{name}" not in OPERATIONS
    assert OPERATIONS["ops.absolute"].aliases == ("ops.abs", "ops.numpy.abs", "ops.numpy.absolute")
    assert "ops.get_item" in OPERATIONS["ops.getitem"].aliases


@pytest.mark.keras
@pytest.mark.parametrize("name", OPERATIONS)
def test_shapes_and_types_are_those_that_keras_computes(name: str) -> None:
    entry = OPERATIONS[name]
    given, computed = first_that_runs(entry)
    config = config_of(entry, given)
    inferred = infer_on(entry, config, given)
    assert inferred.error == ""
    if not entry.outputs_from:
        assert len(inferred.outputs) == len(entry.outputs)
    agrees = all(fits(*pair) for pair in zip(inferred.outputs, computed, strict=True))
    assert agrees == (name not in KERAS_CONTRADICTS_ITSELF), (inferred.outputs, computed)
    assert class_made_by(entry, config, given) == entry.operation


@pytest.mark.keras
@pytest.mark.parametrize("name", [name for name, entry in OPERATIONS.items() if entry.number_ports])
def test_number_in_the_place_of_a_tensor_is_computed_with(name: str) -> None:
    entry = OPERATIONS[name]
    for port in sorted(entry.number_ports):
        given, _ = first_that_runs(entry)
        tensor = given.pop(port)
        suggestion = entry.arguments_by_name[port].suggestion
        number: Any = (2 if str(tensor.dtype) in ("int32", "bool") else 2.0) if suggestion is None else suggestion
        config: Config = {**config_of(entry, given), port: number}
        inferred = infer_on(entry, config, given)
        assert inferred.error == "", (port, config)
        assert all(fits(*pair) for pair in zip(inferred.outputs, run(entry, config, given), strict=True)), port


@pytest.mark.keras
@pytest.mark.parametrize(
    ("name", "argument"),
    [
        (name, spec.name)
        for name, entry in OPERATIONS.items()
        for spec in entry.arguments
        if spec.choices and spec.name != "data_format"  # not every processor has kernels for channels_first
    ],
)
def test_every_choice_is_taken_by_keras(name: str, argument: str) -> None:
    entry = OPERATIONS[name]
    given, _ = first_that_runs(entry)
    for choice in entry.arguments_by_name[argument].choices:
        assert infer_on(entry, {**config_of(entry, given), argument: choice}, given).error == "", choice


def first_that_runs(entry: LayerEntry) -> tuple[dict[str, Any], list[Any]]:
    """Returns the first sample that Keras computes something from, and that."""
    refusals = []
    for given in samples_of(entry):
        try:
            return given, run(entry, config_of(entry, given), given)
        except Exception as error:  # noqa: BLE001  # Keras and TensorFlow refuse with errors of any class
            refusals.append(str(error))
    raise AssertionError(f"{entry.class_name} runs on no sample: {refusals[-1]}")


def run(entry: LayerEntry, config: Config, given: dict[str, Any]) -> list[Any]:
    import keras

    from builder.engine.operations import Operation

    tensors = keras.tree.map_structure(keras.ops.convert_to_tensor, given)
    return keras.tree.flatten(Operation(entry, config)(*first_of(entry, tensors), **rest_of(entry, tensors)))


def first_of(entry: LayerEntry, given: dict[str, Any]) -> list[Any]:
    return [given[entry.inputs[0].name]] if entry.inputs[0].name in given else []


def rest_of(entry: LayerEntry, given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name != entry.inputs[0].name}


def infer_on(entry: LayerEntry, config: Config, given: dict[str, Any]) -> LayerResult:
    from builder.engine.inference import infer

    arguments = []
    for name, value in given.items():
        arrays = value if isinstance(value, list) else [value]
        specs = tuple(TensorSpec(array.shape, str(array.dtype)) for array in arrays)
        arguments.append(Argument(None if name == entry.inputs[0].name else name, specs, isinstance(value, list)))
    return infer(LayerCall(entry.class_name, canonical(config), "{}", tuple(arguments)))


def class_made_by(entry: LayerEntry, config: Config, given: dict[str, Any]) -> str:
    import keras

    from builder.engine.operations import Operation

    symbols = keras.tree.map_structure(lambda array: keras.KerasTensor(array.shape, str(array.dtype)), given)
    called = Operation(entry, config)(*first_of(entry, symbols), **rest_of(entry, symbols))
    output = keras.tree.flatten(called)[0]
    return type(output._keras_history.operation).__name__


def fits(spec: TensorSpec, tensor: Any) -> bool:
    """Whether the computed tensor is one of those that the symbolic one stands for."""
    import keras

    same = len(spec.shape) == len(tensor.shape)
    sizes = same and all(a is None or a == b for a, b in zip(spec.shape, tensor.shape, strict=True))
    return sizes and spec.dtype == keras.backend.standardize_dtype(tensor.dtype)
