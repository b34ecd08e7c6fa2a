"""What crosses the wire between canvas and Python; the browser's side is ``frontend/src/protocol.ts``.

The browser pulls: each request says what it has, each reply gives what it lacks. Either may be lost or repeated.
"""

import hashlib
import json
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, TypeAdapter, ValidationError

from builder.catalog import load_catalog
from builder.network import BuilderError, Edit, Network
from builder.network.errors import describe
from builder.network.limits import MAX_EDGES, MAX_NODES
from builder.network.record import Record

MAX_EDITS = 2 * (MAX_NODES + MAX_EDGES)
"""In one request: a network as large as may be is taken away and another put in its place."""

SHOWN = ("name", "nodes", "edges", "inputs", "outputs", "input_keys", "output_keys", "blocks")
"""The fields of the document that the canvas draws; description and recipe stay in Python."""

ClientId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_\-]{1,64}$")]
_edit = TypeAdapter[Edit](Edit)


class RequestError(BuilderError):
    """A request of the browser that cannot be understood."""


class Have(Record):
    """What the browser holds; -1 and "" say that it holds nothing yet."""

    catalog: str = ""
    revision: int = -1
    diagnostics: int = 0
    code: int = 0


class Command(Record):
    """A wish of the header or of the empty canvas that only the page can fulfil."""

    name: Literal["train", "examples"]


class CodeText(Record):
    """What stands in the code pane after somebody typed there; None asks for the code as Layerloom writes it."""

    number: int = Field(ge=1)
    """Counts the texts of one page load, so that one that is sent again is read once."""
    base: int
    """The version of the code that was typed into."""
    text: str | None


class Request(Record):
    """The browser's one trigger: every edit that Python has not acknowledged, from number ``first`` on."""

    client: ClientId
    have: Have
    first: int = Field(ge=0)
    edits: tuple[Edit, ...] = ()
    refused: tuple[str, ...] = ()
    """Why edits were left out: a sentence each. Filled in on arrival, never by the browser."""
    count: int = 0
    """How many edits arrived, refused ones included, so that all of them can be acknowledged."""
    command: Command | None = None
    code: CodeText | None = None


class Change(Record):
    """The edits that made one revision, and which page load they came from ("" for the server's own).

    ``code`` is the number of the text that they were read from, 0 for edits that the canvas made itself.
    """

    revision: int
    client: str
    edits: tuple[Edit, ...]
    code: int = 0
    merged: bool = False
    """Whether the edits are others than the client sent, since another tab edited meanwhile."""

    def for_wire(self) -> dict[str, Any]:
        """Returns the change as JSON; what its edits were based on is of no more use."""
        return self.model_dump(mode="json", exclude={"edits": {"__all__": {"was"}}})


def read_request(value: object) -> Request:
    """Returns the request that the browser sent, each edit validated by itself.

    Raises:
        RequestError: the request as a whole makes no sense.
    """
    if not isinstance(value, dict) or not isinstance(value.get("edits", []), list):
        raise RequestError("The canvas sent something that is no request.")
    sent = value.get("edits", [])
    if len(sent) > MAX_EDITS:
        raise RequestError(f"The canvas sent {len(sent):,} edits at once; at most {MAX_EDITS:,} are taken.")
    edits, refused = [], []
    for edit in sent:
        try:
            edits.append(_edit.validate_python(edit))
        except ValidationError as error:
            refused.append(describe(error))
    try:
        return Request(
            client=value.get("client", ""),
            have=Have.model_validate(value.get("have", {})),
            first=value.get("first", 0),
            edits=tuple(edits),
            refused=tuple(refused),
            count=len(sent),
            command=value.get("command"),
            code=value.get("code"),
        )
    except ValidationError as error:
        raise RequestError(f"The canvas sent a request that makes no sense: {describe(error)}") from error


def drawn_document(network: Network) -> dict[str, Any]:
    """Returns what the canvas draws of a network, every field present."""
    return network.model_dump(mode="json", include=set(SHOWN))


@lru_cache(maxsize=1)
def catalog_part() -> dict[str, JsonValue]:
    """Returns the catalogue as the canvas needs it: whatever a node may be, families, nested objects; with its hash.

    Fields at their defaults are left out, a good third of it all; ``frontend/src/sync/catalog.ts`` fills them in.
    """
    sections = {"families", "layers", "operations", "activations", "initializers", "regularizers", "constraints"}
    text = load_catalog().model_dump_json(
        include=sections, exclude={"operations": {"__all__": {"aliases", "operation"}}}, exclude_defaults=True
    )
    part: dict[str, Any] = json.loads(text)
    operations = part.pop("operations")
    return {"hash": hashlib.sha256(text.encode()).hexdigest()[:16]} | part | {"layers": part["layers"] | operations}


def key_of(project_id: str) -> str:
    """Returns the key of a project's canvas.

    >>> key_of("p_a__b-c")
    'canvas-p.a..b-c'
    """
    return component_key(f"canvas-{project_id}")


def component_key(name: str) -> str:
    """Returns a name as a component's key: Streamlit refuses two underscores in a row, which an id may have."""
    return name.replace("_", ".")
