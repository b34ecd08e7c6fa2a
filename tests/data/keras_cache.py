"""Tiny files in the formats of Keras's downloads, as a cache that Keras's real loaders read."""

import gzip
import io
import pickle
import tarfile

import numpy as np


def write_mnist(folder):
    random = np.random.default_rng(0)
    arrays = {
        "x_train": random.integers(0, 256, (30, 28, 28), dtype=np.uint8),
        "y_train": np.arange(30, dtype=np.uint8) % 10,
        "x_test": random.integers(0, 256, (6, 28, 28), dtype=np.uint8),
        "y_test": np.arange(6, dtype=np.uint8),
    }
    np.savez(folder / "mnist.npz", **arrays)
    return arrays


def write_fashion_mnist(folder):
    target = folder / "fashion-mnist"
    target.mkdir()
    images = np.random.default_rng(1).integers(0, 256, (20, 28, 28), dtype=np.uint8)
    labels = np.arange(20, dtype=np.uint8) % 10
    for part, count in (("train", 20), ("t10k", 10)):
        with gzip.open(target / f"{part}-images-idx3-ubyte.gz", "wb") as file:
            file.write(bytes(16) + images[:count].tobytes())
        with gzip.open(target / f"{part}-labels-idx1-ubyte.gz", "wb") as file:
            file.write(bytes(8) + labels[:count].tobytes())
    return images, labels


def write_cifar10(folder, *, tests=1):
    """One picture a batch: Keras spreads it over the 10,000 places of a batch for training, not of that for tests."""
    pixels = np.arange(3072, dtype=np.int64).astype(np.uint8).reshape(1, 3072)
    batches = {f"data_batch_{number}": {b"data": pixels, b"labels": [7]} for number in range(1, 6)}
    batches["test_batch"] = {b"data": pixels.repeat(tests, axis=0), b"labels": [7] * tests}
    _write_archive(folder / "cifar-10-batches-py-target_archive", "cifar-10-batches-py", batches)
    return pixels


def write_cifar100(folder, *, times=1):
    pixels = np.random.default_rng(2).integers(0, 256, (5 * times, 3072), dtype=np.uint8)
    labels = {b"fine_labels": [0, 99, 5, 6, 7] * times, b"coarse_labels": [4, 13, 2, 2, 0] * times}
    batch = {b"data": pixels, **labels}
    _write_archive(folder / "cifar-100-python-target_archive", "cifar-100-python", {"train": batch, "test": batch})
    return pixels


def write_imdb(folder, *, times=1):
    texts = as_objects([[1, 2, 3], list(range(1, 40)), [50, 2]] * times)
    answers = {"y_train": np.tile([0, 1, 1], times), "y_test": np.tile([1, 0, 1], times)}
    np.savez(folder / "imdb.npz", x_train=texts, x_test=texts, **answers)


def write_reuters(folder, *, times=1):
    texts = as_objects([[number, number + 1] for number in range(1, 11)] * times)
    np.savez(folder / "reuters.npz", x=texts, y=np.tile(np.arange(10) * 5, times))


def write_california_housing(folder, *, rows=50):
    random = np.random.default_rng(3)
    values = {"x": random.normal(size=(rows, 8)), "y": random.uniform(15e3, 5e5, rows)}
    np.savez(folder / "california_housing.npz", **values)


def as_objects(lists):
    array = np.empty(len(lists), dtype=object)
    array[:] = lists
    return array


def _write_archive(path, folder_name, batches):
    with tarfile.open(path, "w:gz") as archive:
        for name, batch in batches.items():
            content = pickle.dumps(batch, protocol=4)
            member = tarfile.TarInfo(f"{folder_name}/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
