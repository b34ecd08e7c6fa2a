"""The architectures of ``keras.applications`` as networks. Imports Keras when asked: not for the web process."""

from typing import Any

from builder.network import Network


def application(name: str, arguments: dict[str, Any]) -> Network:
    """Returns the network of ``keras.applications.<name>`` with these arguments, without weights.

    Args:
        name: one of ``APPLICATIONS``.
        arguments: plain values; ``weights`` is always None, whatever they say.
    """
    raise KeyError(name)
