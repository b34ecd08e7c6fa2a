"""The base of every value in the document: frozen, closed to unknown fields, finite numbers only."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, JsonValue, StringConstraints, ValidationError

from builder.network.errors import DocumentError, describe
from builder.network.limits import check_values

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_\-]{1,64}$")]
"""What may name a node, an edge or a block inside a document."""

Text = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]
"""A label: text that people read, never a path or an identifier."""

ClassName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.]{0,62}$")]
"""A name out of the catalogue, such as ``Dense``; whether the catalogue knows it is for checking to say."""

Config = Annotated[dict[str, JsonValue], BeforeValidator(check_values)]
"""Arguments by Keras's own names. Tuples are lists; nested objects are ``{"class_name", "config"}``."""


class Record(BaseModel):
    """A frozen value that refuses unknown fields and numbers that JSON cannot hold."""

    # What was given stays out of error messages: to be shown it is written whole, however large.
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, hide_input_in_errors=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Returns a copy with other field values, checked as those of any record are.

        Raises:
            DocumentError: a value is not what its field may hold.
        """
        if not update:
            return super().model_copy(deep=deep)
        fields = {name: getattr(self, name) for name in self.model_fields_set}
        try:
            return type(self)(**fields | dict(update))
        except ValidationError as error:
            raise DocumentError(describe(error)) from error
