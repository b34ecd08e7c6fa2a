"""The root of every exception Layerloom raises on purpose.

BuilderError            a caller's mistake; str() is a sentence fit for a page
 +-- DocumentError      a document that cannot be read: not JSON, too large, wrong field
 +-- (others live beside the code that raises them)
"""


class BuilderError(Exception):
    """A mistake of the caller, told in one sentence that a page may show as it is."""


class DocumentError(BuilderError):
    """A network document that cannot be read; the message names the place and what was found there."""
