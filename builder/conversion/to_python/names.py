"""Names of Python variables and functions out of labels."""

import builtins
import keyword
import re

from builder.engine.words import snake_case
from builder.network import INPUT
from builder.network.names import unique_name, valid_name

LONGEST = 24
MODULES = frozenset({"activations", "constraints", "initializers", "layers", "ops", "regularizers"})
"""What generated source imports from keras, where it uses it."""

RESERVED = MODULES | {"keras", "x", "_", "l"}


def identifier(label: str, taken: set[str], *, prefix: str = "") -> str:
    """Returns a free, lower-case identifier that shadows nothing, and takes it.

    >>> identifier("Left image", set())
    'left_image'
    >>> identifier("input", set()), identifier("class", set())
    ('input_', 'class_')
    """
    stem = re.sub(r"_+", "_", valid_name(label).lower())[:LONGEST].strip("_") or "layer"
    name = prefix + stem
    if keyword.iskeyword(name) or keyword.issoftkeyword(name) or hasattr(builtins, name) or name in RESERVED:
        name += "_"
    name = unique_name(name, taken)
    taken.add(name)
    return name


def is_automatic(label: str, class_name: str) -> bool:
    """Says whether the label is one that Layerloom or Keras gave, such as "dense_1" for a Dense."""
    if not label:
        return True
    stem = "input(_layer)?" if class_name == INPUT else re.escape(snake_case(class_name.rpartition(".")[2]))
    return re.fullmatch(rf"{stem}(_[1-9]\d*)?", label) is not None
