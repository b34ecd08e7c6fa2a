"""What can be done with the values of Keras: layers, models, tensors, and what makes them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.keras.distributed import DistributedModel, call_distributed
from builder.conversion.from_python.keras.doubts import doubted_tensor
from builder.conversion.from_python.keras.graph import Layer, Model, Sequential, Tensor
from builder.conversion.from_python.keras.lambdas import LambdaLayer, call_lambda
from builder.conversion.from_python.keras.layer_attributes import (
    attribute_of_layer,
    attribute_of_model,
    attribute_of_tensor,
    set_layer_attribute,
    set_model_attribute,
)
from builder.conversion.from_python.keras.layer_calls import call_layer
from builder.conversion.from_python.keras.layers import LayerClass, make_layer
from builder.conversion.from_python.keras.models import call_model
from builder.conversion.from_python.keras.namespace import KerasClass, refused_class
from builder.conversion.from_python.keras.objects import KerasObject, ObjectClass, make_object
from builder.conversion.from_python.keras.operations import OperationFunction, call_operation
from builder.conversion.from_python.keras.tensor_operators import (
    combine_tensors,
    compare_tensors,
    index_tensor,
    negate_tensor,
)
from builder.conversion.from_python.keras.unread import is_unread_tensor, spread
from builder.conversion.from_python.language.type_methods import TypeMethods
from builder.conversion.from_python.language.types import UNKNOWN_PRIORITY
from builder.conversion.from_python.language.values import Arguments, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter


def _unpack(run: "KerasInterpreter", value: Tensor, count: int | None, line: int) -> list[Tensor] | Unknown:
    if is_unread_tensor(value) and count is not None:
        return spread(value, count) or Unknown("it is one of more tensors than a layer gives", line)
    return Unknown("it is unpacked from a single tensor", line)


def _absolute(run: "KerasInterpreter", arguments: Arguments) -> Any:
    return run.call(run.resolve("keras.ops", "absolute", arguments.line), arguments)


def _class_of_layer(value: Layer) -> LayerClass:
    return LayerClass(value.entry, value.entry.class_name)


def _name_of_class(value: LayerClass) -> str:
    return value.entry.class_name


def _attribute_of_class(run: "KerasInterpreter", value: LayerClass | KerasClass, name: str, line: int) -> Unknown:
    return Unknown(f'it comes from "{name[:60]}" of a class of Keras', line)


def _attribute_of_object(run: "KerasInterpreter", value: KerasObject, name: str, line: int) -> Any:
    spec = value.entry.arguments_by_name.get(name)
    if spec is None:
        return Unknown(f'it comes from the attribute "{name[:60]}" of a {value.entry.class_name}', line)
    return value.config.get(name, spec.default)


_MODEL = TypeMethods(call=call_model, attribute=attribute_of_model, set_attribute=set_model_attribute)

KERAS_TYPES: Mapping[type, TypeMethods] = {
    DistributedModel: TypeMethods(call=call_distributed),
    KerasClass: TypeMethods(call=refused_class, attribute=_attribute_of_class),
    KerasObject: TypeMethods(attribute=_attribute_of_object),
    LambdaLayer: TypeMethods(call=call_lambda),
    Layer: TypeMethods(
        call=call_layer,
        attribute=attribute_of_layer,
        set_attribute=set_layer_attribute,
        class_of=_class_of_layer,
    ),
    LayerClass: TypeMethods(call=make_layer, attribute=_attribute_of_class, name=_name_of_class),
    Model: _MODEL,
    ObjectClass: TypeMethods(call=make_object),
    OperationFunction: TypeMethods(call=call_operation),
    Sequential: _MODEL,
    Tensor: TypeMethods(
        attribute=attribute_of_tensor,
        binary=combine_tensors,
        compare=compare_tensors,
        unary=negate_tensor,
        item=index_tensor,
        unpack=_unpack,
        in_doubt=doubted_tensor,
        functions={"abs": _absolute},
        priority=UNKNOWN_PRIORITY + 1,
    ),
}
