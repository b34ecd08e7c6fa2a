"""The base of every value in the document: frozen, closed to unknown fields, finite numbers only."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, JsonValue, StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_\-]{1,64}$")]
"""What may name a node, an edge or a block inside a document."""

Text = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]
"""A label: text that people read, never a path or an identifier."""

ClassName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.]{0,62}$")]
"""A name out of the catalogue, such as ``Dense``; whether the catalogue knows it is for checking to say."""

Config = dict[str, JsonValue]
"""Arguments by Keras's own names. Tuples are lists; nested objects are ``{"class_name", "config"}``."""


class Record(BaseModel):
    """A frozen value that refuses unknown fields and numbers that JSON cannot hold."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
