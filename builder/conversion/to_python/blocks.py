"""Blocks in generated source: one function for each family of like blocks, with parameters for what varies."""

import re
from collections.abc import Hashable
from dataclasses import dataclass

from builder.conversion.to_python.calls import helper_arguments
from builder.conversion.to_python.helpers import MOST_PARAMETERS, Helper, HelperToken, parameters_of
from builder.conversion.to_python.layer_names import given_names
from builder.conversion.to_python.layout import Joined, call
from builder.conversion.to_python.names import RESERVED, identifier
from builder.conversion.to_python.steps import NAME, CallStatement, Place, Slot, shape_of, steps_of
from builder.conversion.to_python.unify import Variable, unify
from builder.network import Block, Network
from builder.network.blocks import block_names, block_order, blocks_inside, blocks_made_first, model_nodes
from builder.network.topology import input_ids, output_endpoints


@dataclass(frozen=True, slots=True)
class Family:
    """Blocks that one function builds. ``body`` are the steps of the first, with parameters for what varies."""

    key: str
    block: Block
    helper: Helper
    body: list[CallStatement]
    model_name: str


@dataclass(frozen=True, slots=True)
class BlockCall:
    """How a block is had: by a call of its family's function, whose result is in a variable where it is shared."""

    block: Block
    making: Joined
    variable: str | None
    step: CallStatement


class Blocks:
    """The blocks that a network needs, by key, and the functions that build them, inner ones first."""

    def __init__(self, network: Network, taken: set[str]) -> None:
        self._network = network
        self._names = block_names(network)
        order = block_order(network)
        self._made_first = frozenset(blocks_made_first(network))
        self.families: list[Family] = []
        self.calls: dict[str, BlockCall] = {}
        groups: dict[Hashable, list[str]] = {}
        for key in order:
            groups.setdefault(_signature(network, key), []).append(key)
        made: dict[str, tuple[Family, dict[Slot, object]]] = {}
        for keys in sorted(groups.values(), key=lambda keys: order.index(keys[0])):
            made |= self._make(keys, taken)
        for key in order:
            self._add_call(key, *made[key], taken)

    def shared(self) -> list[str]:
        """Returns the keys of the blocks that a variable holds, inner ones first."""
        return [key for key, made in self.calls.items() if made.variable is not None]

    def _make(self, keys: list[str], taken: set[str]) -> dict[str, tuple[Family, dict[Slot, object]]]:
        rows = [self._steps(key) for key in keys]
        inner = {self._network.blocks[key].name for block in keys for key in blocks_inside(self._network.blocks[block])}
        own = set(RESERVED | taken) | {identifier(name, set()) for name in inner}
        unified = unify(rows, own, numbers=False) if len(keys) > 1 else (rows[0], [])
        if unified is None or sum(variable.root == "argument" for variable in unified[1]) > MOST_PARAMETERS:
            return {name: made for key in keys for name, made in self._make([key], taken).items()}
        body, variables = unified
        block = self._network.blocks[keys[0]]
        stem = re.sub(r"_?\d+$", "", block.name) if len(keys) > 1 else block.name
        name = identifier(stem, taken, prefix="build_")
        helper = Helper(name, (), parameters_of(variables), body, "", frozenset(own))
        family = Family(keys[0], block, helper, body[:-1], str(body[-1].values[NAME]))
        self.families.append(family)
        return {key: (family, _values(variables, number)) for number, key in enumerate(keys)}

    def _steps(self, key: str) -> list[CallStatement]:
        """Returns the block's steps, and one for the name of its model."""
        block = self._network.blocks[key]
        order = model_nodes(block)
        name = CallStatement(None, (), "", {NAME: self._names[key]}, ())
        return [*steps_of(block, order, given_names(block, order)), name]

    def _add_call(self, key: str, family: Family, values: dict[Slot, object], taken: set[str]) -> None:
        block = self._network.blocks[key]
        step = CallStatement(HelperToken(family.helper), (), "", values, ())
        inner = [str(self.calls[one].variable) for one in blocks_inside(block)]
        variable = identifier(block.name, taken) if key in self._made_first else None
        making = call(family.helper.name, *inner, *helper_arguments(step))
        self.calls[key] = BlockCall(block, making, variable, step)


def _values(variables: list[Variable], number: int) -> dict[Slot, object]:
    return {
        (variable.root, variable.name): str(variable.values[number])
        if variable.root == "number"
        else variable.values[number]
        for variable in variables
    }


def _signature(network: Network, key: str) -> Hashable:
    """Returns what blocks of one family agree in: everything but plain values and names."""
    block = network.blocks[key]
    order = model_nodes(block)
    places = {node_id: number for number, node_id in enumerate(order)}
    inner = list(blocks_inside(block))
    names = given_names(block, order)

    def place(tensor: Place) -> tuple[int, int]:
        return places[tensor[0]], tensor[1]

    steps = tuple(
        (
            node.class_name,
            shape_of(node),
            node.id in names,
            None if node.shares is None else places[node.shares],
            None if node.block is None else (inner.index(node.block), _signature(network, node.block)),
            tuple((name, is_list, tuple(map(place, tensors))) for name, is_list, tensors in step.arguments),
        )
        for node, step in ((block.nodes_by_id[step.writes], step) for step in steps_of(block, order, {}))
    )
    inputs = tuple(places[node_id] for node_id in input_ids(block))
    outputs = tuple(place((endpoint.node, endpoint.output)) for endpoint in output_endpoints(block))
    return steps, inputs, outputs, block.input_keys, block.output_keys
