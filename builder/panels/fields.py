"""Form fields out of argument specs: one spec, one widget, one plain JSON value."""

from collections.abc import Iterable

import streamlit as st
from pydantic import JsonValue

from builder.catalog import ArgumentSpec
from builder.network.record import Config

NONE = "none"


def draw_fields(specs: Iterable[ArgumentSpec], config: Config, *, key: str) -> Config:
    """Draws a field for each spec and returns the values that differ from the defaults."""
    chosen: Config = {}
    for spec in specs:
        value = draw_field(spec, config.get(spec.name, spec.default), key=f"{key}-{spec.name}")
        if value != spec.default:
            chosen[spec.name] = value
    return chosen


def draw_field(spec: ArgumentSpec, value: JsonValue, *, key: str) -> JsonValue:
    """Draws the field of one argument, filled with ``value``, and returns what stands in it now."""
    label, tip = spec.name.replace("_", " "), spec.help or None
    if spec.kind == "boolean":
        return st.toggle(label, value=bool(value), key=key, help=tip)
    if spec.choices:
        choices = [*([None] if spec.nullable else []), *spec.choices]
        place = choices.index(value) if value in choices else 0
        chosen: JsonValue = st.selectbox(label, choices, index=place, key=key, help=tip, format_func=_choice_text)
        return chosen
    if spec.kind == "integer":
        return _whole_number(spec, value, key=key)
    if spec.kind in ("number", "schedule") and not isinstance(value, dict):
        return _number(spec, value, key=key)
    text = st.text_input(label, value="" if value is None else str(value), key=key, help=tip)
    return None if spec.nullable and not text else text


def _choice_text(choice: JsonValue) -> str:
    return NONE if choice is None else str(choice)


def _whole_number(spec: ArgumentSpec, value: JsonValue, *, key: str) -> JsonValue:
    found = st.number_input(
        spec.name.replace("_", " "),
        value=int(value) if isinstance(value, int | float) else None,
        min_value=None if spec.minimum is None else int(spec.minimum),
        max_value=None if spec.maximum is None else int(spec.maximum),
        step=1,
        key=key,
        help=spec.help or None,
        placeholder=NONE,
    )
    return spec.default if found is None and not spec.nullable else found


def _number(spec: ArgumentSpec, value: JsonValue, *, key: str) -> JsonValue:
    found = st.number_input(
        spec.name.replace("_", " "),
        value=float(value) if isinstance(value, int | float) else None,
        min_value=spec.minimum,
        max_value=spec.maximum,
        format="%g",
        key=key,
        help=spec.help or None,
        placeholder=NONE,
    )
    return spec.default if found is None and not spec.nullable else found


def drawable(spec: ArgumentSpec) -> bool:
    """Whether a page has a field for this argument; nested objects are edited elsewhere."""
    return bool(spec.choices) or spec.kind in ("boolean", "integer", "number", "string", "schedule")
