"""Says in what two Keras models differ: layer by layer, from the outputs back to the inputs, in step.

Automatic names ("dense_3") may differ; so may a Sequential and the same layers called one after another.
"""

import inspect
import re
from collections.abc import Iterator, Mapping
from typing import Any

import keras
import numpy as np
from keras.src.utils.naming import to_snake_case

from builder.network.names import valid_name

SILENT = {"name", "module", "registered_name", "build_config", "shared_object_id"}

NOT_PUBLIC = {"LayerScale"}
"""Layers that Keras keeps to itself; another that computes the same stands for them."""


class Likeness:
    """What came out of holding ``found`` against ``expected``: their differences, and the layers that match."""

    def __init__(self, found: keras.Model, expected: keras.Model) -> None:
        self.differences: list[str] = []
        self.pairs: dict[int, tuple[Any, Any]] = {}
        self._partners: dict[int, int] = {}
        self._seen: set[tuple[int, int]] = set()
        self._nodes: dict[int, int] = {}
        self._models(found, expected, "")

    def carry_weights_over(self) -> None:
        """Gives each layer of ``found`` the weights of its partner."""
        for found, expected in self.pairs.values():
            if not isinstance(found, keras.Model) and getattr(found, "weights", None):
                found.set_weights(expected.get_weights())

    def _say(self, place: str, what: str, found: object, expected: object) -> None:
        self.differences.append(f"{place or 'model'}: {what} is {found!r}, expected {expected!r}")

    def _models(self, found: keras.Model, expected: keras.Model, place: str) -> None:
        for what in ("inputs", "outputs"):
            ours, theirs = (keras.tree.flatten(getattr(model, what)) for model in (found, expected))
            if len(ours) != len(theirs):
                self._say(place, f"number of {what}", len(ours), len(theirs))
                return
            for our, their in zip(ours, theirs, strict=True):
                self._tensors(our, their, place)
        for what in ("_inputs_struct", "_outputs_struct"):
            ours_keys, theirs_keys = (keys_of(model, what) for model in (found, expected))
            if ours_keys != theirs_keys:
                self._say(place, f"the form of {what}", ours_keys, theirs_keys)

    def _tensors(self, found: keras.KerasTensor, expected: keras.KerasTensor, place: str) -> None:
        pending = [(found, expected)]
        while pending:
            ours, theirs = pending.pop()
            if (id(ours), id(theirs)) in self._seen:
                continue
            self._seen.add((id(ours), id(theirs)))
            (our_op, our_node, our_index), (their_op, their_node, their_index) = history(ours), history(theirs)
            where = f"{place}/{their_op.name}"
            if (ours.shape[1:], ours.dtype) != (theirs.shape[1:], theirs.dtype):
                self._say(where, "its tensor", (ours.shape, ours.dtype), (theirs.shape, theirs.dtype))
            if our_index != their_index:
                self._say(where, "output number", our_index, their_index)
            if type(their_op).__name__ == "CustomScaleLayer" and type(our_op).__name__ == "Add":
                pending.extend(scaled(our_op, our_node, their_op, their_node))
                continue
            if not self._operations(our_op, their_op, where):
                continue
            our_call, their_call = our_op._inbound_nodes[our_node], their_op._inbound_nodes[their_node]
            if self._nodes.setdefault(id(our_call), id(their_call)) != id(their_call):
                self._say(where, "its call", "another", "the same")
            given: tuple[Any, Any] = (arguments(our_op, our_call), arguments(their_op, their_call))
            if type(our_op) is not type(their_op):  # other names for the same places
                given = (list(given[0].values()), list(given[1].values()))
            pending.extend(self._arguments(*given, where))

    def _operations(self, found: Any, expected: Any, place: str) -> bool:
        """Compares two layers or operations, each pair once, and says whether it is worth going on."""
        if id(found) in self._partners or id(expected) in self.pairs:
            if self._partners.get(id(found)) != id(expected):
                self._say(place, "sharing", found.name, expected.name)
                return False
            return True
        if not isinstance(expected, keras.layers.InputLayer):  # a block has Inputs of its own
            self._partners[id(found)] = id(expected)
            self.pairs[id(expected)] = (found, expected)
        if not is_automatic(expected) and found.name != valid_name(expected.name):
            self._say(place, "name", found.name, expected.name)
        if isinstance(expected, keras.Model) and isinstance(found, keras.Model):
            self._models(found, expected, place)
            return True
        if type(expected).__name__ in NOT_PUBLIC:
            return True
        if not of_one_kind(found, expected):
            self._say(place, "class", type(found).__name__, type(expected).__name__)
            return False
        ours, theirs = config_of(found), config_of(expected)
        if type(found) is not type(expected):
            ours, theirs = ({name: config[name] for name in ours.keys() & theirs.keys()} for config in (ours, theirs))
        names = ours.keys() | theirs.keys()
        if not getattr(expected, "weights", None):
            names -= {"trainable"}  # means nothing where there is nothing to train
        for name in sorted(names):
            if not same(ours.get(name), theirs.get(name)):
                self._say(place, name, ours.get(name), theirs.get(name))
        weights = [
            [(tuple(w.shape), w.dtype, w.trainable) for w in getattr(op, "weights", ())] for op in (found, expected)
        ]
        if weights[0] != weights[1]:
            self._say(place, "weights", *weights)
        return True

    def _arguments(self, found: Any, expected: Any, place: str) -> Iterator[tuple[Any, Any]]:
        """Yields the pairs of tensors that stand in the same place of a call; one may stand alone or in a list."""
        found, expected = alone(found), alone(expected)
        if isinstance(expected, keras.KerasTensor) and isinstance(found, keras.KerasTensor):
            yield found, expected
        elif isinstance(expected, Mapping) and isinstance(found, Mapping) and found.keys() == expected.keys():
            for name in expected:
                yield from self._arguments(found[name], expected[name], f"{place}.{name}")
        elif isinstance(expected, list | tuple) and isinstance(found, list | tuple) and len(found) == len(expected):
            for ours, theirs in zip(found, expected, strict=True):
                yield from self._arguments(ours, theirs, place)
        elif not same(found, expected):
            self._say(place, "argument", found, expected)


