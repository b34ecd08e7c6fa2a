"""Reads files that hold models, and runs nothing of them: :mod:`.read_model` is the way in."""
