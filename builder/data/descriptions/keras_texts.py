"""Keras's texts, as token numbers, and its table: downloaded once by Keras, then kept in its own cache."""

from builder.catalog.specs import ArgumentSpec
from builder.data.descriptions.class_names import REUTERS
from builder.data.descriptions.description import Description
from builder.data.info import DataSetInfo, FeatureInfo, TargetInfo
from builder.data.options import ONE_HOT, integer, limit_option, scaling_option
from builder.network.record import Config


def _text_options(length: int) -> tuple[ArgumentSpec, ...]:
    return (
        ArgumentSpec(
            name="vocabulary",
            kind="integer",
            default=10_000,
            minimum=10,
            maximum=100_000,
            help="The most frequent words keep numbers of their own; 0 is padding, 1 the start, 2 any other word.",
        ),
        ArgumentSpec(
            name="length",
            kind="integer",
            default=length,
            minimum=2,
            maximum=2_500,
            help="Words that the network sees: longer texts lose their beginning, shorter ones are padded in front.",
        ),
        limit_option(),
        ONE_HOT,
    )


def _refine_text(info: DataSetInfo, options: Config) -> DataSetInfo:
    words = FeatureInfo(
        name="words",
        shape=(integer(options, "length"),),
        dtype="int32",
        vocabulary=integer(options, "vocabulary"),
    )
    return info.model_copy(update={"inputs": (words,)})


def _refine_housing(info: DataSetInfo, options: Config) -> DataSetInfo:
    samples, test_samples = (16_512, 4_128) if options["version"] == "large" else (480, 120)
    return info.model_copy(update={"samples": samples, "test_samples": test_samples})


_IMDB = DataSetInfo(
    name="imdb",
    title="IMDB reviews",
    summary="50,000 film reviews as rows of word numbers; did the writer like the film?",
    kind="tokens",
    task="classification",
    inputs=(),
    targets=(TargetInfo(name="sentiment", kind="binary", classes=("negative", "positive"), shape=(1,), rarest=12_500),),
    samples=25_000,
    test_samples=25_000,
    licence="none stated; its authors ask to cite Maas et al. 2011",
    source="Maas et al. 2011, https://ai.stanford.edu/~amaas/data/sentiment/, through keras.datasets",
    offline=False,
    needs_keras=True,
    download_bytes=17_464_789,
    options=_text_options(200),
)
_REUTERS = DataSetInfo(
    name="reuters",
    title="Reuters newswires",
    summary="11,228 short news messages as rows of word numbers; which of 46 topics are they about?",
    kind="tokens",
    task="classification",
    inputs=(),
    targets=(TargetInfo(name="topic", kind="classes", classes=REUTERS, rarest=10),),
    samples=8_982,
    test_samples=2_246,
    licence="free for research, after the terms of Reuters-21578",
    source="Reuters-21578, https://martin-thoma.com/nlp-reuters/, through keras.datasets",
    offline=False,
    needs_keras=True,
    download_bytes=2_110_848,
    options=_text_options(100),
)
_HOUSING = DataSetInfo(
    name="california_housing",
    title="California housing",
    summary="Eight numbers about a district of 1990; the network estimates what a house there cost.",
    kind="table",
    task="regression",
    inputs=(
        FeatureInfo(
            name="district",
            shape=(8,),
            names=(
                "MedInc",
                "HouseAge",
                "AveRooms",
                "AveBedrms",
                "Population",
                "AveOccup",
                "Latitude",
                "Longitude",
            ),
        ),
    ),
    targets=(TargetInfo(name="value", kind="number", shape=(1,), dtype="float32", unit="100,000 dollars"),),
    samples=16_512,
    test_samples=4_128,
    licence="none stated; drawn from the 1990 census of the United States",
    source="StatLib, https://www.dcc.fc.up.pt/~ltorgo/Regression/cal_housing.html, through keras.datasets",
    offline=False,
    needs_keras=True,
    download_bytes=743_530,
    scaling="standard",
    options=(
        ArgumentSpec(
            name="version",
            kind="choice",
            default="large",
            choices=("large", "small"),
            help="large: 20,640 districts. small: 600 of them.",
        ),
        scaling_option("standard"),
    ),
)

DESCRIPTIONS = (
    Description(_refine_text(_IMDB, {"vocabulary": 10_000, "length": 200}), _refine_text),
    Description(_refine_text(_REUTERS, {"vocabulary": 10_000, "length": 100}), _refine_text),
    Description(_HOUSING, _refine_housing),
)
