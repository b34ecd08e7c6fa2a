"""Turns whatever ended a training into a sentence for the person who began it. Imports TensorFlow."""

import tensorflow as tf

from builder.network import BuilderError, Recipe


def explain(error: Exception, recipe: Recipe) -> str:
    """Returns what happened and what may help; the traceback belongs into the log."""
    if isinstance(error, BuilderError):
        return str(error)
    if isinstance(error, (MemoryError, tf.errors.ResourceExhaustedError)):
        size = f" (now {recipe.batch_size:,})" if recipe.batch_size else ""
        return f"Memory ran out. A smaller batch size{size} or fewer units usually help."
    first = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
    return f"Keras could not train this network: {first[:300]} The log has the details."
