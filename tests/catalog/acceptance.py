"""Whether Keras takes a configuration: built and called symbolically, then, to be sure of a refusal, on zeros."""

from collections.abc import Iterator, Mapping
from typing import Any

from builder.catalog import ArgumentSpec, LayerEntry, default_config, load_catalog

RANKS = (2, 3, 4)


def is_accepted(entry: LayerEntry, config: Mapping[str, Any], *, on_data: bool = False) -> bool:
    """Whether the layer with this config gives tensors without empty axes, for one of the sample inputs."""
    from builder.catalog.reader_ranks import sample_inputs

    ranks = entry.ranks or RANKS
    return any(_works(entry, config, inputs, on_data) for rank in ranks for inputs in sample_inputs(entry, rank))


def _works(entry: LayerEntry, config: Mapping[str, Any], inputs: Mapping[str, Any], on_data: bool) -> bool:
    import keras

    from builder.catalog.reader_ranks import call

    try:
        outputs = keras.tree.flatten(call(entry, config, inputs))
        if on_data:
            outputs = keras.tree.flatten(call_on_zeros(entry, config, inputs))
    except Exception:  # noqa: BLE001  # Keras and TensorFlow refuse with errors of any class; refusal is the answer
        return False
    return all(0 not in tuple(output.shape) for output in outputs)


def call_on_zeros(entry: LayerEntry, config: Mapping[str, Any], inputs: Mapping[str, Any]) -> Any:
    """Calls a new layer in training on two examples of zeros in the shapes of the symbolic inputs."""
    import keras
    import tensorflow as tf

    from builder.catalog.reader_ranks import make

    def zeros(tensor: Any) -> Any:
        shape = (2, *tensor.shape[1:])
        return tf.fill(shape, "cat") if tensor.dtype == "string" else tf.zeros(shape, tensor.dtype)

    keras.utils.set_random_seed(1)  # AugMix and its like draw which operations to run, and not all take any channels
    arrays = {name: keras.tree.map_structure(zeros, tensor) for name, tensor in inputs.items()}
    first, *others = entry.inputs
    named = {port.argument: arrays[port.name] for port in others if port.argument and port.name in arrays}
    if any(argument.name == "training" for argument in entry.call_arguments):
        named["training"] = True
    return make(entry.class_name, config)(arrays[first.name], **named)


def right_values(row: Mapping[str, Any], spec: ArgumentSpec) -> Iterator[Any]:
    """Yields values that Keras must take, one for each thing that an overlay row claims."""
    whole = spec.kind in ("integer", "integers")
    layers = load_catalog().layers
    for choice in row.get("choices", ()):
        if spec.kind not in ("layer", "layers"):
            yield choice
            continue
        nested = {"class_name": choice, "config": default_config(layers[choice])}
        yield [nested] if spec.kind == "layers" and not spec.scalar else nested
    if row.get("nullable"):
        yield None
    for bound in ("minimum", "maximum"):
        if row.get(bound) is not None:
            yield int(row[bound]) if whole else float(row[bound])
    if row.get("suggestion") is not None:
        yield row["suggestion"]
    if row.get("nested"):
        yield [[1, 1]] * (spec.length or 1)


def wrong_values(row: Mapping[str, Any], spec: ArgumentSpec) -> Iterator[Any]:
    """Yields values that Keras must refuse, one for each thing that an overlay row forbids."""
    if "choices" in row:
        yield "no_such_choice"
    step = 1 if spec.kind in ("integer", "integers") else 0.5
    if row.get("minimum") is not None:
        yield row["minimum"] - step
    if row.get("maximum") is not None:
        yield row["maximum"] + step
    if row.get("nullable") is False:
        yield None
    if row.get("length") is not None:
        yield [1] * (row["length"] + 1)
    if "kind" in row and spec.kind in ("integer", "integers", "number", "numbers", "shape", "strings"):
        yield "no_such_value"
