"""Spellings of Keras 1 and 2 in those of today, where what is meant is clear."""

from typing import TYPE_CHECKING, Any

from builder.catalog.specs import LayerEntry
from builder.conversion.from_python.language.values import Arguments

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_ANYWHERE = {
    "border_mode": "padding",
    "subsample": "strides",
    "subsample_length": "strides",
    "nb_filter": "filters",
    "filter_length": "kernel_size",
    "init": "kernel_initializer",
    "inner_init": "recurrent_initializer",
    "inner_activation": "recurrent_activation",
    "W_regularizer": "kernel_regularizer",
    "b_regularizer": "bias_regularizer",
    "U_regularizer": "recurrent_regularizer",
    "W_constraint": "kernel_constraint",
    "b_constraint": "bias_constraint",
    "dropout_W": "dropout",
    "dropout_U": "recurrent_dropout",
    "bias": "use_bias",
    "atrous_rate": "dilation_rate",
    "pool_length": "pool_size",
    "stride": "strides",
    "gamma_init": "gamma_initializer",
    "beta_init": "beta_initializer",
}
_BY_CLASS = {
    ("Dense", "output_dim"): "units",
    ("LSTM", "output_dim"): "units",
    ("GRU", "output_dim"): "units",
    ("SimpleRNN", "output_dim"): "units",
    ("Dropout", "p"): "rate",
    ("SpatialDropout1D", "p"): "rate",
    ("SpatialDropout2D", "p"): "rate",
    ("GaussianDropout", "p"): "rate",
    ("GaussianNoise", "sigma"): "stddev",
    ("LeakyReLU", "alpha"): "negative_slope",
    ("Concatenate", "concat_axis"): "axis",
    ("Reshape", "dims"): "target_shape",
    ("ReLU", "alpha"): "negative_slope",
}
_ORDERINGS = {"tf": "channels_last", "th": "channels_first"}
_KERNELS = {"Conv1D": 1, "Conv2D": 2, "SeparableConv2D": 2, "Conv2DTranspose": 2, "Conv3D": 3}
_OLD_NAMES = frozenset({"Convolution1D", "Convolution2D", "Convolution3D", "Deconvolution2D", "SeparableConvolution2D"})
_FORGOTTEN = {"BatchNormalization": ("mode", "renorm", "virtual_batch_size"), "LSTM": ("consume_less",)}


def modernise(run: "KerasInterpreter", entry: LayerEntry, spelled: str, arguments: Arguments) -> Arguments:
    """Returns the arguments under today's names."""
    known = entry.arguments_by_name
    named: dict[str, Any] = {}
    for name, value in arguments.named.items():
        if name in known:
            named[name] = value
        elif name == "dim_ordering":
            named["data_format"] = _ORDERINGS.get(value, value) if isinstance(value, str) else value
        elif name in _FORGOTTEN.get(entry.class_name, ()):
            continue
        else:
            today = _BY_CLASS.get((entry.class_name, name)) or _ANYWHERE.get(name, name)
            named[today if today in known else name] = value
    for name in ("padding", "data_format"):
        if isinstance(named.get(name), str):
            named[name] = named[name].lower()  # as Keras reads them
    positional = list(arguments.positional)
    rank = _KERNELS.get(entry.class_name, 0)
    _join_kernel(rank, positional, named, is_old=_is_old(spelled, arguments))
    return Arguments(positional, named, arguments.line)


def _is_old(spelled: str, arguments: Arguments) -> bool:
    old = {"border_mode", "nb_filter", "nb_row", "subsample", "dim_ordering", "init", "W_regularizer", "bias"}
    new = {"padding", "strides", "kernel_size", "filters", "kernel_initializer", "kernel_regularizer", "use_bias"}
    given = arguments.named.keys()
    return bool(given & old) or (spelled in _OLD_NAMES and not given & new)


def _join_kernel(rank: int, positional: list[Any], named: dict[str, Any], *, is_old: bool) -> None:
    """Joins ``nb_row`` and ``nb_col``, or the bare numbers of ``Convolution2D(32, 3, 3)``, to a ``kernel_size``."""
    if rank < 2:
        return
    sizes = [
        named.pop(name) for name in ("nb_row", "nb_col", "kernel_dim1", "kernel_dim2", "kernel_dim3") if name in named
    ]
    if len(sizes) == rank:
        named["kernel_size"] = tuple(sizes)
    elif is_old and len(positional) == rank + 1 and all(isinstance(size, int) for size in positional[1:]):
        positional[1:] = [tuple(positional[1:])]
