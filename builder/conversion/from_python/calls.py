"""What can be called, and how."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.classes import instantiate
from builder.conversion.from_python.data.methods import cast
from builder.conversion.from_python.distributed import DistributedModel, call_distributed
from builder.conversion.from_python.functions import call_function
from builder.conversion.from_python.graph import Layer, Model, Sequential
from builder.conversion.from_python.lambdas import LambdaLayer, call_lambda
from builder.conversion.from_python.layer_calls import call_layer
from builder.conversion.from_python.layers import LayerClass, make_layer
from builder.conversion.from_python.models import call_model
from builder.conversion.from_python.namespace import KerasClass, refused_class
from builder.conversion.from_python.objects import ObjectClass, make_object
from builder.conversion.from_python.operations import OperationFunction, call_operation
from builder.conversion.from_python.unknown_calls import call_unknown
from builder.conversion.from_python.values import (
    Arguments,
    Array,
    Bound,
    Dtype,
    Function,
    Instance,
    Module,
    Native,
    SourceClass,
    Unknown,
)

if TYPE_CHECKING:
    from builder.conversion.from_python.interpreter import Interpreter


def _native(run: "Interpreter", callee: Native, arguments: Arguments) -> Any:
    try:
        return callee.function(run, arguments)
    except (TypeError, ValueError, ArithmeticError, LookupError):
        # A call with arguments that the function does not take fails in Python too.
        unknown = Unknown(f'it comes from a call of "{callee.name}" that is not followed', arguments.line)
        return call_unknown(run, unknown, arguments)


def _bound(run: "Interpreter", callee: Bound, arguments: Arguments) -> Any:
    given = replace(arguments, positional=[callee.receiver, *arguments.positional])
    return call_function(run, callee.function, given)


def _instance(run: "Interpreter", callee: Instance, arguments: Arguments) -> Any:
    method = callee.of.find("__call__")
    if isinstance(method, Function):
        return run.call(Bound(method, callee), arguments)
    return call_unknown(run, Unknown(f"it comes from a call of a {callee.of.name}", arguments.line), arguments)


def _module(run: "Interpreter", callee: Module, arguments: Arguments) -> Any:
    return call_unknown(
        run, Unknown(f'it comes from "{callee.path[:80]}", which is not followed', arguments.line), arguments
    )


def _dtype(run: "Interpreter", callee: Dtype, arguments: Arguments) -> Any:
    """Returns the number or the data that a type of numbers is called on."""
    value = next(iter(arguments.positional), None)
    if isinstance(value, Array):
        return cast(value, callee, arguments.line)
    return value if isinstance(value, (int, float, Unknown)) else call_unknown(run, Unknown("it is data"), arguments)


def _unknown(run: "Interpreter", callee: Unknown, arguments: Arguments) -> Any:
    return call_unknown(run, callee, arguments)


CALLERS: dict[type, Callable[["Interpreter", Any, Arguments], Any]] = {
    Bound: _bound,
    Dtype: _dtype,
    DistributedModel: call_distributed,
    Function: call_function,
    Instance: _instance,
    KerasClass: refused_class,
    LambdaLayer: call_lambda,
    Layer: call_layer,
    LayerClass: make_layer,
    Model: call_model,
    Module: _module,
    Native: _native,
    ObjectClass: make_object,
    OperationFunction: call_operation,
    Sequential: call_model,
    SourceClass: instantiate,
    Unknown: _unknown,
}
