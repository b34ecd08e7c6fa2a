from builder.data import DataSetInfo, bind, describe
from builder.network import DataBinding, apply_edits
from tests.data.networks import network_of


def only_problem(binding):
    assert len(binding.problems) == 1
    return binding.problems[0]


def test_one_input_and_one_output_need_no_words():
    network, tensors = network_of({"pixels": (28, 28, 1)}, {"guess": (10,)})
    bound = bind(network, describe("digits28"), tensors=tensors)
    assert (bound.inputs, bound.targets, bound.problems) == ({"pixels_id": "images"}, {"guess_id": "digit"}, ())


def test_labels_that_name_the_data_go_before_order():
    network, _ = network_of({"right": (28, 28, 1), "left": (28, 28, 1)}, {"same": (1,)})
    assert bind(network, describe("digit_pairs")).inputs == {"right_id": "right", "left_id": "left"}


def test_shapes_go_before_order():
    network, tensors = network_of({"a": (7,), "b": (6,)}, {"out": (3,)})
    bound = bind(network, describe("wine_two_tables"), tensors=tensors)
    assert bound.inputs == {"a_id": "colour", "b_id": "acids"}
    assert not bound.problems


def test_outputs_go_to_the_targets_that_have_their_shape():
    network, tensors = network_of({"in": (28, 28, 1)}, {"x": (1,), "y": (10,)})
    assert bind(network, describe("digits_two_heads"), tensors=tensors).targets == {"x_id": "parity", "y_id": "digit"}
    assert bind(network, describe("digits_two_heads")).targets == {"x_id": "digit", "y_id": "parity"}


def test_the_recipe_goes_before_everything():
    network, tensors = network_of({"left": (28, 28, 1), "right": (28, 28, 1)}, {"same": (1,)})
    binding = DataBinding(dataset="digit_pairs", inputs={"left_id": "right"})
    bound = bind(network, describe("digit_pairs"), binding, tensors=tensors)
    assert bound.inputs == {"left_id": "right", "right_id": "left"}


def test_the_recipe_may_feed_two_inputs_with_the_same_data():
    network, _ = network_of({"a": (4,), "b": (4,)}, {"out": (3,)})
    binding = DataBinding(dataset="iris", inputs={"a_id": "measurements", "b_id": "measurements"})
    bound = bind(network, describe("iris"), binding)
    assert bound.inputs == {"a_id": "measurements", "b_id": "measurements"}
    assert not bound.problems


def test_what_the_recipe_says_about_removed_layers_does_not_count():
    network, _ = network_of({"a": (4,)}, {"out": (3,)})
    binding = DataBinding(dataset="iris", inputs={"gone": "measurements"}, targets={"gone_too": "nonsense"})
    bound = bind(network, describe("iris"), binding)
    assert (bound.inputs, bound.targets, bound.problems) == ({"a_id": "measurements"}, {"out_id": "species"}, ())


def test_an_output_shaped_like_the_image_learns_the_image():
    network, tensors = network_of({"in": (28, 28, 1)}, {"out": (28, 28, 1)})
    bound = bind(network, describe("digits28"), tensors=tensors)
    assert bound.targets == {"out_id": "images"}
    assert describe("digits28").target("images").kind == "number"


def test_a_second_head_of_the_right_shape_learns_the_same_target():
    network, tensors = network_of({"in": (28, 28, 1)}, {"main": (10,), "helper": (10,)})
    bound = bind(network, describe("digits28"), tensors=tensors)
    assert bound.targets == {"main_id": "digit", "helper_id": "digit"}
    assert not bound.problems


def test_a_shape_that_does_not_fit_is_told_with_ways_out():
    network, _ = network_of({"images": (32, 32, 3)}, {"out": (10,)})
    problem = only_problem(bind(network, describe("digits")))
    assert problem.message == 'Input "images" takes 32×32×3, but "Digits, 8×8" gives 8×8×1.'
    assert problem.hint == 'Use "CIFAR-10" or "CIFAR-100", or change the Input\'s shape.'
    assert (problem.code, problem.node_id, problem.argument) == ("data_shape", "images_id", "shape")


