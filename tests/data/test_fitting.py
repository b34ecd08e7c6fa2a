import pytest

from builder.data import bind, describe, fitting_sets
from builder.network import Network
from tests.data.networks import network_of


def found(inputs, outputs, **others):
    network, tensors = network_of(inputs, outputs, **others)
    return {fit.info.name: fit.options for fit in fitting_sets(network, tensors)}


@pytest.mark.parametrize(
    ("shape", "options"), [((28, 28, 1), {}), ((28, 28), {"as": "rows"}), ((784,), {"as": "vectors"})]
)
def test_an_mnist_network_finds_digits_offline_in_its_own_layout(shape, options):
    assert found({"in": shape}, {"out": (10,)}) == {"digits28": options, "mnist": options, "fashion_mnist": options}


def test_the_number_of_classes_decides():
    assert found({"in": (4,)}, {"out": (3,)}) == {"iris": {}}
    assert found({"in": (4,)}, {"out": (2,)}) == {}
    assert found({"in": (32, 32, 3)}, {"out": (20,)}) == {"cifar100": {"labels": "coarse"}}


def test_points_are_for_one_unit_or_one_for_each_class():
    assert list(found({"in": (2,)}, {"out": (1,)})) == ["moons", "circles", "xor"]
    assert found({"in": (2,)}, {"out": (5,)}) == {"spirals": {"arms": 5}}


def test_series_and_tokens_take_their_sizes_from_the_network():
    assert found({"in": (20, 1)}, {"out": (5,)}) == {"sine": {"window": 20, "horizon": 5}}
    assert found({"in": (9,)}, {"out": (1,)}, vocabulary=30) == {
        "token_order": {"length": 9, "vocabulary": 30},
        "imdb": {"length": 9, "vocabulary": 30},
    }
    assert found({"in": (7,)}, {"out": (7, 10)}, vocabulary=10) == {"token_reverse": {"length": 7}}


def test_several_inputs_and_outputs_find_the_sets_made_for_them():
    assert found({"a": (28, 28, 1), "b": (28, 28, 1)}, {"out": (1,)}) == {"digit_pairs": {}}
    assert found({"a": (7,), "b": (6,)}, {"out": (3,)}) == {"wine_two_tables": {}}
    assert found({"a": (784,)}, {"x": (10,), "y": (1,)}) == {"digits_two_heads": {"as": "vectors"}}


def test_an_autoencoder_finds_images():
    assert "digits28" in found({"in": (28, 28, 1)}, {"out": (28, 28, 1)})


def test_every_answer_binds_without_problems():
    network, tensors = network_of({"in": (784,)}, {"out": (10,)})
    for fit in fitting_sets(network, tensors):
        assert describe(fit.info.name, fit.options) == fit.info
        assert not bind(network, fit.info, tensors=tensors).problems


def test_without_shapes_of_outputs_the_inputs_decide():
    network, _ = network_of({"in": (13,)}, {"out": (99,)})
    assert [fit.info.name for fit in fitting_sets(network)] == ["wine"]


def test_a_network_without_inputs_fits_nothing():
    assert fitting_sets(Network()) == ()
