"""Data sets that give batch after batch: those of ``tf.data``, and what Keras reads from folders of images."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.data.shapes import array_of
from builder.conversion.from_python.language.values import Arguments, Array, Native, Stream, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

    Method = Callable[[KerasInterpreter, "Stream", Arguments], Any]


def _each(value: Any, work: Callable[[Array], Any]) -> Any:
    """Returns the same structure with the work done on every array in it."""
    if isinstance(value, (list, tuple)):
        return tuple(_each(item, work) for item in value)
    if isinstance(value, dict):
        return {key: _each(item, work) for key, item in value.items()}
    return work(value) if isinstance(value, Array) else value


def features_of(element: Any) -> Any:
    """Returns what a model takes of an element: the first of several parts."""
    return element[0] if isinstance(element, tuple) and element else element


def attribute_of_stream(run: "KerasInterpreter", value: Stream, name: str, line: int) -> Any:
    method = _METHODS.get(name)
    if method is None:
        return Unknown(f'it comes from "{name[:60]}" of a data set', line)
    return Native(name, lambda run, arguments: method(run, value, arguments))


def _same(run: "KerasInterpreter", value: Stream, arguments: Arguments) -> Stream:
    return Stream(value.element)


def _batch(run: "KerasInterpreter", value: Stream, arguments: Arguments) -> Stream:
    return Stream(_each(value.element, lambda array: Array((None, *array.shape), array.dtype)))


def _padded_batch(run: "KerasInterpreter", value: Stream, arguments: Arguments) -> Stream:
    return Stream(_each(value.element, lambda array: Array((None, *[None] * len(array.shape)), array.dtype)))


def _unbatch(run: "KerasInterpreter", value: Stream, arguments: Arguments) -> Stream:
    return Stream(_each(value.element, lambda array: Array(array.shape[1:], array.dtype)))


def _map(run: "KerasInterpreter", value: Stream, arguments: Arguments) -> Any:
    function = arguments.bound("map_func").get("map_func")
    given = list(value.element) if isinstance(value.element, tuple) else [value.element]
    return Stream(run.call(function, Arguments(given, {}, arguments.line)))


_METHODS: "dict[str, Method]" = {
    "batch": _batch,
    "map": _map,
    "padded_batch": _padded_batch,
    "unbatch": _unbatch,
    **dict.fromkeys(("cache", "filter", "prefetch", "repeat", "shuffle", "skip", "take", "with_options"), _same),
}


def _slices(run: "KerasInterpreter", arguments: Arguments) -> Any:
    given = next(iter([*arguments.positional, *arguments.named.values()]), None)
    if isinstance(given, (tuple, dict)):
        items = given.items() if isinstance(given, dict) else enumerate(given)
        arrays = {key: array_of(run, item, arguments.line) for key, item in items}
        element: Any = arrays if isinstance(given, dict) else tuple(arrays.values())
    else:
        element = array_of(run, given, arguments.line)
    return Stream(_each(element, lambda array: Array(array.shape[1:], array.dtype)))


def _zipped(run: "KerasInterpreter", arguments: Arguments) -> Any:
    given = arguments.positional[0] if len(arguments.positional) == 1 else tuple(arguments.positional)
    if not isinstance(given, (list, tuple)) or not all(isinstance(part, Stream) for part in given):
        return Unknown("it is a data set that is not followed", arguments.line)
    return Stream(tuple(part.element for part in given))


def _image(size: Any, colours: Any, batch: bool = True) -> Array:
    channels = {"grayscale": 1, "rgb": 3, "rgba": 4}.get(colours) if isinstance(colours, str) else None
    sizes = list(size) if isinstance(size, (list, tuple)) else [None, None]
    inner = [length if isinstance(length, int) else None for length in sizes]
    return Array((None, *inner, channels) if batch else (*inner, channels), "float32")


def _images_in_folders(run: "KerasInterpreter", arguments: Arguments) -> Any:
    """Returns what ``keras.utils.image_dataset_from_directory`` gives."""
    given = arguments.bound(
        "directory", "labels", "label_mode", "class_names", "color_mode", "batch_size", "image_size"
    )
    images = _image(
        given.get("image_size", (256, 256)), given.get("color_mode", "rgb"), given.get("batch_size", 32) is not None
    )
    mode = given.get("label_mode", "int")
    element = images if mode is None else (images, Array((None,) if mode == "int" else (None, None), "float32"))
    return (Stream(element), Stream(element)) if given.get("subset") == "both" else Stream(element)


@dataclass(slots=True, eq=False)
class ImageGenerator:
    """An ``ImageDataGenerator``; however it changes images, it keeps their size."""


def _image_generator(run: "KerasInterpreter", arguments: Arguments) -> ImageGenerator:
    return ImageGenerator()


def attribute_of_generator(run: "KerasInterpreter", value: ImageGenerator, name: str, line: int) -> Any:
    flows = {"flow": _flow, "flow_from_directory": _flow_from_folders, "flow_from_dataframe": _flow_from_folders}
    if name == "fit":
        return Native(name, lambda run, arguments: None)
    return Native(name, flows[name]) if name in flows else Unknown("it comes from an ImageDataGenerator", line)


def _flow(run: "KerasInterpreter", arguments: Arguments) -> Any:
    given = arguments.bound("x", "y")
    parts = tuple(array_of(run, part, arguments.line) for part in (given.get("x"), given.get("y")) if part is not None)
    element = _each(parts, lambda array: Array((None, *array.shape[1:]), array.dtype))
    return Stream(element if len(element) > 1 else element[0])


def _flow_from_folders(run: "KerasInterpreter", arguments: Arguments) -> Any:
    given = {"target_size": (256, 256), "color_mode": "rgb", **arguments.named}
    if len(arguments.positional) > 1:
        given["target_size"] = arguments.positional[1]
    return Stream((_image(given["target_size"], given["color_mode"]), Array((None,), "float32")))


STREAMS: "dict[str, Callable[[KerasInterpreter, Arguments], Any]]" = {
    "data.Dataset.from_tensor_slices": _slices,
    "data.Dataset.zip": _zipped,
}
"""Name within ``tensorflow`` -> what it gives."""
FOLDERS: "dict[str, Callable[[KerasInterpreter, Arguments], Any]]" = {
    "utils.image_dataset_from_directory": _images_in_folders,
    "preprocessing.image_dataset_from_directory": _images_in_folders,
    "preprocessing.image.ImageDataGenerator": _image_generator,
    "legacy.preprocessing.image.ImageDataGenerator": _image_generator,
}
"""Path within ``keras`` -> likewise."""
