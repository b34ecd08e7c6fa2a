"""What typed code makes of a document, without a store or an engine."""

import re
from typing import Any

import pytest

from builder import from_python
from builder.canvas.protocol import CodeText
from builder.network import Network, Node, PutNode, apply_edits
from builder.network.recipe import ObjectSpec, Recipe
from builder.network.unread import is_unread, unread_words
from builder.workspace.code_edits import CodeEdits, written
from tests.browser.networks import dense_chain

IMPORTS = "import keras\nfrom keras import layers\n"


class Desk:
    """A document with its code, as a workspace holds them."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.edits = CodeEdits()
        self.version = 0
        self.number = 0
        self.show()

    def show(self) -> tuple[str, Any]:
        """Notes the code of the document as a new version and returns it."""
        self.version += 1
        self.edits.note_version(self.version, self.network)
        return self.edits.text_of(self.network)

    def type(self, text: str | None, *, base: int | None = None, number: int | None = None) -> int:
        """Hands a text over as one tab does; returns how many edits came of it."""
        self.number = number or self.number + 1
        code = CodeText(number=self.number, base=self.version if base is None else base, text=text)
        change = self.edits.read("tab", code, self.network, applications=no_applications)
        if change is None:
            return 0
        self.network = change.merged_into(self.network).made_in(self.network)
        self.show()
        return len(change.edits)

    def draw(self, *edits: PutNode) -> None:
        self.network = apply_edits(self.network, edits)
        self.show()

    @property
    def mistakes(self) -> list[Any]:
        answer = self.edits.answer_to("tab")
        assert answer is not None
        return [(mistake["line"], mistake["message"]) for mistake in answer["mistakes"]]


def no_applications(name: str, arguments: dict[str, Any]) -> Network:
    raise AssertionError(f"nobody asked for {name}({arguments})")


@pytest.fixture
def desk() -> Desk:
    return Desk(dense_chain())


def units(desk: Desk) -> list[Any]:
    return [node.config.get("units") for node in desk.network.nodes]


def test_the_code_as_it_is_written_changes_nothing(desk: Desk):
    assert desk.type(desk.show()[0]) == 0
    assert desk.network == dense_chain()


def test_what_was_typed_is_shown_for_as_long_as_it_says_the_same(desk: Desk):
    text = desk.show()[0].replace("Dense(16),", "Dense(8 * 3),  # wide")
    assert desk.type(text) == 1
    assert desk.show()[0] == text
    moved = desk.network.nodes_by_id["dense_1"].model_copy(update={"position": {"x": 900, "y": 0}})
    desk.draw(PutNode(node=Node.model_validate(dict(moved))))
    assert desk.show()[0] == text
    changed = desk.network.nodes_by_id["dense_2"].model_copy(update={"config": {"units": 5}})
    desk.draw(PutNode(node=changed))
    assert desk.show()[0] == written(desk.network)[0]
    assert "Dense(24)" in desk.show()[0]


def test_typed_code_comes_back_with_the_network_that_it_made(desk: Desk):
    text = desk.show()[0].replace("Dense(16),", "Dense(24),  # wide")
    desk.type(text)
    after, desk.network = desk.network, dense_chain()
    assert "Dense(16)" in desk.show()[0]
    desk.network = after
    assert desk.show()[0] == text


OTHER = """import keras
from keras import layers

