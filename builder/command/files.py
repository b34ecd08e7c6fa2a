"""Reading networks from files for the command line."""

from pathlib import Path

from builder.network import DocumentError, Network


def read_network(path: Path) -> Network:
    """Returns the network in a JSON file.

    Raises:
        DocumentError: there is no such file, or it holds no network.
    """
    try:
        return Network.from_json(path.read_bytes())
    except OSError as error:
        raise DocumentError(f"{path}: {error.strerror or error}.") from error
    except DocumentError as error:
        raise DocumentError(f"{path}: {error}") from error
