"""What is said of a network's values holds for what Keras computes, whatever the weights and the inputs."""

from typing import Any

import pytest

from builder.catalog import load_catalog
from builder.network import Network
from builder.network.topology import output_endpoints
from builder.recipe.outputs import range_of
from builder.recipe.ranges import ACTIVATIONS, ANY, Range

pytestmark = pytest.mark.keras

SLACK = 1e-4

TOPOLOGIES = {
    "softmax, then pooling": ("x = D(5, activation='softmax')(i)\no = L.GlobalAveragePooling1D()(x)", "distribution"),
    "softmax, then the greatest": ("x = D(5, activation='softmax')(i)\no = L.GlobalMaxPooling1D()(x)", "shares"),
    "softmax, pooled over classes": (
        "x = D(5, activation='softmax')(i)\no = L.GlobalAveragePooling1D(data_format='channels_first')(x)",
        "shares",
    ),
    "average of two": (
        "o = L.Average()([D(5, activation='softmax')(i), D(5, activation='softmax')(i)])",
        "distribution",
    ),
    "greatest of two": (
        "o = L.Maximum()([D(5, activation='softmax')(i), D(5, activation='softmax')(i)])",
        "shares",
    ),
    "sum of two": ("o = L.Add()([D(5, activation='softmax')(i), D(5, activation='softmax')(i)])", "unknown"),
    "half the sum of two": (
        "a = D(5, activation='sigmoid')(i) + D(5, activation='sigmoid')(i)\no = a * 0.5",
        "shares",
    ),
    "difference": ("o = L.Subtract()([D(5, activation='sigmoid')(i), D(5, activation='sigmoid')(i)])", "unknown"),
    "gate": ("o = L.Multiply()([D(5, activation='softmax')(i), D(5, activation='sigmoid')(i)])", "shares"),
    "gate over scores": ("o = L.Multiply()([D(5)(i), D(5, activation='sigmoid')(i)])", "scores"),
    "joined along steps": (
        "o = L.Concatenate(axis=1)([D(5, activation='softmax')(i), D(5, activation='softmax')(i)])",
        "distribution",
    ),
    "joined along classes": (
        "o = L.Concatenate()([D(5, activation='softmax')(i), D(5, activation='softmax')(i)])",
        "shares",
    ),
    "shares beside scores": ("o = L.Concatenate()([D(5, activation='softmax')(i), D(5)(i)])", "scores"),
    "reshaped by steps": ("x = D(6, activation='softmax')(i)\no = L.Reshape((2, 2, 6))(x)", "distribution"),
    "reshaped across classes": ("x = D(6, activation='softmax')(i)\no = L.Reshape((8, 3))(x)", "shares"),
    "flattened": ("x = D(6, activation='softmax')(i)\no = L.Flatten()(x)", "shares"),
    "permuted": ("x = D(4, activation='softmax')(i)\no = L.Permute((2, 1))(x)", "shares"),
    "dropout at the end": ("x = D(5, activation='softmax')(i)\no = L.Dropout(0.5)(x)", "unknown"),
    "dropout of scores": ("x = D(5)(i)\no = L.Dropout(0.5)(x)", "scores"),
    "noise at the end": ("x = D(5, activation='sigmoid')(i)\no = L.GaussianNoise(0.5)(x)", "unknown"),
    "padded": ("x = D(5, activation='softmax')(i)\no = L.ZeroPadding1D(1)(x)", "shares"),
    "each step": ("o = L.TimeDistributed(D(5, activation='softmax'))(i)", "distribution"),
    "softmax along steps": ("x = D(5)(i)\no = L.Softmax(axis=1)(x)", "shares"),
    "softmax as an operation": ("x = D(5)(i)\no = keras.ops.softmax(x)", "distribution"),
    "softmax operation along steps": ("x = D(5)(i)\no = keras.ops.softmax(x, axis=1)", "shares"),
    "sigmoid as an operation": ("x = D(5)(i)\no = keras.ops.sigmoid(x)", "shares"),
    "mean over steps": ("x = D(5, activation='softmax')(i)\no = keras.ops.mean(x, axis=1)", "distribution"),
    "mean over classes": ("x = D(5, activation='softmax')(i)\no = keras.ops.mean(x, axis=-1)", "shares"),
    "one minus": ("x = D(5, activation='sigmoid')(i)\no = 1 - x", "shares"),
    "logarithm": ("x = D(5, activation='softmax')(i)\no = keras.ops.log(x)", "unknown"),
    "activation layer": ("x = D(5)(i)\no = L.Activation('sigmoid')(x)", "shares"),
    "relu of shares": ("x = D(5, activation='softmax')(i)\no = L.ReLU()(x)", "distribution"),
    "relu at the end": ("o = D(5, activation='relu')(i)", "rectified"),
    "softplus at the end": ("o = D(5, activation='softplus')(i)", "positive"),
    "bounded relu": ("x = D(5)(i)\no = L.ReLU(max_value=1)(x)", "shares"),
    "leaky": ("x = D(5)(i)\no = L.LeakyReLU()(x)", "scores"),
    "rescaled tanh": ("x = D(5, activation='tanh')(i)\no = L.Rescaling(0.5, offset=0.5)(x)", "shares"),
    "normalised": ("x = D(5, activation='softmax')(i)\no = L.BatchNormalization()(x)", "scores"),
    "clipped": ("x = D(5)(i)\no = keras.ops.clip(x, 0, 1)", "shares"),
    "recurrent softmax": ("o = L.LSTM(5, activation='softmax')(i)", "shares"),
    "simple recurrent softmax": ("o = L.SimpleRNN(5, activation='softmax')(i)", "distribution"),
    "recurrent sigmoid": ("o = L.GRU(5, activation='sigmoid')(i)", "shares"),
    "both ways": ("o = L.Bidirectional(L.SimpleRNN(5, activation='softmax'))(i)", "shares"),
    "both ways, summed": (
        "o = L.Bidirectional(L.SimpleRNN(5, activation='softmax'), merge_mode='sum')(i)",
        "unknown",
    ),
    "shared": (
        "d = D(5, activation='softmax')\no = L.Average()([d(i), d(L.Activation('tanh')(i))])",
        "distribution",
    ),
    "inside a block": (
        "h = keras.Input((4, 3))\nb = keras.Model(h, D(5, activation='softmax')(D(4)(h)))\n"
        "o = L.GlobalAveragePooling1D()(b(i))",
        "distribution",
    ),
    "given to a block": (
        "h = keras.Input((4, 5))\nb = keras.Model(h, L.GlobalAveragePooling1D()(h))\n"
        "o = b(D(5, activation='softmax')(i))",
        "distribution",
    ),
    "second output of a block": (
        "h = keras.Input((4, 3))\nb = keras.Model(h, [D(5)(h), D(5, activation='sigmoid')(h)])\nu, o = b(i)",
        "shares",
    ),
}


