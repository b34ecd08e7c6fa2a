"""The JSON form of the document, and how documents of earlier versions are brought up to date."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import ValidationError

from builder.network.errors import DocumentError, describe
from builder.network.limits import MAX_BYTES, MAX_DEPTH
from builder.network.model import Network

FORMAT = "layerloom-network"
VERSION = 1
MOST_INDENTED = 2_000_000
"""Bytes; nobody reads more, and indenting takes ten times as long as writing."""

JsonObject = dict[str, Any]
Migration = Callable[[JsonObject], JsonObject]

MIGRATIONS: tuple[Migration, ...] = ()
"""``MIGRATIONS[n]`` turns a document of version n + 1 into one of version n + 2; documents begin at version 1."""


def write_document(network: Network, *, compact: bool = False) -> str:
    """Returns the network as indented JSON; what equals its default is left out, so that people can read and diff.

    ``compact`` leaves the indentation out; so do documents that are large, or would grow too large by it.

    Raises:
        DocumentError: the text would be larger than one that is read.
    """
    fields = network.model_dump(mode="json", exclude_defaults=True)
    document = {"format": FORMAT, "version": VERSION, "name": network.name} | fields
    text = json.dumps(document, ensure_ascii=False)
    size = _size(text)
    if size > MAX_BYTES:
        raise DocumentError(network.too_large(size))
    if compact or size > MOST_INDENTED:
        return text
    indented = json.dumps(document, indent=2, ensure_ascii=False)
    return indented if _size(indented) <= MAX_BYTES else text


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode(errors="surrogatepass"))


def read_document(text: str | bytes) -> Network:
    """Returns the network that ``text`` holds.

    Raises:
        DocumentError: the text is too large, no JSON, nested too deep, of a later version, or a field is wrong.
    """
    size = _size(text) if isinstance(text, str) else len(text)
    if size > MAX_BYTES:
        raise DocumentError(f"This file has {size:,} bytes; a network document has at most {MAX_BYTES:,}.")
    document = migrate(parse_json(text))
    try:
        return Network.model_validate(document)
    except ValidationError as error:
        raise DocumentError(describe(error)) from error


def parse_json(text: str | bytes) -> JsonObject:
    """Returns the JSON object in ``text``, refusing repeated keys, NaN, infinities and deep nesting."""
    try:
        document = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except ValueError as error:  # bad JSON, bad UTF-8, or a number of thousands of digits
        raise DocumentError(f"This is not JSON: {error}.") from error
    except RecursionError as error:
        raise DocumentError(f"This JSON is nested more than {MAX_DEPTH} levels deep.") from error
    if not isinstance(document, dict):
        raise DocumentError(f"A network document is a JSON object, but this is a {type(document).__name__}.")
    if _is_deeper_than(document, MAX_DEPTH):
        raise DocumentError(f"This JSON is nested more than {MAX_DEPTH} levels deep.")
    return document


def migrate(document: JsonObject, migrations: Sequence[Migration] = MIGRATIONS) -> JsonObject:
    """Returns the fields of ``document`` in the newest version, without format and version."""
    if document.get("format") != FORMAT:
        raise DocumentError(f'This is no network document: its "format" is not "{FORMAT}".')
    version = document.get("version")
    newest = len(migrations) + 1
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DocumentError(f'The "version" of a document is a whole number from 1, but this one says {version!r}.')
    if version > newest:
        raise DocumentError(
            f"This document has version {version}; this Layerloom reads versions up to {newest}. Update Layerloom."
        )
    fields = {key: value for key, value in document.items() if key not in ("format", "version")}
    for migration in migrations[version - 1 :]:
        fields = migration(fields)
    return fields


def _object(pairs: list[tuple[str, Any]]) -> JsonObject:
    found: JsonObject = {}
    for key, value in pairs:
        if key in found:
            raise DocumentError(f'The key "{key}" stands twice in one object.')
        found[key] = value
    return found


def _refuse_constant(constant: str) -> None:
    raise DocumentError(f"{constant} is no number that a document may hold.")


def _is_deeper_than(value: Any, depth: int) -> bool:
    level = [value]
    for _ in range(depth):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return any(isinstance(value, dict | list) for value in level)
