"""Shapes and classes in words: "images of 28×28×1", "sequences of 20×64", "max_pooling2d"."""

import re
from functools import lru_cache

from builder.engine.report import Shape, TensorSpec
from builder.network.record import Config

_GIVEN = {1: "single numbers", 2: "vectors", 3: "sequences", 4: "images", 5: "volumes"}
_NEEDED = {
    1: "single numbers",
    2: "vectors",
    3: "sequences of shape (steps, features)",
    4: "images of shape (height, width, channels)",
    5: "volumes of shape (depth, height, width, channels)",
}
_NEEDED_CHANNELS_FIRST = {
    3: "sequences of shape (features, steps)",
    4: "images of shape (channels, height, width)",
    5: "volumes of shape (channels, depth, height, width)",
}
_NEEDED_OVER_TIME = {
    4: "sequences of rows of shape (steps, length, channels)",
    5: "sequences of images of shape (steps, height, width, channels)",
    6: "sequences of volumes of shape (steps, depth, height, width, channels)",
}


def counted(count: int, noun: str) -> str:
    """Returns how many there are, as people say it.

    >>> counted(1, "layer"), counted(1_041, "layer")
    ('1 layer', '1,041 layers')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def size_words(shape: Shape) -> str:
    """Returns the shape without its batch dimension.

    >>> size_words((None, 28, None, 1))
    '28×?×1'
    """
    return "×".join("?" if length is None else str(length) for length in shape[1:])


def tensor_words(spec: TensorSpec) -> str:
    """Returns what the tensor holds, one of them a sample.

    >>> tensor_words(TensorSpec((None, 1568)))
    'vectors of 1568'
    """
    rank = len(spec.shape)
    kind = _GIVEN.get(rank, f"tensors of rank {rank}")
    return kind if rank <= 1 else f"{kind} of {size_words(spec.shape)}"


def needed_words(class_name: str, config: Config, ranks: tuple[int, ...]) -> str:
    """Returns what a layer of this class takes, by the ranks the catalogue gives.

    >>> needed_words("Conv2D", {}, (4,))
    'images of shape (height, width, channels)'
    """
    words = dict(_NEEDED)
    if class_name.startswith("ConvLSTM"):
        words |= _NEEDED_OVER_TIME
    elif config.get("data_format") == "channels_first":
        words |= _NEEDED_CHANNELS_FIRST
    return " or ".join(words.get(rank, f"tensors of rank {rank}") for rank in ranks)


def join_words(items: list[str], *, last: str = "and") -> str:
    """Returns the items as a person lists them.

    >>> join_words(["a", "b", "c"])
    'a, b and c'
    """
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"


@lru_cache(maxsize=1_000)  # a network names the same few classes thousands of times
def snake_case(class_name: str) -> str:
    """Returns the class name as Keras turns it into the name of a layer.

    >>> snake_case("MaxPooling2D"), snake_case("LSTM")
    ('max_pooling2d', 'lstm')
    """
    name = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", class_name)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()


def byte_words(count: float) -> str:
    """Returns a number of bytes, counted as the canvas counts: 1 kB is 1,024 bytes.

    >>> byte_words(512), byte_words(20_480), byte_words(2_775_848), byte_words(7.6e12)
    ('512 B', '20 kB', '2.6 MB', '7,078.1 GB')
    """
    if count < 1_024:
        return f"{count:.0f} B"
    if count < 1_024**2:
        return f"{count / 1_024:.0f} kB"
    if count < 1_024**3:
        return f"{count / 1_024**2:.1f} MB"
    return f"{min(count, 10**27) / 1_024**3:,.1f} GB"
