"""The data set that a source loads is bound in its recipe, with the options that the source says; the rest is told."""

import textwrap

import pytest

from builder.conversion.imported import Imported, import_source
from builder.conversion.to_python.to_python import to_python
from builder.data import bind, data_sets, describe
from builder.data.options import resolve_options
from builder.network import DataBinding, Network, ObjectSpec, Recipe
from builder.network.topology import input_ids, output_endpoints
from tests.conversion.trainable import learner
from tests.engine.drawing import draw

HEADER = "import keras\nimport numpy as np\nfrom keras import layers\n"


def read(source: str) -> Imported:
    return import_source(HEADER + textwrap.dedent(source).lstrip("\n"))


def fitted(source: str, *, shape: str, units: int = 1, fit: str) -> tuple[Recipe, list[str]]:
    """Returns the recipe of a Dense model that learns what the source loads, and the notes."""
    model = f"""
model = keras.Sequential([keras.Input({shape}), layers.Flatten(), layers.Dense({units})])
model.fit({fit})
"""
    imported = read(textwrap.dedent(source) + model)
    return imported.models["model"].recipe, [note.text for note in imported.notes]


def bound(source: str, *, shape: str, units: int = 1, fit: str = "x, y") -> tuple[str, dict, list[str], list[str]]:
    """Returns data set, options, features and targets that a source's fit comes to."""
    data = fitted(source, shape=shape, units=units, fit=fit)[0].data
    assert data is not None
    return data.dataset, data.options, list(data.inputs.values()), list(data.targets.values())


MNIST = "(x, y), (x_test, y_test) = keras.datasets.mnist.load_data()\n"


@pytest.mark.parametrize(
    ("lines", "shape", "options"),
    [
        ("x = x.reshape(60000, 784).astype('float32') / 255", "(784,)", {"as": "vectors"}),
        ("x = x.reshape((len(x), -1)); x = x * (1 / 255.0)", "(784,)", {"as": "vectors"}),
        ("x = x.reshape(x.shape[0], 28 * 28); x /= 255", "(784,)", {"as": "vectors"}),
        ("x = np.expand_dims(x, -1)", "(28, 28, 1)", {"scaling": "none"}),
        ("x = x[..., np.newaxis] / 255.", "(28, 28, 1)", {}),
        ("x = x[:, :, :, None] / np.float32(255)", "(28, 28, 1)", {}),
        ("x = x / 255", "(28, 28)", {"as": "rows"}),
        ("x = x / 255", "(28, 28, 1)", {}),  # Keras adds the axis of the channel itself
        ("x = (x - x.mean()) / x.std()", "(28, 28)", {"as": "rows", "scaling": "standard"}),
        ("x = x / 255; x = (x - np.mean(x)) / (np.std(x) + 1e-7)", "(28, 28)", {"as": "rows", "scaling": "standard"}),
        ("y = keras.utils.to_categorical(y, 10); x = x / 255", "(28, 28, 1)", {"one_hot": True}),
        ("import tensorflow as tf\ny = tf.one_hot(y, 10); x = x / 255", "(28, 28, 1)", {"one_hot": True}),
        ("import tensorflow as tf\nx = tf.cast(tf.expand_dims(x, -1), tf.float32) / 255", "(28, 28, 1)", {}),
        ("x, y = x[:5000] / 255, y[:5000]", "(28, 28, 1)", {"samples": 5000}),
    ],
)
def test_what_a_source_does_with_images_becomes_options(lines: str, shape: str, options: dict) -> None:
    assert bound(MNIST + lines, shape=shape, units=10) == ("mnist", options, ["images"], ["class"])


def test_helper_functions_and_tuples_carry_arrays() -> None:
    source = """
    def load():
        (a, b), (c, d) = keras.datasets.fashion_mnist.load_data()
        def scale(part):
            return part.astype("float32") / 255.0
        a, c = map(scale, (a, c))
        return (a, b), (c, d)
    train, test = load()
    """
    assert bound(source, shape="(28, 28, 1)", units=10, fit="train[0], train[1]") == (
        "fashion_mnist",
        {},
        ["images"],
        ["class"],
    )


