"""Rebuilds what was exported and compares it with the network: :mod:`.verify` is the way in."""
