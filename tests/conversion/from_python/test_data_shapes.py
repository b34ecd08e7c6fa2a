"""The shapes of data through NumPy, pandas, scikit-learn and tf.data: those that the libraries themselves give."""

import ast
from typing import Any

import keras
import pytest

from builder.conversion.from_python.data.tables import DataFrame
from builder.conversion.from_python.keras.interpreter import KerasInterpreter
from builder.conversion.from_python.language.values import Array
from builder.conversion.imported import import_source
from tests.conversion.from_python.reading import HEADER, network, values

pytestmark = pytest.mark.keras

LIBRARIES = """
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelEncoder, MinMaxScaler, StandardScaler
"""

WRITTEN = """\
x = np.random.rand(30, 4)
found = [x, np.zeros((2, 3)), np.ones(5), np.full((2, 2), 7.0), np.random.randn(6, 2, 3), np.random.random((4, 5)),
         np.random.randint(0, 10, size=(7,)), np.random.normal(0, 1, (3, 8)), np.eye(4), np.linspace(0, 1, 11),
         np.arange(0, 1, 0.1), np.arange(12), np.zeros_like(x), np.random.default_rng(0).normal(size=(9, 2))]
---
x = np.zeros((6, 4, 3))
found = [x.reshape(6, -1), x.reshape((-1, 3)), np.reshape(x, (2, 12, 3)), x.T, x.transpose(0, 2, 1), x.flatten(),
         np.transpose(x, (2, 0, 1)), np.expand_dims(x, -1), np.expand_dims(x, axis=0), x[..., np.newaxis], x[None],
         np.squeeze(np.zeros((1, 5, 1))), np.swapaxes(x, 0, 1), np.moveaxis(x, -1, 0), x.swapaxes(1, 2), x.ravel()]
---
a, b = np.zeros((5, 3)), np.ones((2, 3))
found = [np.concatenate([a, b]), np.concatenate((a, a), axis=1), np.vstack([a, b]), np.hstack([a, a]),
         np.stack([a, a]), np.stack([a, a], axis=-1), np.column_stack([np.zeros(4), np.ones(4)]),
         np.append(a, b, axis=0), np.append(a, b), np.tile(a, (2, 3)), np.repeat(a, 4, axis=1), np.pad(a, 2),
         np.pad(a, ((0, 1), (2, 2)))]
---
x = np.zeros((10, 6))
found = [x.mean(axis=0), x.sum(axis=1, keepdims=True), np.std(x, axis=0), np.max(x, axis=-1), np.argmax(x, axis=1),
         x.argmax(1), np.sqrt(x), np.abs(x), np.log1p(x), np.clip(x, 0, 1), np.where(x > 0, x, 0), x > 0.5, -x,
         x.cumsum(axis=0), np.sort(x), np.flip(x, axis=1), np.round(x, 2), x.astype("float32"), np.isnan(x)]
---
x = np.random.rand(10, 6)
found = [x * 2, x / x.max(axis=0), x @ np.ones((6, 3)), np.dot(x, 2), x + np.arange(6), (x - x.mean()) / x.std(),
         np.matmul(x, np.ones((6, 2))), x ** 2, 1 - x, x[:, 0] * x[:, 1], x * [1, 2, 3, 4, 5, 6]]
---
x = np.zeros((20, 8, 3))
i = np.random.permutation(20)
found = [x[:5], x[5:], x[::2], x[:, 1:4], x[0], x[..., 0], x[:, -1], x[i], x[i[:7]], x[[1, 2, 3]], x[:, [0, 2]],
         x[2:4, :, 1], x[np.array([0, 1])], x[:, :, np.newaxis], x[-3:, 2]]
---
first, second = np.split(np.zeros((10, 4)), 2)
a, b, c = np.array_split(np.zeros((10, 4)), 3)
d, e = np.split(np.zeros((10, 4)), [3], axis=1)
found = [first, second, a, b, c, d, e]
---
x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype="float32")
y = np.array([0, 1, 1, 0])
found = [x, y, np.array([[[1], [2]]]), np.asarray([1.5, 2.5]), np.array([np.zeros(4), np.ones(4)]), y.reshape(-1, 1)]
---
table = pd.DataFrame({"a": [1, 2, 3], "b": [4, 5, 6], "c": [0, 1, 0]})
table["d"] = table["a"] * 2
y = table.pop("c")
found = [table, table.values, y, table["a"], table[["a", "b"]], table.drop("a", axis=1), table.drop(columns=["a", "b"]),
         table.iloc[:, :2], table.iloc[:, -1], table.iloc[:, 1:].values, table.to_numpy(), table.head(2),
         table.loc[:, "a":"b"], table.copy(), table.iloc[:2], pd.concat([table, table]), table.b.values, y.to_numpy(),
         pd.DataFrame(np.zeros((4, 2)), columns=["u", "v"]), np.array(table), table.fillna(0)]
---
x, y = np.random.rand(103, 5), np.random.rand(103)
x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2, random_state=1)
x_train, x_val = train_test_split(x_train, train_size=0.75)
a, b = train_test_split(x)
c, d = train_test_split(x, test_size=20)
scaler = StandardScaler()
found = [x_train, x_test, y_train, y_test, x_val, a, b, c, d, scaler.fit_transform(x_train), scaler.transform(x_test),
         MinMaxScaler().fit_transform(x), LabelEncoder().fit_transform(np.random.randint(0, 3, 50))]
---
y = np.random.randint(0, 10, size=(40, 1))
found = [keras.utils.to_categorical(y, 10), keras.utils.to_categorical(y[:, 0], num_classes=12),
         keras.utils.pad_sequences([[1, 2], [3]], maxlen=7), tf.zeros((3, 4)), tf.random.normal([2, 5]),
         tf.reshape(tf.ones((6, 2)), (3, 4)), tf.expand_dims(tf.zeros((3,)), 0), tf.constant([[1.0, 2.0]]),
         tf.one_hot([1, 2, 3], 5), tf.cast(y, "float32"), tf.concat([tf.zeros((2, 3)), tf.ones((4, 3))], axis=0)]
---
def scaled(image, label):
    return tf.cast(image, "float32") / 255.0, label
images, labels = np.zeros((12, 8, 8, 3)), np.zeros(12)
data = tf.data.Dataset.from_tensor_slices((images, labels)).map(scaled).shuffle(12).take(4)
for image, label in data:
    pass
found = [image]
---
layer = keras.layers.Dense(4)
stack = keras.Sequential([keras.layers.Conv2D(8, 3), keras.layers.Flatten(), keras.layers.Dense(5)])
found = [layer(np.zeros((3, 2))), stack(np.zeros((2, 6, 6, 1))), keras.layers.Embedding(10, 6)(np.array([[1, 2, 3]]))]
"""


