"""What the tests over the whole catalogue feed to each layer."""

SHAPES = ((), (8,), (64,), (6, 8), (8, 8, 3), (4, 8, 8, 3), (2, 4, 8, 8, 3), (1024,), (1024, 1))
UNUSABLE = {"Equalization"}
"""Layers that Keras itself cannot put into a functional model."""


def required_ports(entry):
    """The arguments that must be fed, as often as they must be."""
    return [port for port in entry.inputs if not port.optional for _ in range(fewest(port))]


def fewest(port):
    """Two tensors for a list, where it may hold two: Add of one alone says little."""
    return min(max(port.at_least, 1 + port.variadic), port.at_most or 2)
