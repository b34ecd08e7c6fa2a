"""Turns whatever ended a training into a sentence for the person who began it. Imports TensorFlow."""

import re

import tensorflow as tf

from builder.engine.full_disk import is_full_disk
from builder.engine.memory_limit import limit_words, memory_limit
from builder.network import BuilderError, Recipe
from builder.store import FullDiskError

LONGEST = 300

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_WRAPPINGS = ("Graph execution error:", "Exception encountered when calling", "in user code:")
"""How Keras and TensorFlow begin a message whose cause stands further down, below their own stack."""
_ARGUMENTS = re.compile(r"^(Call a|A)rguments received by .*", re.MULTILINE | re.DOTALL)
_NOISE = re.compile(
    r"""\s*(
        File\ ".*            # a place in the stack
      | Detected\ at\ node.* | \[\[.*\]\].* | \d+\ root\ error.* | \d+\ (successful|derived).*
      | .*\(most\ recent\ call\ last\):
      | (function_node|node)\ .*
    )$""",
    re.VERBOSE,
)
_TAGS = re.compile(r"\{\{(function_node|node) [^}]*\}\} ?| ?\[Op:\w+\].*$")
_CLASS = re.compile(r"^(\(\d+\) )?(([\w.]+(Error|Exception))|[A-Z_]{6,}):+ ")


def explain(error: Exception, recipe: Recipe) -> str:
    """Returns what happened and what may help; the traceback belongs into the log."""
    if isinstance(error, BuilderError):
        return str(error)
    if is_full_disk(error):
        return str(FullDiskError())
    if isinstance(error, (MemoryError, tf.errors.ResourceExhaustedError)):
        return out_of_memory(recipe)
    cause = telling_line(str(error)) or type(error).__name__
    return f"Keras could not train this network: {cause[:LONGEST]} The log has the details."


def out_of_memory(recipe: Recipe) -> str:
    """Returns what is said of a training that needs more memory than it may take, or than there is."""
    size = f" (now {recipe.batch_size:,})" if recipe.batch_size else ""
    what = "Memory ran out." if memory_limit() is None else limit_words("training")
    return f"{what} A smaller batch size{size} or fewer units usually help."


def telling_line(message: str) -> str:
    """Returns the line of an error that names its cause: the last one below a stack, else the first; "" for none.

    >>> telling_line("Exception encountered when calling Dense.call().\\n\\nInput 0 has 3 columns.")
    'Input 0 has 3 columns.'
    """
    text = _ARGUMENTS.sub("", _COLOURS.sub("", message))
    lines = [line.strip() for line in text.splitlines() if line.strip() and not _NOISE.fullmatch(line)]
    told = [line for line in lines if not line.startswith(_WRAPPINGS)]
    if not told:
        return ""
    line = told[-1] if len(told) < len(lines) else told[0]
    return _CLASS.sub("", _TAGS.sub("", line)).strip()
