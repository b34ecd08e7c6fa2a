"""Keras's own sets through Keras's real loaders: from a cache, and where neither cache nor internet is there."""

import pickle
import socket
import time

import numpy as np
import pytest

from builder.data import DataUnavailableError, data_sets, describe, is_on_this_machine, load, prepare, preview
from builder.data.descriptions.class_names import REUTERS
from builder.data.sources import keras_sets
from tests.data import keras_cache

pytestmark = pytest.mark.keras

KERAS_SETS = [name for name, info in data_sets().items() if info.needs_keras]


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """An empty cache, and no way out: every download goes to a port where nobody listens."""
    folder = tmp_path / "datasets"
    folder.mkdir()
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr("keras.src.backend.config._KERAS_DIR", str(tmp_path))  # read once, when Keras is imported
    for variable in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    monkeypatch.setattr("urllib.request._opener", None)  # urllib keeps the proxies of its first call
    for variable in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(variable, raising=False)
    return folder


@pytest.fixture
def any_hash(monkeypatch):
    """Lets Keras accept files that only look like its own; no tiny file can have the hash of the real one."""
    monkeypatch.setattr("keras.src.utils.file_utils.validate_file", lambda *args, **kwargs: True)


@pytest.mark.parametrize("name", KERAS_SETS)
def test_a_set_that_is_not_here_says_so_quickly(name, cache):
    assert not is_on_this_machine(data_sets()[name])
    started = time.monotonic()
    with pytest.raises(DataUnavailableError) as caught:
        load(name)
    assert time.monotonic() - started < 5
    assert str(caught.value) == (
        f"{data_sets()[name].title} is not on this machine yet and could not be downloaded. "
        f"Connect to the internet once; Keras keeps it in {cache}."
    )
    assert "URL fetch failure" in caught.value.details
    travelled = pickle.loads(pickle.dumps(caught.value))
    assert (str(travelled), travelled.details) == (str(caught.value), caught.value.details)


def test_a_server_that_keeps_silent_is_given_up(cache, monkeypatch):
    monkeypatch.setattr(keras_sets, "SILENCE", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{silent.getsockname()[1]}")
        started = time.monotonic()
        with pytest.raises(DataUnavailableError, match="MNIST is not on this machine yet"):
            load("mnist")
    assert time.monotonic() - started < 5
    assert socket.getdefaulttimeout() is None


def test_a_cached_file_with_another_hash_is_outdated(cache):
    keras_cache.write_mnist(cache)
    with pytest.raises(DataUnavailableError, match=r"The copy of MNIST in .* was incomplete or outdated"):
        load("mnist")


def test_a_cached_file_that_cannot_be_read_is_named(cache):
    keras_cache.write_fashion_mnist(cache)
    (cache / "fashion-mnist" / "train-images-idx3-ubyte.gz").write_bytes(b"no gzip")
    with pytest.raises(DataUnavailableError, match=r"The copy of Fashion-MNIST in .* cannot be read\. Delete it"):
        load("fashion_mnist")


def test_mnist_from_the_cache(cache, any_hash):
    arrays = keras_cache.write_mnist(cache)
    assert is_on_this_machine(data_sets()["mnist"])
    data = load("mnist")
    assert (data.info.samples, data.info.test_samples) == (30, 6)
    assert np.array_equal(data.inputs["images"][..., 0], arrays["x_train"])
    assert np.array_equal(data.test.targets["class"], arrays["y_test"])

    split = prepare(data, validation_share=0.2)
    assert (split.train.size, split.validation.size, split.test.size) == (24, 6, 6)
    assert np.allclose(split.test.inputs["images"][..., 0], arrays["x_test"] / 255)


def test_mnist_as_vectors_and_only_some_of_it(cache, any_hash):
    arrays = keras_cache.write_mnist(cache)
    data = load("mnist", {"as": "vectors", "samples": 20})
    assert np.array_equal(data.inputs["images"], arrays["x_train"][:20].reshape(20, 784))
    assert describe("mnist", {"samples": 6000}).test_samples == 1000


def test_fashion_mnist_from_the_cache(cache):
    images, labels = keras_cache.write_fashion_mnist(cache)
    data = load("fashion_mnist")
    assert np.array_equal(data.inputs["images"][..., 0], images)
    assert np.array_equal(data.targets["class"], labels)
    assert data.info.classes[labels[9]] == "Ankle boot"


def test_cifar10_from_the_cache(cache, any_hash):
    pixels = keras_cache.write_cifar10(cache)
    data = load("cifar10", {"samples": 20})
    assert data.inputs["images"].shape == (20, 32, 32, 3)
    assert np.array_equal(data.inputs["images"][0], pixels.reshape(3, 32, 32).transpose(1, 2, 0))
    assert data.info.classes[data.targets["class"][0]] == "horse"


def test_cifar100_from_the_cache_by_kind_and_by_group(cache, any_hash):
    keras_cache.write_cifar100(cache)
    fine, coarse = load("cifar100"), load("cifar100", {"labels": "coarse"})
    assert [fine.info.classes[label] for label in fine.targets["class"][:2]] == ["apple", "worm"]
    assert [coarse.info.classes[label] for label in coarse.targets["class"][:2]] == [
        "fruit_and_vegetables",
        "non-insect_invertebrates",
    ]
    assert (len(fine.info.classes), len(coarse.info.classes)) == (100, 20)


def test_imdb_from_the_cache_is_padded_in_front_as_keras_pads(cache, any_hash):
    import keras

    keras_cache.write_imdb(cache)
    data = load("imdb", {"length": 8, "vocabulary": 20})
    (texts, labels), _ = keras.datasets.imdb.load_data(num_words=20)
    assert np.array_equal(data.inputs["words"], keras.utils.pad_sequences(texts, maxlen=8))
    assert data.inputs["words"].max() < 20
    assert np.array_equal(data.targets["sentiment"][:, 0], labels)


def test_one_hot_sentiment_has_two_columns(cache, any_hash):
    keras_cache.write_imdb(cache)
    split = prepare(load("imdb", {"one_hot": True}), validation_share=0)
    assert split.train.targets["sentiment"].shape == (3, 2)


def test_reuters_from_the_cache(cache, any_hash):
    import keras

    keras_cache.write_reuters(cache)
    data = load("reuters", {"length": 4})
    assert data.inputs["words"].shape == (8, 4)
    assert set(data.targets["topic"].tolist()) < set(range(0, 46, 5))
    assert keras.datasets.reuters.get_label_names() == REUTERS


def test_california_housing_from_the_cache_is_told_in_100_000_dollars(cache, any_hash):
    keras_cache.write_california_housing(cache)
    data = load("california_housing")
    assert data.inputs["district"].shape == (40, 8)
    assert data.test.targets["value"].shape == (10, 1)
    assert 0.15 <= data.targets["value"].min() <= data.targets["value"].max() <= 5
    assert prepare(data).info.scaling == "standard"


def test_a_preview_of_a_cached_set_can_travel_out_of_the_engine(cache, any_hash):
    keras_cache.write_mnist(cache)
    shown = preview("mnist", {"as": "vectors"}, 3, 0)
    assert pickle.loads(pickle.dumps(shown)) == shown
    assert all(sample.inputs["images"].startswith(b"\x89PNG") for sample in shown.samples)
