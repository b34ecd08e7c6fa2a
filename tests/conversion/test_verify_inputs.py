from builder.conversion.verify.inputs import sample_inputs, vocabulary
from builder.network import Block
from tests.engine.drawing import chain, draw, input_of


def test_tokens_stay_below_the_vocabulary_that_they_run_into():
    network = chain(
        input_of(50, name="tokens"), ("same", "Identity", {}), ("embed", "Embedding", {"input_dim": 4, "output_dim": 2})
    )
    (tokens,) = sample_inputs(network, seed=0, batch=20)
    assert tokens.shape == (20, 50)
    assert (str(tokens.dtype), tokens.min(), tokens.max()) == ("float32", 0, 3)


def test_the_vocabulary_is_found_inside_a_block():
    embed = chain(input_of(6, name="words"), ("embed", "Embedding", {"input_dim": 7, "output_dim": 2}))
    block = Block(nodes=embed.nodes, edges=embed.edges)
    network = draw(
        (input_of(6, name="tokens"), ("nest", "Block", {"block": "reader"})), "tokens>nest", blocks={"reader": block}
    )
    assert vocabulary(network, network, "tokens") == 7


def test_numbers_that_no_layer_looks_up_have_no_vocabulary():
    network = chain(input_of(6), ("dense", "Dense", {"units": 2}))
    assert vocabulary(network, network, "images") is None
    (numbers,) = sample_inputs(network, seed=0, batch=3)
    assert (numbers.shape, str(numbers.dtype), bool((numbers < 0).any())) == ((3, 6), "float32", True)


def test_unknown_lengths_are_given_one_and_types_are_kept():
    network = draw(
        (
            input_of(None, 3, name="sequence"),
            input_of(2, name="pixels", dtype="uint8"),
            input_of(name="flag", dtype="bool"),
            input_of(1, name="text", dtype="string"),
        )
    )
    arrays = sample_inputs(network, seed=1, batch=4, length=9)
    assert [(array.shape, str(array.dtype)) for array in arrays] == [
        ((4, 9, 3), "float32"),
        ((4, 2), "uint8"),
        ((4,), "bool"),
        ((4, 1), "object"),
    ]


def test_the_same_seed_gives_the_same_inputs():
    network = chain(input_of(6), ("dense", "Dense", {"units": 2}))
    (one,), (same,), (other,) = (sample_inputs(network, seed=seed, batch=3) for seed in (5, 5, 6))
    assert (one == same).all()
    assert not (one == other).all()
