"""Conversions between networks and other forms, one module a format. Importing this package imports no Keras.

May import the engine, the catalogue and the network. ``to_keras`` imports Keras: for scripts and the engine.
"""