def network_of(lines: str) -> Network:
    from builder import from_python

    source = "import keras\nfrom keras import layers as L\nD = L.Dense\ni = keras.Input((4, 3))\n"
    return from_python(f"{source}{lines}\nmodel = keras.Model(i, o)\n")


def computed(network: Network) -> list[Any]:
    """Returns what the model gives for inputs and weights of several sizes, as it predicts and as it trains."""
    import keras
    import numpy as np

    from builder import to_keras

    model = to_keras(network)
    random = np.random.default_rng(1)
    found = []
    for size in (0.3, 3.0, 30.0):
        for weight in model.trainable_weights:
            weight.assign(random.normal(0, size, weight.shape))
        inputs = random.normal(0, size, (64, *model.input_shape[1:])).astype("float32")
        for training in (False, True):
            found.append(keras.ops.convert_to_numpy(model(inputs, training=training)))
    return found


def holds(claimed: Range, values: list[Any]) -> bool:
    import numpy as np

    within = all(one.min() >= claimed.low - SLACK and one.max() <= claimed.high + SLACK for one in values)
    sums = not claimed.sums or all(np.allclose(one.sum(axis=-1), 1, atol=SLACK) for one in values)
    leaves = claimed.kind in ("distribution", "shares", "unknown") or any(
        one.min() < -SLACK or one.max() > 1 + SLACK for one in values
    )
    return within and sums and leaves