def scaled(ours: Any, our_node: int, theirs: Any, their_node: int) -> Iterator[tuple[Any, Any]]:
    """Yields the tensors behind InceptionResNetV2's own layer: one plus another times a number."""
    first, product = ours._inbound_nodes[our_node].input_tensors
    multiply, node, _ = history(product)
    yield from zip(
        (first, *multiply._inbound_nodes[node].input_tensors),
        theirs._inbound_nodes[their_node].input_tensors,
        strict=True,
    )


def history(tensor: keras.KerasTensor) -> tuple[Any, int, int]:
    operation, node, index = tensor._keras_history
    return operation, node, index


def arguments(operation: Any, node: Any) -> dict[str, Any]:
    """Returns the arguments of a call by name, without those that equal the defaults."""
    given, named = node.arguments.args, node.arguments.kwargs
    if isinstance(operation, keras.Model):
        flags = {name: value for name, value in named.items() if name == "training" and value is not None}
        return {"inputs": keras.tree.flatten(given or named.get("inputs"))} | flags
    signature = inspect.signature(operation.call)
    defaults = {name: parameter.default for name, parameter in signature.parameters.items()}
    bound = signature.bind(*given, **named).arguments
    return {name: value for name, value in bound.items() if value is not None and value is not defaults[name]}


def alone(value: Any) -> Any:
    """Returns the one tensor of a list of one, and anything else as it is."""
    one = isinstance(value, list | tuple) and len(value) == 1 and isinstance(value[0], keras.KerasTensor)
    return value[0] if one else value


def config_of(operation: Any) -> dict[str, Any]:
    if isinstance(operation, keras.layers.InputLayer):
        return {"shape": operation.batch_shape[1:], "dtype": operation.dtype}
    if isinstance(operation, keras.Layer):
        return operation.get_config() | {"name": None}
    return {name: value for name, value in vars(operation).items() if not name.startswith("_") and name != "name"}


def keys_of(model: keras.Model, what: str) -> list[str] | None:
    """Returns the keys of the dict that a model takes or gives, sorted; None where it is none."""
    structure = getattr(model, what, None)
    return sorted(structure) if isinstance(structure, dict) else None


def of_one_kind(found: Any, expected: Any) -> bool:
    """Says whether the classes are the same. ``activations.relu`` is a ReLU and ``ops.relu`` a Relu: the same."""
    if isinstance(found, keras.Layer) or isinstance(expected, keras.Layer):
        return type(found) is type(expected)
    return type(found).__name__.lower() == type(expected).__name__.lower()


def is_automatic(operation: Any) -> bool:
    stem = re.escape(to_snake_case(type(operation).__name__))
    stems = f"{stem}|input|input_layer|keras_tensor|sequential|functional|model"
    return re.fullmatch(rf"({stems})(_\d+)*", operation.name) is not None


def same(found: Any, expected: Any) -> bool:
    """Says whether two values of a config are the same, tuples as good as lists."""
    if isinstance(found, Mapping) and isinstance(expected, Mapping):
        names = (found.keys() | expected.keys()) - SILENT
        return all(same(found.get(name), expected.get(name)) for name in names)
    if isinstance(found, list | tuple) and isinstance(expected, list | tuple):
        return len(found) == len(expected) and all(map(same, found, expected))
    if isinstance(found, keras.KerasTensor) or isinstance(expected, keras.KerasTensor):
        return False
    if hasattr(expected, "shape") or hasattr(found, "shape"):
        return bool(np.array_equal(np.asarray(found), np.asarray(expected)))
    if isinstance(expected, keras.Operation) and isinstance(found, keras.Operation):
        return type(found) is type(expected) and same(config_of(found), config_of(expected))
    return bool(found == expected)
