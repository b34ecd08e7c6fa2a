"""One call of a layer or a helper as a Python expression."""

from collections.abc import Mapping

from builder.catalog import load_catalog
from builder.conversion.to_python.helpers import Helper, HelperToken
from builder.conversion.to_python.layout import Expression, Joined, call, sequence
from builder.conversion.to_python.operations import write_operation
from builder.conversion.to_python.steps import ANYTHING, NAME, CallStatement, Place, Symbol, filled_node
from builder.conversion.to_python.unify import same_key
from builder.conversion.to_python.unread import write_unread_call, write_unread_layer
from builder.conversion.to_python.values import arguments_of_call, construct, name_of, value_of
from builder.network import BLOCK, INPUT, Node
from builder.network.unread import is_unread

OPERATION = "ops."


def call_of(step: CallStatement, tensors: Mapping[Place, str], layer: Expression | None = None) -> Expression:
    """Returns the call; ``layer`` is the variable of a layer or a block that was made before."""
    if step.node is None:
        return call(helper_of(step).name, *tensor_arguments(step, tensors), *helper_arguments(step))
    if step.node.class_name == BLOCK and layer is None:
        layer = call(helper_of(step).name, *helper_arguments(step))
    if step.node.class_name == INPUT:
        return make_layer(step, step.node)
    if step.node.class_name.startswith(OPERATION):
        entry = load_catalog().node_entries[step.node.class_name]
        feeds = [(name, is_list, [tensors[place] for place in places]) for name, is_list, places in step.arguments]
        return write_operation(entry, filled_node(step, step.node)["config"], feeds)
    made = make_layer(step, step.node) if layer is None else layer
    if is_unread(step.node):
        return write_unread_call(
            step.node, made, [tensors[place] for _, _, places in step.arguments for place in places]
        )
    return call(made, *tensor_arguments(step, tensors), *constants(step, step.node))


def make_layer(step: CallStatement, node: Node) -> Joined:
    """Returns the expression that makes the node's layer or Input, with the values of the step."""
    if is_unread(node):
        return Joined((write_unread_layer(node),))
    entry = load_catalog().node_entries[node.class_name]
    config = filled_node(step, node)["config"] if step.node is node else node.config
    name = [keyword("name", _name(step.values[NAME]))] if NAME in step.values else []
    if node.class_name == INPUT:
        # An Input whose shape is still open is written as one: Sequential and Model take no other.
        shape = [] if config.get("shape") is not None else [keyword("shape", "...")]
        return call("keras.Input", *shape, *arguments_of_call(entry.arguments, config), *name)
    return construct("layers", entry, config, *name)


def tensor_arguments(step: CallStatement, tensors: Mapping[Place, str]) -> list[Expression]:
    """Returns the tensors that flow into the call, as its arguments."""
    written: list[Expression] = []
    for argument, is_list, places in step.arguments:
        names = tuple(tensors[place] for place in places)
        value: Expression = sequence(names) if is_list else names[0]
        written.append(value if argument is None else keyword(argument, value))
    return written


def constants(step: CallStatement, node: Node) -> list[Expression]:
    """Returns the arguments of the call that are no tensors, such as ``training``."""
    if not node.call and not any(slot[0] == "call" for slot in step.values):
        return []
    entry = load_catalog().node_entries.get(node.class_name)
    values = filled_node(step, node)["call"]
    if entry is None:  # a block takes what every model takes
        return [keyword(name, value_of(ANYTHING, value)) for name, value in values.items()]
    specs = entry.call_arguments
    return [keyword(spec.name, value_of(spec, values[spec.name])) for spec in specs if spec.name in values]


def helper_arguments(step: CallStatement) -> list[Expression]:
    """Returns the values that the call of a helper gives, those left out that are its defaults."""
    arguments: list[Expression] = []
    for place, parameter in enumerate(helper_of(step).parameters):
        variable = parameter.variable
        value = step.values[variable.root, variable.name]
        if variable.root != "argument":
            written = _name(value) if variable.root == "name" else _number(value)
            arguments.append(keyword(variable.name, written))
            continue
        if parameter.has_default and same_key(value) == same_key(parameter.default):
            continue
        expression = value_of(variable.spec, value)
        arguments.append(expression if place == 0 and not parameter.has_default else keyword(variable.name, expression))
    return arguments


def helper_of(step: CallStatement) -> Helper:
    """Returns the helper that the step calls."""
    if not isinstance(step.token, HelperToken):
        raise TypeError(f"The step {step.writes!r} calls no helper.")
    return step.token.helper


def _name(value: str | Symbol | None) -> Expression:
    return value.text if isinstance(value, Symbol) else "None" if value is None else name_of(value)


def _number(value: str) -> str:
    return value.strip("{}")


def keyword(name: str, value: Expression) -> Joined:
    return Joined((f"{name}=", value))
