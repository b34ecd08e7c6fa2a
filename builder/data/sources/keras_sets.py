"""Keras's own sets through Keras's own loaders, which check what they cached by its hash."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from builder.data.arrays import Array, Part
from builder.data.errors import DataUnavailableError
from builder.data.info import DataSetInfo
from builder.data.keras_cache import is_on_this_machine, keras_folder
from builder.data.options import integer
from builder.data.sources.loaded import LoadedData
from builder.network.record import Config

SILENCE = 10.0
"""Seconds without a byte from the server after which a download is given up."""

DOLLARS_PER_UNIT = 100_000

Pair = tuple[Array, Array]


def load_images(info: DataSetInfo, options: Config) -> LoadedData:
    """Pixels stay bytes: scaling makes floats of them, of the parts that are used."""
    import keras

    arguments = {"label_mode": options["labels"]} if "labels" in options else {}
    train, test = _load(info, getattr(keras.datasets, info.name).load_data, **arguments)
    return _with_test_part(
        info, train, test, lambda images: images.reshape(-1, *info.inputs[0].shape), lambda labels: labels.reshape(-1)
    )


def load_texts(info: DataSetInfo, options: Config) -> LoadedData:
    import keras

    length, vocabulary = integer(options, "length"), integer(options, "vocabulary")
    train, test = _load(info, getattr(keras.datasets, info.name).load_data, num_words=vocabulary)
    width = (1,) if info.targets[0].kind == "binary" else ()
    return _with_test_part(
        info, train, test, lambda texts: pad(texts, length), lambda labels: labels.reshape(-1, *width)
    )


def load_housing(info: DataSetInfo, options: Config) -> LoadedData:
    """Values are told in 100,000 dollars: near 1, where networks start to learn from the first step."""
    import keras

    train, test = _load(info, keras.datasets.california_housing.load_data, version=options["version"])
    return _with_test_part(
        info,
        train,
        test,
        lambda table: table.astype(np.float32),
        lambda values: (values.reshape(-1, 1) / DOLLARS_PER_UNIT).astype(np.float32),
    )


def pad(sequences: Array, length: int) -> Array:
    """Returns the last ``length`` tokens of every sequence, zeros in front of shorter ones, as int32."""
    padded = np.zeros((len(sequences), length), dtype=np.int32)
    for row, sequence in zip(padded, sequences, strict=True):
        tokens = sequence[-length:]
        if len(tokens):
            row[-len(tokens) :] = tokens
    return padded


def _with_test_part(
    info: DataSetInfo,
    train: Pair,
    test: Pair,
    to_input: Callable[[Array], Array],
    to_target: Callable[[Array], Array],
) -> LoadedData:
    """Names the arrays, and takes no more samples than the info says (the option "samples")."""
    feature, target = info.inputs[0].name, info.targets[0].name
    dtype = np.int32 if info.targets[0].kind != "number" else np.float32
    parts = [
        Part({feature: to_input(inputs[:count])}, {target: to_target(np.asarray(targets[:count])).astype(dtype)})
        for (inputs, targets), count in ((train, info.samples), (test, info.test_samples))
    ]
    return LoadedData(parts[0].inputs, parts[0].targets, test=parts[1])


def _load(info: DataSetInfo, loader: Callable[..., tuple[Pair, Pair]], **arguments: Any) -> tuple[Pair, Pair]:
    """Calls one of Keras's loaders and tells its failures in a sentence."""
    was_here = is_on_this_machine(info)
    try:
        with _no_endless_waiting():
            train, test = loader(**arguments)
    except MemoryError:
        raise
    except Exception as error:  # Keras raises a bare Exception where a download fails
        raise DataUnavailableError(_sentence(info, was_here), f"{type(error).__name__}: {error}") from error
    return train, test


def _sentence(info: DataSetInfo, was_here: bool) -> str:
    folder = str(keras_folder()).replace(str(Path.home()), "~", 1)
    if is_on_this_machine(info):
        return f"The copy of {info.title} in {folder} cannot be read. Delete it there, then load the set again."
    if was_here:  # Keras deletes a file with the wrong hash when it cannot fetch the right one
        return (
            f"The copy of {info.title} in {folder} was incomplete or outdated, and a new one could not be downloaded. "
            "Connect to the internet once."
        )
    return (
        f"{info.title} is not on this machine yet and could not be downloaded. "
        f"Connect to the internet once; Keras keeps it in {folder}."
    )


@contextmanager
def _no_endless_waiting() -> Iterator[None]:
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(SILENCE)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)
