"""Series and token sequences, made from a seed."""

from builder.data.info import DataSetInfo
from builder.data.options import integer, number
from builder.data.sources import makers
from builder.data.sources.loaded import LoadedData
from builder.network.record import Config


def make_sine(info: DataSetInfo, options: Config) -> LoadedData:
    """Every sample is a wave of its own, so that no stretch of the training part turns up in another part."""
    sizes = {name: integer(options, name) for name in ("samples", "window", "horizon", "seed")}
    window, following = makers.make_sine(**sizes, noise=number(options, "noise"))
    return LoadedData({"window": window}, {"next": following})


def make_token_order(info: DataSetInfo, options: Config) -> LoadedData:
    """Tokens from 3 up are noise, 0 does not occur; 1 and 2 stand at two places, either first as often as the other."""
    tokens, first = makers.make_token_order(**_sizes(options))
    return LoadedData({"tokens": tokens}, {"first": first})


def make_token_reverse(info: DataSetInfo, options: Config) -> LoadedData:
    tokens, backwards = makers.make_token_reverse(**_sizes(options))
    return LoadedData({"tokens": tokens}, {"reversed": backwards})


def _sizes(options: Config) -> dict[str, int]:
    return {name: integer(options, name) for name in ("samples", "length", "vocabulary", "seed")}