@pytest.mark.parametrize(("lines", "kind"), TOPOLOGIES.values(), ids=TOPOLOGIES)
def test_values_of_a_topology_are_told_as_keras_computes_them(lines: str, kind: str) -> None:
    from builder.engine import check

    network = network_of(lines)
    report = check(network)
    assert report.ok, report.problems
    claimed = range_of(network, report, output_endpoints(network)[0])
    assert claimed.kind == kind
    values = computed(network)
    assert holds(claimed, values), claimed
    if kind == "unknown":  # what is not known must not be shares after all, but for rounding
        assert any(one.min() < 0 or one.max() > 1 + SLACK for one in values)


@pytest.mark.parametrize("name", load_catalog().activations)
def test_activation_gives_what_is_said_of_it(name: str) -> None:
    import keras
    import numpy as np

    random = np.random.default_rng(0)
    values = [
        keras.ops.convert_to_numpy(getattr(keras.activations, name)(random.normal(0, size, (200, 6)).astype("float32")))
        for size in (0.1, 1.0, 10.0, 50.0)
    ]
    claimed = ACTIVATIONS.get(name, ANY)
    assert holds(claimed, values)
    if name not in ACTIVATIONS:  # nothing that could be said is left out
        assert min(one.min() for one in values) < 0 and max(one.max() for one in values) > 1


ONE_INPUT = [
    name
    for name, entry in load_catalog().layers.items()
    if entry.inputs and name != "Input" and not any(port.at_least > 1 for port in entry.inputs)
]


@pytest.mark.parametrize("name", ONE_INPUT)
def test_layer_keeps_what_is_said_of_it_for_rows_that_sum_to_one(name: str) -> None:
    import keras
    import numpy as np

    from builder.catalog import default_config
    from builder.catalog.reader_ranks import SHAPES, make
    from builder.recipe.layer_ranges import range_after

    entry = load_catalog().layers[name]
    tried = 0
    random = np.random.default_rng(0)
    for rank in entry.ranks or (2, 3, 4):
        for size in (
            ((6,), (4, 6), (8, 4, 6), (4, 4, 4, 6), (2, 2, 2, 2, 6))[rank - 2 : rank - 1] if rank in SHAPES else ()
        ):
            rows = random.random((2, *size)).astype("float32")
            rows /= rows.sum(axis=-1, keepdims=True)
            try:
                layer = make(name, default_config(entry))
                given = [keras.ops.convert_to_numpy(layer(rows, **train)) for train in ({}, _training(layer))]
            except Exception:  # noqa: BLE001  # a layer that takes text, states or other sizes: nothing to hold it to
                continue
            if not np.issubdtype(given[0].dtype, np.floating):
                continue
            claimed = range_after(name, default_config(entry), [Range(0, 1, sums=True)], rows.shape, given[0].shape)
            tried += 1
            # Of sizes too small for it, a STFTSpectrogram gives NaN now and then, which is no value.
            within = all(
                np.nanmin(one) >= claimed.low - SLACK and np.nanmax(one) <= claimed.high + SLACK for one in given
            )
            sums = not claimed.sums or all(np.allclose(one.sum(axis=-1), 1, atol=SLACK) for one in given)
            assert within and sums, (claimed, size)


def _training(layer: Any) -> dict[str, bool]:
    return {"training": True} if getattr(layer, "_call_has_training_arg", False) else {}
