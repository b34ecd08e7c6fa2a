"""What is wrong with a network, as data: a wrong network is normal and is never an exception."""

from typing import Literal

from pydantic import Field

from builder.network.edits import Edit, apply_edits
from builder.network.model import Network
from builder.network.recipe import Recipe
from builder.network.record import Record


class Fix(Record):
    """A mend that one click applies: what its button says, the edits it makes, the recipe it puts (None: it stays)."""

    label: str
    edits: tuple[Edit, ...] = ()
    recipe: Recipe | None = None


class Problem(Record):
    """One thing that is wrong, in words for the person who drew the network.

    ``code`` is stable and for programs (``cycle``, ``missing_input``, ...). ``details`` holds Keras's own message
    where there is one. ``edge_ids`` are the edges that do not fit; ``argument`` the field of the node's form. A warning
    leaves the network usable.
    """

    code: str
    message: str
    severity: Literal["error", "warning"] = "error"
    hint: str = ""
    node_id: str | None = None
    edge_ids: tuple[str, ...] = ()
    argument: str | None = None
    details: str = ""
    fixes: tuple[Fix, ...] = Field(default=())


def apply_fix(network: Network, fix: Fix) -> Network:
    """Returns the network mended."""
    mended = apply_edits(network, fix.edits)
    return mended if fix.recipe is None else mended.model_copy(update={"recipe": fix.recipe})
