"""What an import hands over can be kept: it is held to the limits of the document before anybody gets it."""

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError

from builder.conversion.errors import RefusedModelError
from builder.network import DocumentError, Network
from builder.network.errors import describe


def require_small_enough(network: Network) -> Network:
    """Returns the network, which a document can hold.

    Raises:
        DocumentError: it is too large for one.
    """
    network.to_json(compact=True)
    return network


@contextmanager
def told_as_refusal() -> Iterator[None]:
    """Tells of a model that breaks a limit of the document in a sentence.

    Raises:
        RefusedModelError: instead of what pydantic or the document raised.
    """
    try:
        yield
    except (ValidationError, DocumentError) as error:
        raise RefusedModelError(f"This model is more than a document can hold. {broken_limit(error)}") from error


def broken_limit(error: ValidationError | DocumentError) -> str:
    """Returns the sentence about the limit that was broken."""
    return describe(error) if isinstance(error, ValidationError) else str(error)
