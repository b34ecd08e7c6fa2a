"""Data of a source: arrays that know the data set they come from, and the binding that a recipe makes of them.

No array is ever read. An array is its shape and its origin: what a loader gave, which of its rows, and what the source
did with the values since. Only when ``fit`` is given it does its origin decide what is bound.
"""
