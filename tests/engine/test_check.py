"""What checking finds, told by example; Keras is asked for real."""

import pytest

from builder.engine import TensorSpec, check
from builder.engine.check import ask_keras
from builder.engine.memo import Memo
from builder.network import Network, Node
from tests.engine.drawing import chain, draw, input_of

pytestmark = pytest.mark.keras


def dense(name: str = "hidden", units: int = 10, **config):
    return (name, "Dense", {"units": units, **config})


def only_problem(network: Network):
    (problem,) = check(network).problems
    return problem


def test_report_has_tensors_and_parameters_of_every_node():
    conv = ("conv", "Conv2D", {"filters": 32, "kernel_size": 3})
    report = check(chain(input_of(28, 28, 1), conv, ("flat", "Flatten", {}), dense()))
    assert report.ok
    assert report.tensors == {
        "images": (TensorSpec((None, 28, 28, 1)),),
        "conv": (TensorSpec((None, 26, 26, 32)),),
        "flat": (TensorSpec((None, 21632)),),
        "hidden": (TensorSpec((None, 10)),),
    }
    assert report.parameters == {"images": 0, "conv": 320, "flat": 0, "hidden": 216330}
    assert report.total_parameters == report.trainable_parameters == 216650


def test_parameters_that_do_not_learn_are_told_apart():
    report = check(chain(input_of(4), ("norm", "BatchNormalization", {}), dense(units=1)))
    assert (report.total_parameters, report.trainable_parameters) == (21, 13)


def test_wrong_rank_is_told_in_plain_words_with_the_guilty_edge():
    network = chain(
        input_of(28, 28, 2), ("flatten_1", "Flatten", {}), ("conv_2", "Conv2D", {"filters": 1, "kernel_size": 3})
    )
    problem = only_problem(network)
    assert problem.message == (
        'Conv2D "conv_2" needs images of shape (height, width, channels), but "flatten_1" gives vectors of 1568.'
    )
    assert problem.hint == '"flatten_1" takes away the dimensions that "conv_2" needs: it belongs behind it.'
    assert (problem.code, problem.node_id, problem.edge_ids) == ("wrong_rank", "conv_2", ("e1",))


def test_channels_first_is_named_as_such():
    conv = ("conv", "Conv2D", {"filters": 1, "kernel_size": 3, "data_format": "channels_first"})
    assert "images of shape (channels, height, width)" in only_problem(chain(input_of(8), conv)).message


def test_nodes_downstream_of_a_broken_one_keep_quiet():
    report = check(chain(input_of(8), ("lstm", "LSTM", {"units": 2}), dense("a"), dense("b")))
    assert [problem.node_id for problem in report.problems] == ["lstm"]
    assert set(report.tensors) == {"images"}


def test_wrong_arguments_are_told_even_of_nodes_that_nothing_reaches():
    report = check(draw((input_of(8), dense("a", units=-1)), "images>a"))
    lone = check(draw((dense("a", units=-1),)))
    assert [problem.code for problem in report.problems] == ["wrong_argument"]
    assert {problem.code for problem in lone.problems} == {"missing_input", "wrong_argument"}
    assert next(problem.argument for problem in lone.problems if problem.code == "wrong_argument") == "units"


def test_input_with_a_shape_that_is_none_points_at_the_field():
    problem = only_problem(chain(("images", "Input", {"shape": "28"}), dense()))
    assert (problem.node_id, problem.argument) == ("images", "shape")


def test_unknown_layer_is_told_with_the_nearest_name():
    problem = only_problem(chain(input_of(8), ("a", "Dens", {"units": 1})))
    assert problem.message == 'Unknown layer "Dens". Did you mean "Dense"?'


@pytest.mark.parametrize(
    ("layers", "arrows", "code", "words"),
    [
        (
            (input_of(3, name="a"), input_of(4, name="b"), ("sum", "Add", {})),
            ("a>sum", "b>sum"),
            "unequal_shapes",
            'Add "sum" needs tensors of one shape, but "a" gives vectors of 3 and "b" gives vectors of 4.',
        ),
        (
            (input_of(3, 2, name="a"), input_of(4, 3, name="b"), ("join", "Concatenate", {})),
            ("a>join", "b>join"),
            "unequal_shapes",
            'but "a" gives sequences of 3×2 and "b" gives sequences of 4×3.',
        ),
        (
            (input_of(3, 3, 1), ("conv", "Conv2D", {"filters": 1, "kernel_size": 5})),
            ("images>conv",),
            "too_small_input",
            'The window of Conv2D "conv" (kernel_size = 5) is larger than what it slides over',
        ),
        (
            (input_of(3, 3, 1), ("pool", "MaxPooling2D", {"pool_size": [4, 5]})),
            ("images>pool",),
            "too_small_input",
            "(pool_size = 4×5)",
        ),
        (
            (input_of(24), ("square", "Reshape", {"target_shape": [5, 5]})),
            ("images>square",),
            "reshape_size",
            'Reshape "square" makes 5×5 out of 25 numbers, but "images" gives vectors of 24: 24 numbers.',
        ),
        (
            (input_of(None), dense("a")),
            ("images>a",),
            "unknown_size",
            'Dense "a" must know the size of what flows into it to make its weights',
        ),
        (
            (input_of(8, 8, 1), ("crop", "Cropping2D", {"cropping": 5})),
            ("images>crop",),
            "too_small_input",
            'Cropping2D "crop" crops away more than there is',
        ),
        (
            (input_of(9, 9, 4), ("conv", "Conv2D", {"filters": 8, "kernel_size": 3, "groups": 3})),
            ("images>conv",),
            "refused_argument",
            'Conv2D "conv" cannot work with',
        ),
    ],
)
def test_refusals_of_keras_are_told_in_plain_words(layers, arrows, code, words):
    problem = only_problem(draw(layers, *arrows))
    assert problem.code == code
    assert words in problem.message
    assert problem.hint
    assert problem.details