@pytest.mark.parametrize(
    ("source", "shape", "expected"),
    [
        (
            "(x, y), _ = keras.datasets.cifar100.load_data(label_mode='coarse'); x = x / 255",
            "(32, 32, 3)",
            ("cifar100", {"labels": "coarse"}, ["images"], ["class"]),
        ),
        (
            "(x, y), _ = keras.datasets.imdb.load_data(num_words=5000)\nx = keras.utils.pad_sequences(x, maxlen=80)",
            "(80,)",
            ("imdb", {"vocabulary": 5000, "length": 80}, ["words"], ["sentiment"]),
        ),
        (
            "(x, y), _ = keras.datasets.california_housing.load_data(version='small'); y = y / 100000",
            "(8,)",
            ("california_housing", {"version": "small", "scaling": "none"}, ["district"], ["value"]),
        ),
        (
            "from sklearn.datasets import load_digits\nd = load_digits()\nx, y = d.images / 16, d['target']",
            "(8, 8, 1)",
            ("digits", {}, ["images"], ["digit"]),
        ),
        (
            "from sklearn import datasets\nx, y = datasets.load_digits(return_X_y=True)",
            "(64,)",
            ("digits", {"as": "vectors", "scaling": "none"}, ["images"], ["digit"]),
        ),
        (
            "from sklearn.datasets import make_moons\nx, y = make_moons(300, noise=0.2, random_state=4)",
            "(2,)",
            ("moons", {"samples": 300, "noise": 0.2, "seed": 4}, ["points"], ["side"]),
        ),
        (
            "from sklearn.datasets import make_circles\nx, y = make_circles(n_samples=99, random_state=0, factor=0.5)",
            "(2,)",
            ("circles", {"samples": 99, "noise": 0}, ["points"], ["side"]),
        ),
        (
            "from sklearn.datasets import load_breast_cancer\n"
            "from sklearn.preprocessing import MinMaxScaler\n"
            "b = load_breast_cancer()\nx, y = MinMaxScaler().fit_transform(b.data), b.target",
            "(30,)",
            ("breast_cancer", {"scaling": "unit"}, ["measurements"], ["diagnosis"]),
        ),
        (
            "from sklearn.datasets import load_iris\nfrom sklearn.preprocessing import LabelBinarizer, StandardScaler\n"
            "iris = load_iris()\nx = StandardScaler().fit_transform(iris.data)\n"
            "y = LabelBinarizer().fit_transform(iris.target)",
            "(4,)",
            ("iris", {"one_hot": True}, ["measurements"], ["species"]),
        ),
    ],
)
def test_loaders_of_keras_and_scikit_learn_are_known(source: str, shape: str, expected: tuple) -> None:
    assert bound(source, shape=shape, units=3) == expected


def test_autoencoder_learns_what_it_is_given() -> None:
    assert bound(MNIST + "x = x / 255", shape="(28, 28, 1)", fit="x, x")[2:] == (["images"], ["images"])


def test_what_an_array_was_drawn_for_decides_the_share_that_validates() -> None:
    shares = {
        "x, y, validation_split=0.25": 0.25,
        "x, y": 0.0,
        "x[:50000], y[:50000], validation_data=(x[50000:], y[50000:])": round(1 / 6, 6),
        "x[10000:], y[10000:], validation_data=(x[:10000], y[:10000])": round(1 / 6, 6),
        "x, y, validation_data=(x_test, y_test)": None,  # the test part: a recipe keeps it for the end
    }
    for fit, share in shares.items():
        recipe, _ = fitted(MNIST + "x, x_test = x / 255, x_test / 255", shape="(28, 28, 1)", units=10, fit=fit)
        assert recipe.validation_share == share
    split = """
from sklearn.model_selection import train_test_split
x, y = x / 255, y
a, b, c, d = train_test_split(x, y, test_size=0.3)
"""
    assert fitted(MNIST + split, shape="(28, 28)", fit="a, c, validation_data=(b, d)")[0].validation_share == 0.3