def ours(source: str) -> list[Any]:
    run = KerasInterpreter(applications=lambda name, arguments: pytest.fail(name))
    run.execute(ast.parse(source).body, run.module)
    found: list[Any] = run.module.names["found"]
    return [item.shape if isinstance(item, (Array, DataFrame)) else item for item in found]


@pytest.mark.parametrize("source", WRITTEN.split("---\n"))
def test_shapes_of_data_are_those_that_the_libraries_give(source: str) -> None:
    names: dict[str, Any] = {}
    exec(LIBRARIES + source, names)  # a source of this file
    assert ours(LIBRARIES + source) == [tuple(item.shape) for item in names["found"]]


UNKNOWN = """\
found = [pd.read_csv("a.csv"), pd.read_csv("a.csv", names=["a", "b", "c"]), pd.read_csv("a.csv")[["a", "b"]]]
expected = [(None, None), (None, 3), (None, 2)]
---
data = np.loadtxt("diabetes.csv", delimiter=",")
found = [data[:, 0:8], data[:, 8], pd.read_csv("a.csv").iloc[:, 1:5].values]
expected = [(None, 8), (None,), (None, 4)]
---
x = np.zeros((10, 4))
found = [x[x[:, 0] > 0], x[int(input()):]]
expected = [(None, 4), (None, 4)]
---
(x_train, y_train), _ = keras.datasets.imdb.load_data(num_words=100)
found = [keras.utils.pad_sequences(x_train, maxlen=80), keras.preprocessing.sequence.pad_sequences(y_train, 20)]
expected = [(25000, 80), (25000, 20)]
---
images = keras.utils.image_dataset_from_directory("pets", image_size=(180, 180), batch_size=8)
flow = keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255).flow_from_directory(
    "pets", target_size=(150, 150), color_mode="grayscale")
for x, y in images:
    pass
for u, v in flow:
    pass
found = [x, y, u]
expected = [(None, 180, 180, 3), (None,), (None, 150, 150, 1)]
"""


@pytest.mark.parametrize("source", UNKNOWN.split("---\n"))
def test_sizes_that_only_a_run_could_tell_are_left_open(source: str) -> None:
    found = ours(LIBRARIES + source.replace("expected", "wanted"))
    assert found == ast.literal_eval(source.rpartition("expected = ")[2])


def test_numbers_that_a_source_writes_into_arrays_are_known() -> None:
    assert values("import numpy as np\nvalues = [int(n) for n in np.array([2, 4, 8]) * 2]") == [4, 8, 16]
    assert values("import numpy as np\nvalues = [int(n) for n in np.linspace(64, 16, 4)]") == [64, 48, 32, 16]
    assert values("import numpy as np\nvalues = list(np.arange(2, 9, 3)) + [np.array([5, 6])[1]]") == [2, 5, 8, 6]


FED = {
    "model(np.zeros((2, 20)))": [20],
    "model.predict(np.zeros((2, 20)))": [20],
    "model.build((None, 20))": [20],
    "model.build(input_shape=(32, 7, 20))": [7, 20],
    "model.fit(np.random.random((100, 8)), np.zeros(100), epochs=2)": [8],
    "model.evaluate(np.ones((5, 6)), np.zeros(5))": [6],
    "model.train_on_batch(np.ones((5, 6)), np.zeros(5))": [6],
    "model.fit(tf.data.Dataset.from_tensor_slices((np.zeros((9, 3)), np.zeros(9))).batch(4))": [3],
    "model.fit(pd.DataFrame({'a': [1, 2], 'b': [3, 4]}), np.zeros(2))": [2],
    "outer = keras.Sequential([model, layers.Dense(2)])\nouter(np.zeros((1, 5)))": [5],
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("call", FED)
def test_a_sequential_takes_the_shape_of_the_first_data_that_it_is_given(call: str) -> None:
    source = "model = keras.Sequential([layers.Dense(16), layers.Dense(1)])\nmodel.compile(loss='mse')\n" + call
    names: dict[str, Any] = {}
    exec(LIBRARIES + HEADER + source, names)  # a source of this file
    built = names["model"].layers[0].kernel.shape[0]
    assert FED[call][-1] == built
    found = list(import_source(LIBRARIES + HEADER + source).models.values())[0 if "outer" not in call else -1]
    (given,) = (node for node in found.nodes if node.class_name == "Input")
    assert given.config["shape"] == FED[call]
    keras.backend.clear_session()


def test_the_first_data_decide() -> None:
    found = network(
        """
        import numpy as np
        model = keras.Sequential([layers.Dense(3)])
        model(np.zeros((4, 5)))
        x = model(keras.Input((5,)))
        """
    )
    assert found.nodes[0].config["shape"] == [5]
