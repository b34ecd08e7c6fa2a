"""The root of every exception Layerloom raises on purpose.

BuilderError            a caller's mistake; str() is a sentence fit for a page
 +-- DocumentError      a document that cannot be read: not JSON, too large, wrong field
 +-- (others live beside the code that raises them)
"""

from pydantic import ValidationError


class BuilderError(Exception):
    """A mistake of the caller, told in one sentence that a page may show as it is."""


class DocumentError(BuilderError):
    """A network document that cannot be read; the message names the place and what was found there."""


def describe(error: ValidationError) -> str:
    """Returns the first mistake that pydantic found, as place and sentence."""
    first = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"]) or "document"
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] == "too_long":
        count, most = first["ctx"]["actual_length"], first["ctx"]["max_length"]
        message = f"{count:,} are more than can be kept, which are {most:,}"
    more = f" ({error.error_count() - 1} more mistakes)" if error.error_count() > 1 else ""
    return f"{place}: {message}{more}"
