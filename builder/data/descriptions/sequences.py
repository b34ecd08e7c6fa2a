"""Series and token sequences, made on the spot: small tasks for recurrent, convolutional and attention networks."""

from builder.catalog.specs import ArgumentSpec
from builder.data.descriptions.description import Description
from builder.data.info import DataSetInfo, FeatureInfo, TargetInfo
from builder.data.options import ONE_HOT, SEED, integer, samples_option, scaling_option
from builder.network.record import Config

LICENCE = "none needed: made on this machine"


def _size(name: str, default: int, minimum: int, maximum: int, text: str) -> ArgumentSpec:
    return ArgumentSpec(name=name, kind="integer", default=default, minimum=minimum, maximum=maximum, help=text)


def _refine_sine(info: DataSetInfo, options: Config) -> DataSetInfo:
    window, horizon = (integer(options, name) for name in ("window", "horizon"))
    return info.model_copy(
        update={
            "inputs": (FeatureInfo(name="window", shape=(window, 1)),),
            "targets": (TargetInfo(name="next", kind="number", shape=(horizon,), dtype="float32"),),
        }
    )


def _refine_order(info: DataSetInfo, options: Config) -> DataSetInfo:
    length, vocabulary = (integer(options, name) for name in ("length", "vocabulary"))
    tokens = FeatureInfo(name="tokens", shape=(length,), dtype="int32", vocabulary=vocabulary)
    return info.model_copy(update={"inputs": (tokens,)})


def _refine_reverse(info: DataSetInfo, options: Config) -> DataSetInfo:
    info = _refine_order(info, options)
    length, vocabulary = (integer(options, name) for name in ("length", "vocabulary"))
    classes = tuple(str(token) for token in range(vocabulary))
    return info.model_copy(
        update={"targets": (TargetInfo(name="reversed", kind="sequence", classes=classes, shape=(length,)),)}
    )


_TOKEN_SIZES = (
    _size("length", 12, 4, 200, "Tokens in a sequence."),
    _size("vocabulary", 12, 4, 1000, "How many different tokens there are."),
)
_REVERSE_SIZES = (
    _size("length", 6, 2, 100, "Tokens in a sequence."),
    _size("vocabulary", 10, 4, 1000, "How many different tokens there are; 0 is padding and does not occur."),
)

_SINE = DataSetInfo(
    name="sine",
    title="Sine series",
    summary="A stretch of a noisy wave; the network foretells how it goes on.",
    kind="series",
    task="regression",
    inputs=(),
    targets=(),
    samples=2000,
    licence=LICENCE,
    source="made by Layerloom",
    options=(
        _size("window", 32, 4, 500, "Steps that the network sees."),
        _size("horizon", 1, 1, 100, "Steps that it foretells."),
        samples_option(2000),
        ArgumentSpec(
            name="noise",
            kind="number",
            default=0.05,
            minimum=0,
            maximum=1,
            help="Standard deviation of what is added to each step; the wave itself lies between -1 and 1.",
        ),
        SEED,
        scaling_option("none"),
    ),
)
_ORDER = DataSetInfo(
    name="token_order",
    title="Which token comes first",
    summary="A row of tokens holds one 1 and one 2: which of them comes first? A small LSTM learns it in seconds.",
    kind="tokens",
    task="classification",
    inputs=(),
    targets=(TargetInfo(name="first", kind="binary", classes=("1 before 2", "2 before 1"), shape=(1,), rarest=1000),),
    samples=2000,
    licence=LICENCE,
    source="made by Layerloom",
    options=(*_TOKEN_SIZES, samples_option(2000), SEED, ONE_HOT),
)
_REVERSE = DataSetInfo(
    name="token_reverse",
    title="Reverse the tokens",
    summary="The same tokens in reverse order, one answer a step: the smallest task for encoders and attention.",
    kind="tokens",
    task="sequence",
    inputs=(),
    targets=(),
    samples=4000,
    licence=LICENCE,
    source="made by Layerloom",
    options=(*_REVERSE_SIZES, samples_option(4000), SEED, ONE_HOT),
)

DESCRIPTIONS = (
    Description(_refine_sine(_SINE, {"window": 32, "horizon": 1}), _refine_sine),
    Description(_refine_order(_ORDER, {"length": 12, "vocabulary": 12}), _refine_order),
    Description(_refine_reverse(_REVERSE, {"length": 6, "vocabulary": 10}), _refine_reverse),
)