def test_the_mend_for_a_shape_makes_the_data_fit():
    network, _ = network_of({"images": (32, 32, 3)}, {"out": (10,)})
    (fix,) = only_problem(bind(network, describe("digits"))).fixes
    assert fix.label == "Make it 8×8×1"
    assert not bind(apply_edits(network, fix.edits), describe("digits")).problems


def test_another_layout_of_the_same_data_is_offered_first():
    network, _ = network_of({"in": (784,)}, {"out": (10,)})
    problem = only_problem(bind(network, describe("digits28")))
    assert problem.hint == 'Take the data as "vectors", or change the Input\'s shape.'
    assert not bind(network, describe("digits28", {"as": "vectors"})).problems


def test_unknown_sizes_take_any_data():
    network, _ = network_of({"in": (None, None, 1)}, {"out": (10,)})
    assert not bind(network, describe("digits")).problems
    assert only_problem(bind(network, describe("cifar10"))).message == (
        'Input "in" takes ?×?×1, but "CIFAR-10" gives 32×32×3.'
    )


def test_an_input_without_data_is_told_which_data_there_are():
    network, _ = network_of({"a": (4,), "b": (4,)}, {"out": (3,)})
    problem = only_problem(bind(network, describe("iris")))
    assert problem.message == 'Input "b" gets no data: "Iris flowers" gives "measurements" only.'
    assert '"Wine, two tables"' in problem.hint
    assert (problem.code, problem.node_id) == ("input_without_data", "b_id")


def test_an_output_without_target_is_told_which_targets_there_are():
    network, tensors = network_of({"a": (4,)}, {"kind": (3,), "more": (7,)})
    problem = only_problem(bind(network, describe("iris"), tensors=tensors))
    assert problem.message == 'Output "more" has nothing to learn: "Iris flowers" asks for "species" only.'
    assert '"Digits, two questions"' in problem.hint
    assert (problem.code, problem.node_id) == ("output_without_target", "more_id")


def test_names_that_the_data_do_not_have_are_told_with_those_they_have():
    network, _ = network_of({"a": (4,)}, {"out": (3,)})
    binding = DataBinding(dataset="iris", inputs={"a_id": "petals"}, targets={"out_id": "colour"})
    problems = bind(network, describe("iris"), binding).problems
    assert [(problem.code, problem.message, problem.hint) for problem in problems] == [
        (
            "unknown_feature",
            'Input "a" asks for "petals", but "Iris flowers" gives no such data.',
            'It gives "measurements".',
        ),
        ("unknown_target", 'Output "out" learns "colour", but "Iris flowers" has no such target.', 'It has "species".'),
    ]


def test_an_embedding_that_is_too_small_is_mended():
    network, _ = network_of({"words": (200,)}, {"out": (1,)}, vocabulary=100)
    problem = only_problem(bind(network, describe("imdb")))
    assert problem.message == 'Embedding "embed words_id" knows 100 tokens, but "IMDB reviews" has 10,000.'
    assert (problem.code, problem.node_id, problem.argument) == ("vocabulary_too_small", "embed_words_id", "input_dim")
    assert not bind(apply_edits(network, problem.fixes[0].edits), describe("imdb")).problems
    assert not bind(network, describe("imdb", {"vocabulary": 100})).problems


def test_fractions_cannot_be_looked_up():
    network, _ = network_of({"in": (13,)}, {"out": (3,)}, vocabulary=100)
    problem = only_problem(bind(network, describe("wine")))
    assert problem.message == 'Embedding "embed in_id" looks up whole numbers, but "Wine" gives fractions.'


def test_an_integer_input_for_fractions_is_mended():
    network, _ = network_of({"in": {"shape": [13], "dtype": "int32"}}, {"out": (3,)})
    problem = only_problem(bind(network, describe("wine")))
    assert problem.message == 'Input "in" takes whole numbers, but "Wine" gives fractions.'
    assert not bind(apply_edits(network, problem.fixes[0].edits), describe("wine")).problems


def test_an_input_without_a_shape_is_left_to_checking():
    network, _ = network_of({"in": {}}, {"out": (3,)})
    assert bind(network, describe("wine")).problems == ()


def test_data_without_targets_leave_outputs_with_nothing_to_learn():
    network, _ = network_of({"in": (4,)}, {"out": (3,)})
    bare: DataSetInfo = describe("iris").model_copy(update={"targets": ()})
    assert only_problem(bind(network, bare)).code == "output_without_target"
