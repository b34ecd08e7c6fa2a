"""Weights of a file, by node, and what of them still fits after an edit: :mod:`.weights` is the way in."""
