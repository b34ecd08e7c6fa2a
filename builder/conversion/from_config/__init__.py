"""Reads the config that Keras writes of a model, as data: :mod:`.from_config` is the way in."""
