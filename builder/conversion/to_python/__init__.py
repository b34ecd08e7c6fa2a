"""Writes a network as the Python source that a person would write: :mod:`.to_python` is the way in."""
