"""Series and token sequences, made from a seed."""

import numpy as np

from builder.data.info import DataSetInfo
from builder.data.options import integer, number
from builder.data.sources.loaded import Loaded
from builder.network.record import Config


def make_sine(info: DataSetInfo, options: Config) -> Loaded:
    """Every sample is a wave of its own, so that no stretch of the training part turns up in another part."""
    random = np.random.default_rng(integer(options, "seed"))
    count, window, horizon = (integer(options, name) for name in ("samples", "window", "horizon"))
    period, phase = random.uniform(8, 24, size=(count, 1)), random.uniform(0, 2 * np.pi, size=(count, 1))
    height = random.uniform(0.5, 1, size=(count, 1))
    waves = height * np.sin(2 * np.pi * np.arange(window + horizon) / period + phase)
    waves = (waves + random.normal(scale=number(options, "noise"), size=waves.shape)).astype(np.float32)
    return Loaded({"window": waves[:, :window, None]}, {"next": waves[:, window:]})


def make_token_order(info: DataSetInfo, options: Config) -> Loaded:
    """Tokens from 3 up are noise, 0 does not occur; 1 and 2 stand at two places, either first as often as the other."""
    random = np.random.default_rng(integer(options, "seed"))
    count, length, vocabulary = (integer(options, name) for name in ("samples", "length", "vocabulary"))
    tokens = random.integers(3, vocabulary, size=(count, length), dtype=np.int32)
    places = np.sort(random.permuted(np.tile(np.arange(length), (count, 1)), axis=1)[:, :2], axis=1)
    two_first = random.permutation(np.arange(count, dtype=np.int32) % 2)
    rows = np.arange(count)
    tokens[rows, places[:, 0]] = 1 + two_first
    tokens[rows, places[:, 1]] = 2 - two_first
    return Loaded({"tokens": tokens}, {"first": two_first.reshape(-1, 1)})


def make_token_reverse(info: DataSetInfo, options: Config) -> Loaded:
    random = np.random.default_rng(integer(options, "seed"))
    count, length, vocabulary = (integer(options, name) for name in ("samples", "length", "vocabulary"))
    tokens = random.integers(1, vocabulary, size=(count, length), dtype=np.int32)
    return Loaded({"tokens": tokens}, {"reversed": np.ascontiguousarray(tokens[:, ::-1])})