tokens = keras.Input((20,), dtype="int32")
steps = layers.Embedding(10, 4)(tokens)
last = layers.GRU(8)(layers.GRU(8, return_sequences=True)(steps))
model = keras.Model(tokens, layers.Dense(1)(layers.Dropout(0.2)(last)))
"""


def test_code_of_another_network_leaves_nothing_of_the_one_before(desk: Desk):
    desk.draw(PutNode(node=Node(id="dropout_1", class_name="Dropout", label="dropout_1", config={"rate": 0.5})))
    desk.type(OTHER)
    found = [node.id for node in desk.network.nodes]
    assert sorted(node.class_name for node in desk.network.nodes) == [
        "Dense",
        "Dropout",
        "Embedding",
        "GRU",
        "GRU",
        "Input",
    ]
    assert not [name for name in found if re.search(r"_\d+_\d+$", name)]


def test_an_edit_of_typed_code_leaves_alone_what_it_does_not_show(desk: Desk):
    desk.type(OTHER)
    desk.draw(PutNode(node=Node(id="loose", class_name="Flatten")))
    desk.type(desk.show()[0].replace("Dropout(0.2)", "Dropout(0.3)"))
    assert "loose" in desk.network.nodes_by_id
    assert [node.config for node in desk.network.nodes if node.class_name == "Dropout"] == [{"rate": 0.3}]


def test_the_lines_of_typed_code_go_by_the_ids_of_the_document(desk: Desk):
    desk.type(IMPORTS + "model = keras.Sequential([\n keras.Input((8,)),\n layers.Dense(16),\n\n layers.Dense(7)])\n")
    assert desk.show()[1] == {"input_1": (4, 4), "dense_1": (5, 5), "dense_2": (7, 7)}


def test_a_mistake_says_its_line_and_changes_nothing(desk: Desk):
    assert desk.type("import keras\nmodel = keras.Sequential([\nkeras.layers.Dens(3)])") == 0
    assert [line for line, _ in desk.mistakes] == [3]
    assert desk.type("x = (") == 0
    assert desk.mistakes == [(1, "This is no Python: '(' was never closed.")]
    assert desk.type("# nothing here") == 0
    assert desk.mistakes[0][1].startswith("No model is defined here")
    assert desk.network == dense_chain()


def test_a_text_that_arrives_again_is_read_once(desk: Desk):
    text = desk.show()[0].replace("Dense(16)", "Dense(24)")
    desk.type(text, number=1)
    desk.draw(PutNode(node=dense_chain().nodes_by_id["dense_1"]))
    assert desk.type(text, number=1) == 0
    assert units(desk) == [None, 16, 4]


def test_code_typed_into_an_older_version_leaves_what_others_changed_since(desk: Desk):
    base, text = desk.version, desk.show()[0].replace("Dense(16)", "Dense(24)")
    base = desk.version
    desk.draw(PutNode(node=desk.network.nodes_by_id["dense_2"].model_copy(update={"config": {"units": 5}})))
    desk.type(text, base=base)
    assert units(desk) == [None, 24, 5]
    assert desk.show()[0] == written(desk.network)[0]


def test_tidying_forgets_what_was_typed(desk: Desk):
    desk.type(desk.show()[0].replace("Dense(16),", "Dense(24),  # wide"))
    desk.type(None)
    assert desk.show()[0] == written(desk.network)[0]


def test_the_last_of_several_models_is_drawn_and_the_answer_says_so(desk: Desk):
    models = "".join(f"m{n} = keras.Sequential([keras.Input((8,)), layers.Dense({n})])\n" for n in (3, 5))
    desk.type(IMPORTS + models)
    assert units(desk) == [None, 5]
    answer = desk.edits.answer_to("tab")
    assert answer is not None
    assert [note["message"] for note in answer["notes"]] == ['2 models are defined here; the last, "m5", is drawn.']


def test_what_the_code_says_of_training_joins_the_recipe(desk: Desk):
    desk.network = desk.network.model_copy(update={"recipe": Recipe(epochs=7, seed=3)})
    text = desk.show()[0].rstrip()
    desk.type(f'{text}\n\n\nmodel = build_model()\nmodel.compile("adam", "mse")\n')
    recipe = desk.network.recipe
    assert (recipe.epochs, recipe.seed) == (7, 3)
    assert recipe.optimizer == ObjectSpec(class_name="Adam")
    assert recipe.losses == {"dense_2": ObjectSpec(class_name="MeanSquaredError")}


def test_too_long_a_text_is_refused_unread(desk: Desk):
    assert desk.type("#" * 400_001) == 0
    assert "400,001 characters" in desk.mistakes[0][1]


OWN = """import keras
from keras import layers


class Sampling(layers.Layer):
    def call(self, inputs):
        return inputs[0]


inputs = keras.Input((8,))
mean = layers.Dense(4)(inputs)
spread = layers.Dense(4)(inputs)
x = Sampling()([mean, spread])
x = layers.Lambda(lambda t: t.numpy(), name="numbers")(x)
model = keras.Model(inputs, layers.Dense(classes, activation="softmax")(x))
"""


def test_code_of_what_was_not_understood_says_the_same_when_it_is_read_again():
    desk = Desk(from_python(OWN, partial=True))
    before = desk.network
    text = desk.show()[0]
    assert "Sampling()([dense_1, x])" in text
    assert desk.type(text) <= 1  # the line on which the Lambda stands
    assert desk.mistakes == []
    places = [(node.id, node.class_name, node.config.get("code"), node.call) for node in desk.network.nodes]
    assert places == [(node.id, node.class_name, node.config.get("code"), node.call) for node in before.nodes]
    assert desk.network.edges == before.edges


def test_code_beside_what_was_not_understood_is_edited_without_losing_it():
    desk = Desk(from_python(OWN, partial=True))
    assert desk.type(desk.show()[0].replace("layers.Dense(4)(inputs)", "layers.Dense(5)(inputs)", 1)) > 0
    assert desk.mistakes == []
    assert [node.config.get("units") for node in desk.network.nodes if node.class_name == "Dense"] == [5, 4]
    sampling = desk.network.nodes_by_id["sampling_1"]
    assert unread_words(sampling).startswith(
        "Sampling could not be understood, line 13: it is a layer of its own making"
    )


def test_what_was_not_understood_gives_way_to_what_is():
    desk = Desk(from_python(OWN, partial=True))
    text = desk.show()[0].replace("Sampling()(", "layers.Add()(")
    text = text.replace("layers.Dense(classes", "layers.Dense(3")
    assert desk.type(text) > 0
    assert [node.class_name for node in desk.network.nodes if is_unread(node)] == ["source.Lambda"]
    assert {node.class_name for node in desk.network.nodes} == {"Input", "Dense", "Add", "source.Lambda"}


def test_a_class_of_ones_own_that_is_typed_is_drawn_as_an_error():
    desk = Desk(dense_chain())
    assert desk.type(OWN.replace("classes", "2")) > 0
    assert desk.mistakes == []
    assert desk.show()[0] == OWN.replace("classes", "2")
    assert [node.class_name for node in desk.network.nodes if is_unread(node)] == ["source.Sampling", "source.Lambda"]
