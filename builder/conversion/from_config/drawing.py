"""One graph while its layers are read out of what Keras writes: first the layers, then the calls between them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from builder.catalog import load_catalog
from builder.catalog.specs import LayerEntry
from builder.catalog.values import shown
from builder.conversion.distributed import STEP_BY_STEP, on_every_step
from builder.conversion.errors import RefusedModelError
from builder.conversion.from_config.applications import SAVED_AS
from builder.conversion.from_config.calls import CallArguments, KerasTensor, read_calls, read_places
from builder.conversion.from_config.distributed import Steps, distributed_model, steps_of
from builder.conversion.from_config.feeds import Feeding, feed_block, feed_layer, feed_operation
from builder.conversion.from_config.masks import without_automatic_masks
from builder.conversion.from_config.objects import layer_config, layer_entry, plain_config, plain_object
from builder.engine.words import snake_case
from builder.network import BLOCK, INPUT, Edge, Endpoint, Node
from builder.network.notes import Note

if TYPE_CHECKING:
    from builder.conversion.from_config.graph import GraphReader

_NAMED_IN_CODE = {"GroupQueryAttention": "GroupedQueryAttention"}
"""Classes that bear another name in Keras's code than in its catalogue; the weights file goes by the code's."""


class WeightGroup(NamedTuple):
    """Where a layer's weights lie in Keras's file: an HDF5 group, and what goes before the places in it."""

    name: str
    before: str = ""


@dataclass(slots=True)
class _Layer:
    name: str
    class_name: str
    calls: list[CallArguments]
    entry: LayerEntry | None = None
    config: dict[str, Any] = field(default_factory=dict)
    block: str | None = None
    is_of_keras_3: bool = False
    first: int = 0
    first_given: int = 0


class ConfigGraph:
    """One graph while its layers are read; the node of call n of layer number m has the id ``n<m>-<n>``."""

    def __init__(self, reader: "GraphReader", key: str, group: str, depth: int, steps: Steps) -> None:
        self._reader = reader
        self._key = key
        self._group = group
        self._depth = depth
        self._steps = steps
        self._layers: dict[str, _Layer] = {}
        self._used: dict[str, int] = {}

    def add(self, data: object, where: str) -> None:
        """Reads one layer, operation or nested model with its calls."""
        if not isinstance(data, Mapping):
            raise RefusedModelError(f"{where} must hold layers, but holds {shown(data)}.")
        own = data.get("config")
        name = data.get("name") or (own.get("name") if isinstance(own, Mapping) else None)
        if not isinstance(name, str) or not name:
            raise RefusedModelError(f"{where} holds a layer without a name.")
        if name in self._layers:
            raise RefusedModelError(f'{where} holds two layers of the name "{name}".')
        place = f'The layer "{name[:60]}"'
        class_name, config = plain_object(data, place)
        calls = data.get("inbound_nodes", [])
        layer = _Layer(name, class_name, read_calls(calls, place))
        layer.is_of_keras_3 = bool(calls) and all(isinstance(call, Mapping) and "args" in call for call in calls)
        self._reader.count(max(1, len(layer.calls)))
        model, axes = distributed_model(data, place)
        operation = None if model else _operation(data, class_name)
        if model is not None:
            group = f"{self._group}layers/{self._take(class_name)}/" + axes * "layer/"
            steps = self._steps + steps_of(data, axes)
            layer.block = self._reader.block(model, place, group, self._depth + 1, steps)
            if axes:
                self._reader.notes.append(Note(None, f"{place} is a {class_name} around a model: {STEP_BY_STEP}"))
        elif operation is not None:
            layer.entry, layer.config = operation, config
            self._work_on_steps(layer, place)
        else:
            self._read_layer(layer, data, config, place)
        self._layers[name] = layer

    def _read_layer(self, layer: _Layer, data: Mapping[str, Any], config: dict[str, Any], place: str) -> None:
        """Finds entry and arguments of a layer of the catalogue, and notes where its weights lie."""
        if layer.class_name in ("TFOpLambda", "SlicingOpLambda"):
            function = shown(config.get("function"))
            raise RefusedModelError(f"{place} is the TensorFlow function {function}, which no operation replaces.")
        layer.entry = layer_entry(layer.class_name, place)
        group = f"{self._group}layers/{self._take(str(data.get(SAVED_AS, layer.class_name)))}"
        before = ""
        if layer.entry.class_name == INPUT:
            layer.config = self._input(config, place)
            layer.calls = [CallArguments((), {})]
        else:
            layer.config = layer_config(layer.entry, _without_computed(data, config), place)
            before = self._work_on_steps(layer, place)
        self._reader.groups[self._key, _id(len(self._layers), 0)] = WeightGroup(group, before)

    def _work_on_steps(self, layer: _Layer, place: str) -> str:
        """Lets the layer work on every step where the model is in a TimeDistributed; returns where its weights lie."""
        if not self._steps or layer.entry is None:
            return ""
        class_name = layer.entry.class_name
        found = on_every_step(layer.entry, layer.config, len(self._steps))
        if found is None:
            raise RefusedModelError(
                f"{place} is a {class_name} in a model that is in a TimeDistributed, and no layer does on every step "
                f"what it does. Leave the TimeDistributed away, or what comes before it in one with the {class_name}."
            )
        layer.entry, layer.config = found
        return "" if layer.entry.class_name == class_name else len(self._steps) * "layer/"

    def fields(self, config: Mapping[str, Any], where: str) -> dict[str, Any]:
        """Returns the fields of the graph, once all its layers are known."""
        inputs, input_keys = read_places(config["input_layers"], f"What {where} takes")
        outputs, output_keys = read_places(config.get("output_layers"), f"What {where} gives")
        numbers = {name: number for number, name in enumerate(self._layers)}
        feedings = {name: [self._feeding(layer, call) for call in layer.calls] for name, layer in self._layers.items()}
        self._count_calls_from(outputs, feedings)
        feedings = without_automatic_masks(self._layers, feedings)

        def endpoint(tensor: KerasTensor, *, given: bool = False) -> Endpoint:
            layer = self._layers.get(tensor.layer)
            call = -1 if layer is None else tensor.call - (layer.first_given if given else layer.first)
            if layer is None or not 0 <= call < len(layer.calls) or tensor.output < 0:
                raise RefusedModelError(f'{where} uses a tensor of "{tensor.layer[:60]}" that does not exist.')
            return Endpoint(node=_id(numbers[tensor.layer], call), output=tensor.output)

        nodes: list[Node] = []
        edges: list[Edge] = []
        for name, layer in self._layers.items():
            for call, feeding in enumerate(feedings[name]):
                node = self._node(layer, numbers[name], call, feeding)
                nodes.append(node)
                for fed in feeding.fed:
                    source = endpoint(fed.tensor)
                    edges.append(
                        Edge(
                            id=f"e{len(edges)}",
                            source=source.node,
                            target=node.id,
                            output=source.output,
                            argument=fed.argument,
                            index=fed.index,
                        )
                    )
        return {
            "nodes": tuple(nodes),
            "edges": tuple(edges),
            "inputs": tuple(endpoint(tensor).node for tensor in inputs),
            "outputs": tuple(endpoint(tensor, given=True) for tensor in outputs),
            "input_keys": input_keys,
            "output_keys": output_keys,
        }

    def _node(self, layer: _Layer, number: int, call: int, feeding: Feeding) -> Node:
        owner = _id(number, 0)
        is_operation = layer.entry is not None and bool(layer.entry.operation)
        config = feeding.constants if is_operation else layer.config
        if is_operation and layer.entry is not None:
            config = plain_config(layer.entry, config, f'The operation "{layer.name[:60]}"')
        shares = owner if call and not is_operation and layer.block is None else None
        return Node(
            id=_id(number, call),
            class_name=layer.entry.class_name if layer.entry else BLOCK,
            config={} if shares else config,
            call={} if is_operation else feeding.constants,
            label="" if layer.block or shares else self._label(layer),
            shares=shares,
            block=layer.block,
        )

    def _feeding(self, layer: _Layer, call: CallArguments) -> Feeding:
        place = f'The layer "{layer.name[:60]}"'
        if layer.entry is None:
            block = self._reader.blocks[layer.block or ""]
            return feed_block(len(block.inputs), block.input_keys, call, place)
        if layer.entry.class_name == INPUT:
            return Feeding((), {})
        if layer.entry.operation:
            return feed_operation(layer.entry, call, layer.config, place)
        return feed_layer(layer.entry, call, place)

    def _count_calls_from(self, outputs: list[KerasTensor], feedings: dict[str, list[Feeding]]) -> None:
        """Finds the number of each nested model's first call: 1 where Keras counts the model's own making as call 0.

        Keras 3 does so for functional models, and only in the list of what the model gives; Keras 2 for some in all
        places.
        """
        tensors = [fed.tensor for calls in feedings.values() for feeding in calls for fed in feeding.fed]
        for tensor in (*tensors, *outputs):
            layer = self._layers.get(tensor.layer)
            if layer is None or layer.block is None:
                continue
            if layer.is_of_keras_3:
                layer.first_given = int(layer.class_name == "Functional")
            elif tensor.call >= len(layer.calls):
                layer.first = layer.first_given = 1

    def _input(self, config: Mapping[str, Any], place: str) -> dict[str, Any]:
        shape = config.get("batch_shape", config.get("batch_input_shape"))
        if not isinstance(shape, list | tuple) or not shape:
            raise RefusedModelError(f"{place} is an Input without a known shape, but has {shown(shape)}.")
        for setting in ("sparse", "ragged", "optional"):
            if config.get(setting):
                raise RefusedModelError(f"{place} is a {setting} Input, which Layerloom cannot hold.")
        if shape[0] is not None:
            self._reader.notes.append(
                Note(None, f"{place} had a fixed batch of {shape[0]}; networks take batches of any size here.")
            )
        found: dict[str, Any] = {"shape": [*self._steps, *shape[1:]], "dtype": config.get("dtype") or "float32"}
        return plain_config(load_catalog().layers[INPUT], found, place)

    def _label(self, layer: _Layer) -> str:
        operation = layer.entry.operation if layer.entry else ""
        stem = snake_case(operation or layer.class_name)
        is_automatic = re.fullmatch(rf"{re.escape(stem)}(_[1-9]\d*)?", layer.name) or (
            operation and layer.name[:3] == "tf."
        )
        return "" if is_automatic else layer.name[:200].strip()

    def _take(self, class_name: str) -> str:
        """Returns the layer's name in Keras's weights file: its class, numbered within the model."""
        stem = snake_case(_NAMED_IN_CODE.get(class_name, class_name))
        times = self._used.get(stem, 0)
        self._used[stem] = times + 1
        return f"{stem}_{times}" if times else stem


def _without_computed(data: Mapping[str, Any], config: Mapping[str, Any]) -> dict[str, Any]:
    """Leaves out the axes that an attention has worked out from what it was built on: all but batch and features."""
    built = data.get("build_config")
    shapes = built.get("shapes_dict") if isinstance(built, Mapping) else None
    query = shapes.get("query_shape") if isinstance(shapes, Mapping) else None
    own = dict(config)
    if isinstance(query, list | tuple) and list(own.get("attention_axes") or ()) == list(range(1, len(query) - 1)):
        own["attention_axes"] = None
    return own


def _id(number: int, call: int) -> str:
    return f"n{number}-{call}"


def _operation(data: Mapping[str, Any], class_name: str) -> LayerEntry | None:
    module = data.get("module")
    if not isinstance(module, str) or not module.startswith("keras.src.ops."):
        return None
    entry = next((entry for entry in load_catalog().operations.values() if entry.operation == class_name), None)
    if entry is None:
        raise RefusedModelError(f"{class_name} is an operation of Keras that Layerloom does not know.")
    return entry
