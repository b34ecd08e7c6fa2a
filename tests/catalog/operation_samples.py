"""Tensors on which each operation of the catalogue runs with its suggested arguments."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from builder.catalog import LayerEntry, default_config
from builder.network.record import Config

Sample = tuple[tuple[int, ...], str]

COMMON: tuple[Sample, ...] = (
    ((2, 4, 4), "float32"),
    ((2, 4, 4), "int32"),
    ((2, 4, 4), "bool"),
    ((2, 4), "float32"),
    ((4,), "float32"),
    ((4,), "int32"),
    ((2, 8, 8, 3), "float32"),
    ((2, 4, 4, 4), "float32"),
    ((2, 32), "float32"),
    ((2, 4, 4), "complex64"),
    ((2, 4, 2), "float32"),
)
"""Tried in this order, the same for every port of the operation."""

OWN: dict[str, tuple[Sample, ...]] = {
    "ops.adaptive_average_pool": (((2, 8, 8, 3), "float32"),),
    "ops.adaptive_max_pool": (((2, 8, 8, 3), "float32"),),
    "ops.batch_normalization": (((2, 4, 3), "float32"), ((3,), "float32"), ((3,), "float32")),
    "ops.bincount": (((2, 4), "int32"),),
    "ops.conv": (((2, 8, 8, 3), "float32"), ((3, 3, 3, 5), "float32")),
    "ops.conv_transpose": (((2, 8, 8, 3), "float32"), ((3, 3, 5, 3), "float32")),
    "ops.ctc_decode": (((2, 6, 5), "float32"), ((2,), "int32")),
    "ops.ctc_loss": (((2, 3), "int32"), ((2, 6, 5), "float32"), ((2,), "int32"), ((2,), "int32")),
    "ops.depthwise_conv": (((2, 8, 8, 3), "float32"), ((3, 3, 3, 2), "float32")),
    "ops.digitize": (((2, 4), "float32"), ((3,), "float32")),
    "ops.dot_product_attention": (((2, 4, 2, 8), "float32"), ((2, 6, 2, 8), "float32"), ((2, 6, 2, 8), "float32")),
    "ops.einsum": (((2, 4), "float32"), ((2, 4), "float32")),
    "ops.extract_sequences": (((2, 64), "float32"),),
    "ops.fold": (((2, 12, 9), "float32"),),
    "ops.image.affine_transform": (((2, 8, 8, 3), "float32"), ((2, 8), "float32")),
    "ops.image.perspective_transform": (((2, 8, 8, 3), "float32"), ((2, 4, 2), "float32"), ((2, 4, 2), "float32")),
    "ops.image.scale_and_translate": (((2, 8, 8, 3), "float32"),),
    "ops.image.ssim": (((2, 16, 16, 3), "float32"), ((2, 16, 16, 3), "float32")),
    "ops.in_top_k": (((2,), "int32"), ((2, 5), "float32")),
    "ops.lu_factor": (((4, 4), "float32"),),
    "ops.scatter": (((3, 2), "int32"), ((3,), "float32")),
    "ops.scatter_update": (((4, 4), "float32"), ((3, 2), "int32"), ((3,), "float32")),
    "ops.separable_conv": (((2, 8, 8, 3), "float32"), ((3, 3, 3, 1), "float32"), ((1, 1, 3, 5), "float32")),
    "ops.slice": (((2, 4), "float32"),),
    "ops.slice_update": (((2, 4), "float32"), ((1, 1), "float32")),
    "ops.sparse_categorical_crossentropy": (((2,), "int32"), ((2, 5), "float32")),
    "ops.take_along_axis": (((2, 4), "float32"), ((2, 4), "int32")),
}
"""The tensors port by port where one kind for all of them will not do."""

CONFIGS: dict[str, Config] = {
    "ops.image.scale_and_translate": {"output_shape": [2, 8, 8, 3]},
}
"""What the suggestions must be changed to for these tensors."""


def samples_of(entry: LayerEntry) -> Iterator[dict[str, Any]]:
    """Yields arrays by name of port for all ports that must be given; a variadic port gets two of them, or more."""
    ports = [port for port in entry.inputs if not port.optional]
    kinds = [OWN[entry.class_name]] if entry.class_name in OWN else [(sample,) * len(ports) for sample in COMMON]
    for samples in kinds:
        if entry.inputs[0].variadic and len(samples) > len(ports):
            yield {ports[0].name: [_array(*sample) for sample in samples]}
            continue
        yield {
            port.name: [_array(*sample)] * max(2, port.at_least) if port.variadic else _array(*sample)
            for port, sample in zip(ports, samples, strict=True)
        }


def config_of(entry: LayerEntry, given: dict[str, Any]) -> Config:
    """Returns the suggested arguments without those in whose place a tensor is given."""
    config = default_config(entry) | CONFIGS.get(entry.class_name, {})
    return {name: value for name, value in config.items() if name not in given}


def _array(shape: tuple[int, ...], dtype: str) -> Any:
    random = np.random.default_rng(1)
    if dtype == "bool":
        return random.random(shape) > 0.5
    if dtype == "int32":
        return random.integers(0, 2, shape).astype(dtype)
    values = random.random(shape)
    if len(shape) == 1:
        values.sort()  # bins and the like must be sorted
    if len(shape) > 1 and shape[-1] == shape[-2]:  # a positive definite matrix, which all of linear algebra takes
        values = values @ values.swapaxes(-1, -2) + np.eye(shape[-1])
    return values.astype(dtype)
