"""Data sets: what there is, loading, splitting and scaling, matching them with a network, previews.

Descriptions are light values. NumPy, scikit-learn and Pillow are imported by the functions that need them, Keras
only by those that load Keras's own sets (``DataSetInfo.needs_keras``), which therefore run in the engine or a worker.
May import network, catalog and engine.
"""

from builder.data.arrays import Data, Part, Split
from builder.data.binding import Binding, bind
from builder.data.errors import DataError, DataOptionError, DataUnavailableError, UnknownDataSetError
from builder.data.fitting import FittingDataSet, fitting_sets
from builder.data.info import DataSetInfo, FeatureInfo, TargetInfo, input_node_config
from builder.data.keras_cache import is_on_this_machine
from builder.data.loading import data_sets, describe, load
from builder.data.preparation import prepare
from builder.data.preview import Preview, Sample, preview, preview_data
from builder.data.splitting import TEST_SHARE, SplitPlan, plan_split

__all__ = [
    "TEST_SHARE",
    "Binding",
    "Data",
    "DataError",
    "DataOptionError",
    "DataSetInfo",
    "DataUnavailableError",
    "FeatureInfo",
    "FittingDataSet",
    "Part",
    "Preview",
    "Sample",
    "Split",
    "SplitPlan",
    "TargetInfo",
    "UnknownDataSetError",
    "bind",
    "data_sets",
    "describe",
    "fitting_sets",
    "input_node_config",
    "is_on_this_machine",
    "load",
    "plan_split",
    "prepare",
    "preview",
    "preview_data",
]