@pytest.mark.parametrize(
    ("lines", "fit", "line", "said"),
    [
        ("x = x / 127.5 - 1", "x, y", 5, "MNIST has no scaling such as this one"),
        ("x = x / 255", "x[5000:], y[5000:]", 7, "The recipe splits the samples in its own way"),
        ("x = x / 255", "x, y, validation_data=(x_test, y_test)", 7, "The recipe splits the samples in its own way"),
        ("x = x / 255\ny = y == 5", "x, y", 8, "What the model learns from is left out"),
        ("x = np.flip(x, 1)", "x, y", 7, "it is not MNIST as any of its options gives it (line 5)"),
        (
            "x = x / 255 + 0.1 * np.random.normal(size=x.shape)",
            "x, y",
            7,
            "it is not MNIST as any of its options gives it (line 5)",
        ),
    ],
)
def test_what_options_cannot_hold_is_told_at_its_line(lines: str, fit: str, line: int, said: str) -> None:
    model = "model = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(10)])\n"
    notes = read(f"{MNIST}{lines}\n{model}model.fit({fit})").notes
    assert [(note.line, said in note.text) for note in notes] == [(line, True)]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("(x, y), _ = keras.datasets.boston_housing.load_data()", "not among the data sets"),
        ("from sklearn.datasets import load_iris\nx, y = load_iris(return_X_y=True)\nx = x[:, :2]", "not Iris flowers"),
        ("x, y = np.zeros((9, 2)), np.zeros(9)", "no more than the shape"),
        ("x = data", 'nothing named "data"'),
    ],
)
def test_data_that_are_no_known_set_are_told_and_not_bound(source: str, said: str) -> None:
    recipe, notes = fitted(source, shape="(2,)", fit="x, y")
    assert recipe.data is None
    assert len([note for note in notes if said in note]) == 1


def test_arguments_that_a_set_does_not_have_are_told() -> None:
    texts = "(x, y), _ = keras.datasets.imdb.load_data(num_words=500, skip_top=20, maxlen=None)\n"
    for source, said in {
        "from sklearn.datasets import make_circles\nx, y = make_circles(99, random_state=0)": "without factor=0.5",
        "from sklearn.datasets import load_diabetes\nx, y = load_diabetes(return_X_y=True)": "without scaled=False",
        f"{texts}x = keras.utils.pad_sequences(x, maxlen=9, padding='post')": "skip_top=20",
    }.items():
        recipe, notes = fitted(
            source, shape="(9,)" if "imdb" in source else "(10,)" if "diab" in source else "(2,)", fit="x, y"
        )
        assert recipe.data is not None
        assert any(said in note for note in notes)


def heads(kinds: tuple[str, ...], targets: dict[str, str], dataset: str, **options: object) -> Network:
    """Returns a network with a Dense head for each of ``kinds``, each learning what ``targets`` say."""
    info = describe(dataset, dict(options))
    layers = [("pixels", "Input", {"shape": list(info.inputs[0].shape), "label": "pixels"}), ("flat", "Flatten", {})]
    units = {kind: 10 if info.target(targets[kind]).kind == "classes" else 1 for kind in kinds}
    layers += [(kind, "Dense", {"units": units[kind], "label": kind}) for kind in kinds]
    losses = {kind: ObjectSpec(class_name="MeanSquaredError") for kind in kinds}
    recipe = Recipe(
        data=DataBinding(dataset=dataset, options=dict(options), inputs={"pixels": "images"}, targets=targets),
        losses=losses,
        loss_weights={kinds[-1]: 0.5},
        validation_share=0.25,
        epochs=2,
        batch_size=16,
        seed=5,
        optimizer=ObjectSpec(class_name="RMSprop"),
    )
    return draw(tuple(layers), "pixels>flat", *(f"flat>{kind}" for kind in kinds), recipe=recipe)


def same_recipe(network: Network) -> None:
    """Checks that the network's own script says to a reader all that its recipe says."""
    imported = import_source(to_python(network, parts="training"))
    assert imported.notes == ()
    found = list(imported.models.values())[-1]
    wanted, got = (_whole(one) for one in (network, found))
    assert got == wanted


