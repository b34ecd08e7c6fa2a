import numpy as np
import pytest

from builder.conversion.verify.verify import CONVERTED, Verification, compare, is_flat


def outputs(*values: object, dtype: str = "float32") -> list[list[np.ndarray]]:
    return [[np.array(value, dtype=dtype) for value in values]]


def test_equal_outputs_differ_by_nothing():
    assert compare(outputs([1.0, -2.0]), outputs([1.0, -2.0]), share=CONVERTED) == Verification(True, 0.0, 2e-4)


def test_a_small_difference_is_allowed_and_told():
    found = compare(outputs([1.0, 2.0]), outputs([1.0, 2.0001]), share=CONVERTED)
    assert found.equal
    assert found.difference == pytest.approx(1e-4, rel=1e-2)


def test_a_larger_difference_is_not():
    found = compare(outputs([1.0], [3.0]), outputs([1.0], [3.1]), share=CONVERTED)
    assert not found.equal
    assert found.reason == "Output 2 differs by 0.1."


def test_what_is_allowed_shrinks_with_the_outputs():
    small = 1e-6
    assert not compare(outputs([small]), outputs([2 * small]), share=CONVERTED).equal


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (outputs([1.0], [1.0]), "It has 2 outputs where the network has 1."),
        (outputs([[1.0]]), "Output 1 has the shape (1, 1) where the network's is (1,)."),
    ],
)
def test_other_outputs_are_told(given, reason):
    assert compare(outputs([1.0]), given, share=1.0).reason == reason


def test_integers_must_be_equal():
    assert compare(outputs([3], dtype="int32"), outputs([3], dtype="int32"), share=1.0).equal
    assert not compare(outputs([3], dtype="int32"), outputs([4], dtype="int32"), share=1.0).equal


def test_what_is_no_number_equals_itself_alone():
    nan, inf = float("nan"), float("inf")
    assert compare(outputs([nan, inf]), outputs([nan, inf]), share=CONVERTED).equal
    assert not compare(outputs([1.0]), outputs([nan]), share=CONVERTED).equal
    assert not compare(outputs([inf]), outputs([-inf]), share=CONVERTED).equal


@pytest.mark.parametrize(
    ("answers", "flat"),
    [
        ([outputs([[1.0], [2.0]])[0], outputs([[1.0]])[0]], False),
        ([outputs([[1.0], [1.0]])[0], outputs([[1.0001]])[0]], True),
        ([outputs([[1.0], [1.0]])[0], outputs([[1.1]])[0]], False),
        ([outputs([[0.0], [0.0]])[0]], True),
        ([outputs([[float("nan")], [1.0]])[0]], True),
        ([outputs([[1.0], [2.0]], [[3.0], [3.0]])[0]], True),
        ([outputs([[1], [1]], dtype="int32")[0]], False),
        ([outputs(1.0)[0], outputs(2.0)[0]], False),
        ([outputs([[1.0, 1.0]])[0], outputs([[1.0]])[0]], False),
    ],
)
def test_outputs_that_hardly_vary_between_samples_are_flat(answers, flat):
    assert is_flat(answers) is flat
