"""A small, safe interpreter of the Python that people write Keras models in: source text in, networks out.

It walks the syntax tree and knows a fixed set of values; nothing of a source is ever compiled, executed or imported.
Keras's names are looked up in the catalogue, never in Keras. May import the catalogue and the network, and from the
conversions the form in which importers hand a graph over. The way in is ``builder.conversion.imported``.
"""
