"""Operations are written with operators where people use them, else as calls of keras.ops."""

import pytest

from builder.catalog import load_catalog
from builder.conversion.to_python.layout import flat
from builder.conversion.to_python.operations import part_targets, write_operation
from builder.network.record import Config

OPERATIONS = load_catalog().operations
X = (None, False, ["x"])


def written(name: str, config: Config, *feeds: tuple) -> str:
    return flat(write_operation(OPERATIONS[name], config, feeds or (X,)))


@pytest.mark.parametrize(
    ("name", "config", "text"),
    [
        ("ops.add", {"x2": 2}, "x + 2"),
        ("ops.multiply", {"x2": -1.5}, "x * -1.5"),
        ("ops.negative", {}, "-x"),
        ("ops.getitem", {"key": ":,0"}, "x[:, 0]"),
        ("ops.mean", {"axis": 1, "keepdims": False}, "ops.mean(x, axis=1)"),
        ("ops.reshape", {"newshape": [-1, 4]}, "ops.reshape(x, (-1, 4))"),
        ("ops.cast", {"dtype": "int32"}, 'ops.cast(x, "int32")'),
        ("ops.expand_dims", {"axis": -1}, "ops.expand_dims(x, axis=-1)"),
        ("ops.absolute", {}, "ops.absolute(x)"),
        ("ops.image.resize", {"size": [8, 8]}, "ops.image.resize(x, (8, 8))"),
    ],
)
def test_operation_of_one_tensor(name: str, config: Config, text: str) -> None:
    assert written(name, config) == text


def test_operation_of_two_tensors() -> None:
    assert written("ops.matmul", {}, X, ("x2", False, ["y"])) == "x @ y"
    assert written("ops.equal", {}, X, ("x2", False, ["y"])) == "ops.equal(x, y)"
    assert written("ops.concatenate", {"axis": -1}, (None, True, ["x", "y"])) == "ops.concatenate([x, y], axis=-1)"
    assert written("ops.einsum", {"subscripts": "ij,jk->ik"}, (None, True, ["x", "y"])) == (
        'ops.einsum("ij,jk->ik", x, y)'
    )


def test_number_in_the_first_place_keeps_the_operation() -> None:
    second = ("x2", False, ["x"])
    assert written("ops.subtract", {"x1": 1}, second) == "1 - x"
    assert written("ops.power", {"x1": -2}, second) == "(-2) ** x"
    assert written("ops.greater", {"x1": 0}, second) == "ops.greater(0, x)"


def test_lengths_of_axes_are_arguments_only_where_they_can_be() -> None:
    pattern = "b (h w) -> b h w"
    assert written("ops.rearrange", {"pattern": pattern, "axes_lengths": {"h": 2}}) == (
        f'ops.rearrange(x, "{pattern}", h=2)'
    )
    hostile = {"pattern": pattern, "axes_lengths": {"h=2); print(": 2}}
    assert written("ops.rearrange", hostile) == f'ops.rearrange(x, "{pattern}", **{{"h=2); print(": 2}})'


def test_parts_are_unpacked_as_far_as_they_are_used() -> None:
    split, unstack = OPERATIONS["ops.split"], OPERATIONS["ops.unstack"]
    assert part_targets(split, {"indices_or_sections": 3}, {0: "a", 2: "c"}) == ["a", "_", "c"]
    assert part_targets(split, {"indices_or_sections": [2]}, {1: "b"}) == ["_", "b"]
    assert part_targets(split, {"indices_or_sections": 1}, {0: "a"}) == ["(a,)"]
    assert part_targets(unstack, {"axis": 1}, {1: "b"}) == ["_", "b", "*_"]