def _whole(network: Network) -> dict[str, object]:
    """Returns the recipe with places of inputs and outputs for ids, and with everything that it leaves to defaults."""
    recipe = network.recipe
    names = {node: f"input {place}" for place, node in enumerate(input_ids(network))}
    names |= {end.node: f"output {place}" for place, end in enumerate(output_endpoints(network))}
    assert recipe.data is not None
    info = describe(recipe.data.dataset, recipe.data.options)
    fed = bind(network, info, recipe.data)
    told = recipe.model_dump(exclude={"data"})
    for key in ("losses", "loss_weights", "metrics"):
        told[key] = {names[node]: value for node, value in told[key].items()}
    share = 0.2 if recipe.validation_share is None else recipe.validation_share
    return told | {
        "dataset": recipe.data.dataset,
        "options": resolve_options(info.title, info.options, recipe.data.options),
        "inputs": {names[node]: feature for node, feature in fed.inputs.items()},
        "targets": {names[node]: target for node, target in fed.targets.items()},
        "validation_share": share,
    }


def variants(dataset: str) -> list[dict[str, object]]:
    options = {spec.name: spec for spec in data_sets()[dataset].options}
    changes: list[dict[str, object]] = [{}]
    for name, values in {
        "scaling": ("none", "unit", "standard"),
        "as": ("rows", "vectors"),
        "one_hot": (True,),
        "samples": (600,),
        "noise": (0.25,),
        "seed": (9,),
        "arms": (4,),
        "length": (30,),
        "vocabulary": (50,),
        "window": (20,),
        "horizon": (3,),
        "labels": ("coarse",),
        "version": ("small",),
    }.items():
        changes += [{name: value} for value in values if name in options]
    return changes


@pytest.mark.parametrize("dataset", sorted(data_sets()))
def test_own_script_of_every_data_set_reads_back_to_the_recipe_it_was_written_from(dataset: str) -> None:
    for options in variants(dataset):
        same_recipe(learner(dataset, **options))


@pytest.mark.parametrize(
    ("kinds", "targets", "dataset", "options"),
    [
        (("digit",), {"digit": "digit"}, "digits", {"one_hot": True}),
        (("one", "other"), {"one": "digit", "other": "digit"}, "digits", {}),
        (("parity", "digit"), {"parity": "parity", "digit": "digit"}, "digits_two_heads", {}),
        (("digit", "parity"), {"digit": "parity", "parity": "digit"}, "digits_two_heads", {"as": "vectors"}),
        (("a", "b", "c"), {"a": "digit", "b": "parity", "c": "digit"}, "digits_two_heads", {}),
    ],
)
def test_heads_read_back_to_what_each_learns(
    kinds: tuple[str, ...], targets: dict[str, str], dataset: str, options: dict[str, object]
) -> None:
    same_recipe(heads(kinds, targets, dataset, **options))


def test_autoencoder_reads_back_to_the_feature_that_it_learns() -> None:
    layers = (
        ("pixels", "Input", {"shape": [64], "label": "pixels"}),
        ("copy", "Dense", {"units": 64, "label": "copy"}),
    )
    recipe = Recipe(
        data=DataBinding(
            dataset="digits", options={"as": "vectors"}, inputs={"pixels": "images"}, targets={"copy": "images"}
        ),
        losses={"copy": ObjectSpec(class_name="MeanSquaredError")},
        optimizer=ObjectSpec(class_name="Adam"),
        epochs=3,
        batch_size=16,
        validation_share=0.2,
        seed=2,
    )
    same_recipe(draw(layers, "pixels>copy", recipe=recipe))


def test_function_of_ours_that_was_changed_is_no_data_set_of_ours() -> None:
    source = to_python(learner("spirals"), parts="training")
    found = import_source(source.replace("radius * 1.25", "radius * 1.5"))
    assert found.models["model"].recipe.data is None
    assert ["What the model learns from is left out" in note.text for note in found.notes] == [True]


def test_class_weights_and_callbacks_of_an_own_script_read_back() -> None:
    network = heads(("digit",), {"digit": "digit"}, "digits")
    changes = {"class_weight": {0: 2.0, 7: 0.5}, "loss_weights": {}, "validation_share": 0.0}
    changes["callbacks"] = (ObjectSpec(class_name="EarlyStopping", config={"monitor": "loss", "patience": 2}),)
    same_recipe(network.model_copy(update={"recipe": network.recipe.model_copy(update=changes)}))
