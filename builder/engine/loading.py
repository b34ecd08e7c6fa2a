"""Imports Keras without the noise that TensorFlow makes meanwhile."""

import os
import tempfile
from importlib import import_module

QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "KERAS_BACKEND": "tensorflow"}
"""Environment in which TensorFlow says least; oneDNN off also makes results repeatable."""


def load_keras() -> None:
    """Imports Keras and what asks it; what TensorFlow writes to standard error meanwhile shows only if that fails."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    stderr = os.dup(2)
    with tempfile.TemporaryFile() as said:
        os.dup2(said.fileno(), 2)
        try:
            import_module("builder.engine.inference")
        except Exception:
            said.seek(0)
            os.write(stderr, said.read())
            raise
        finally:
            os.dup2(stderr, 2)
            os.close(stderr)
