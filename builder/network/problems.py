"""What is wrong with a network, as data: a wrong network is normal and is never an exception."""

from typing import Literal

from pydantic import Field

from builder.network.edits import Edit, apply_edits
from builder.network.model import Network
from builder.network.recipe import Recipe
from builder.network.record import Record


class Fix(Record):
    """A mend that one click applies.

    Attributes:
        label: what its button says.
        edits: what it changes in the network, in order.
        recipe: what it puts in the place of the network's; None where that stays.
    """

    label: str
    edits: tuple[Edit, ...] = ()
    recipe: Recipe | None = None


class Problem(Record):
    """One thing that is wrong, in words for the person who drew the network.

    Attributes:
        code: what kind it is, stable and for programs: ``cycle``, ``missing_input``, ...
        message: what happened, where and with which values; a sentence or a few.
        severity: a "warning" leaves the network usable.
        hint: how to mend it; "" where nothing better can be said.
        node_id: where it is; None for the network as a whole.
        edge_ids: the edges that do not fit.
        argument: the field of the node's form that is meant.
        details: Keras's own message, where there is one.
        fixes: mends, the best first.
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
    """Returns the network mended.

    Args:
        network: the one in which the problem was found.
        fix: one of that problem's.

    Raises:
        DocumentError: the result breaks a limit of the document.
    """
    mended = apply_edits(network, fix.edits)
    return mended if fix.recipe is None else mended.model_copy(update={"recipe": fix.recipe})