def test_port_that_must_be_fed_and_port_that_does_not_exist():
    attention = ("mha", "MultiHeadAttention", {"num_heads": 1, "key_dim": 2})
    missing = only_problem(draw((input_of(4, 8), attention), "images>mha"))
    unknown = only_problem(draw((input_of(4, 8), dense("a")), "images>a", "images>a:value"))
    assert (missing.code, missing.message) == (
        "missing_input",
        'Nothing flows into the input "value" of MultiHeadAttention "mha" yet.',
    )
    assert (unknown.code, unknown.edge_ids) == ("unknown_port", ("e1",))


def test_output_that_does_not_exist():
    problem = only_problem(
        draw((input_of(4, 8), ("lstm", "LSTM", {"units": 2}), dense("a")), "images>lstm", "lstm.1>a")
    )
    assert (problem.code, problem.node_id) == ("unknown_output", "a")


def test_states_of_a_recurrent_layer_are_outputs_of_their_own():
    encoder = ("encoder", "LSTM", {"units": 2, "return_state": True})
    decoder = ("decoder", "LSTM", {"units": 2})
    arrows = ("images>encoder", "images>decoder", "encoder.1>decoder:initial_state", "encoder.2>decoder:initial_state")
    report = check(draw((input_of(4, 8), encoder, decoder), *arrows))
    assert report.ok
    assert report.tensors["encoder"] == (TensorSpec((None, 2)),) * 3


def test_masks_travel_on():
    network = chain(
        input_of(5, dtype="int32"), ("words", "Embedding", {"input_dim": 9, "output_dim": 2, "mask_zero": True})
    )
    assert check(network).tensors["words"] == (TensorSpec((None, 5, 2), mask=(None, 5)),)


def test_layer_that_leads_to_no_output_is_not_counted():
    network = draw(
        (input_of(4), dense("used"), dense("loose")), "images>used", "images>loose", outputs=({"node": "used"},)
    )
    report = check(network)
    assert report.ok
    assert (report.parameters["loose"], report.total_parameters) == (50, 50)
    assert [problem.severity for problem in report.problems] == ["warning"]


def test_too_many_parameters_are_refused_without_allocating_them():
    problem = only_problem(chain(input_of(1_000_000), dense(units=1_000_000)))
    assert problem.code == "too_many_parameters"
    assert "1,000,001,000,000 parameters" in problem.message


def test_parameter_limit_can_be_set(monkeypatch):
    monkeypatch.setenv("LAYERLOOM_PARAMETER_LIMIT", "49")
    assert only_problem(chain(input_of(4), dense())).code == "too_many_parameters"


def test_network_of_which_no_model_could_be_made_is_refused(monkeypatch):
    big = chain(input_of(40_000), dense(units=47_500))
    monkeypatch.setenv("LAYERLOOM_WORKER_MEMORY", "100 GB")
    assert check(big).ok
    monkeypatch.setenv("LAYERLOOM_WORKER_MEMORY", "7 GB")
    problem = only_problem(big)
    assert problem.code == "too_many_parameters"
    assert problem.message == (
        "The network has 1,900,047,500 parameters (7.1 GB); a model may take 7.0 GB of memory here."
    )


def test_answers_are_remembered_across_networks_and_names():
    memo = Memo(ask_keras)
    first = chain(input_of(8), dense("a"), dense("b"), dense("c"))
    assert check(first, infer=memo).ok
    assert memo.misses == 2
    assert check(chain(input_of(8, name="other"), dense("x"), dense("y", units=11)), infer=memo).ok
    assert memo.misses == 3


def test_vocabulary_is_never_a_file():
    problem = check(
        chain(input_of(1, dtype="string"), ("words", "StringLookup", {"vocabulary": "/etc/passwd"}))
    ).problems[0]
    assert (problem.node_id, problem.argument) == ("words", "vocabulary")


def test_every_problem_is_found_at_once():
    nodes = (Node(id="a", class_name="Dense"), Node(id="b", class_name="Nope"))
    assert {problem.node_id for problem in check(Network(nodes=nodes)).problems} == {"a", "b"}


@pytest.mark.parametrize("class_name", ["LSTM", "GRU", "SimpleRNN", "ConvLSTM1D"])
def test_stateful_layer_is_refused_for_the_batches_that_it_needs(class_name: str) -> None:
    config = {"filters": 2, "kernel_size": 1} if class_name.startswith("Conv") else {"units": 4}
    shape = [5, 6, 3] if class_name.startswith("Conv") else [5, 3]
    layers = (("x", "Input", {"shape": shape}), ("y", class_name, {**config, "stateful": True}))
    (problem,) = check(draw(layers, "x>y")).problems
    assert (problem.node_id, problem.argument) == ("y", "stateful")
    assert "fixed size" in problem.message
    assert problem.hint == "Turn stateful off."
