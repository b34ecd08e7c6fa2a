"""What can be done with the values of the language itself: Python's own, and those of ``values.py``."""

from collections.abc import Mapping
from typing import Any

from builder.conversion.from_python.language import attributes, calls, classes
from builder.conversion.from_python.language.command_line import Parser, attribute_of_parser
from builder.conversion.from_python.language.containers import DICT_METHODS, LIST_METHODS, TUPLE_METHODS
from builder.conversion.from_python.language.formatting import TEXT_METHODS
from builder.conversion.from_python.language.functions import call_function
from builder.conversion.from_python.language.type_methods import TypeMethods
from builder.conversion.from_python.language.values import (
    Bound,
    Function,
    Instance,
    Module,
    Native,
    SourceClass,
    Unknown,
)

UNKNOWN_PRIORITY = 1
"""A type of a higher priority goes on with what is not known on the other side; below, nothing is known of both."""


def _name(value: Function | SourceClass) -> str:
    return value.name


def _class_of(value: Instance) -> SourceClass:
    return value.of


def _whichever(run: Any, kind: Any, left: Any, right: Any, line: int) -> Unknown:
    unknown: Unknown = left if isinstance(left, Unknown) else right
    return unknown


TYPES: Mapping[type, TypeMethods] = {
    dict: TypeMethods(attribute=attributes.attribute_by(DICT_METHODS)),
    list: TypeMethods(attribute=attributes.attribute_by(LIST_METHODS)),
    str: TypeMethods(attribute=attributes.attribute_by(TEXT_METHODS)),
    tuple: TypeMethods(attribute=attributes.attribute_by(TUPLE_METHODS)),
    Bound: TypeMethods(call=calls.call_bound),
    Function: TypeMethods(call=call_function, name=_name),
    Instance: TypeMethods(
        call=calls.call_instance,
        attribute=classes.attribute_of_instance,
        set_attribute=attributes.set_own_attribute,
        class_of=_class_of,
    ),
    Module: TypeMethods(call=calls.call_module, attribute=attributes.attribute_of_module),
    Native: TypeMethods(call=calls.call_native),
    Parser: TypeMethods(attribute=attribute_of_parser),
    SourceClass: TypeMethods(
        call=classes.instantiate,
        attribute=classes.attribute_of_class,
        set_attribute=attributes.set_own_attribute,
        name=_name,
    ),
    Unknown: TypeMethods(
        call=calls.call_unknown,
        attribute=attributes.attribute_of_unknown,
        binary=_whichever,
        compare=_whichever,
        unary=lambda run, kind, value, line: value,
        item=lambda run, value, key, node: value,
        items=lambda run, value, line: value,
        priority=UNKNOWN_PRIORITY,
    ),
}
