"""The bodies of loops and of helper functions as lines."""

from builder.conversion.to_python.calls import call_of
from builder.conversion.to_python.helpers import Helper, Parameter
from builder.conversion.to_python.layout import INDENT, Bracketed, Joined, flat
from builder.conversion.to_python.loops import ForLoop, with_loops
from builder.conversion.to_python.source import FunctionSource
from builder.conversion.to_python.steps import CallStatement, Place
from builder.conversion.to_python.values import value_of
from builder.conversion.to_python.variables import PASSING, Naming, name_inputs, name_tensors, names_by_layer


def write_loop(source: FunctionSource, loop: ForLoop, tensors: dict[Place, str], taken: set[str]) -> None:
    """Writes the loop, on ``x`` as it comes in, and gives what it leaves in ``x`` the name that it has afterwards."""
    if tensors[loop.carry] != PASSING:
        source.write(f"{PASSING} = {tensors[loop.carry]}")
    source.write(loop.header)
    inside = tensors | {loop.carry: PASSING}
    last: Place = (loop.body[-1].writes, 0)
    inside |= name_tensors(loop.body, [last], _last_is_x(last, names_by_layer(loop.body)), set(taken))
    for step, node_ids in zip(loop.body, loop.node_ids, strict=True):
        value = call_of(step, inside)
        source.write(Joined((f"{inside[step.writes, 0]} = ", value)), node_ids=node_ids, indent=2 * INDENT)
    name = tensors[loop.writes, 0]
    if name != PASSING:
        source.write(f"{name} = {PASSING}")


def _last_is_x(last: Place, naming: Naming) -> Naming:
    return lambda place, taken: PASSING if place == last else naming(place, taken)


def write_helper(helper: Helper) -> FunctionSource:
    """Returns the function of the helper."""
    taken = set(helper.taken)
    result: Place = (helper.writes, 0)
    items = with_loops(helper.body, {helper.writes}, taken)
    tensors = name_inputs(items, helper.inputs)
    parameters = map(parameter_text, helper.parameters)
    source = FunctionSource()
    header = Bracketed("(", (*(tensors[place] for place in helper.inputs), *parameters), ")")
    source.write(Joined((f"def {helper.name}", header, ":")), indent=0)
    tensors |= name_tensors(items, [result], _last_is_x(result, names_by_layer(items)), taken)
    for item in items[:-1]:
        _write_item(source, item, tensors, taken)
    last = items[-1]
    if isinstance(last, ForLoop):
        write_loop(source, last, tensors, taken)
        source.write(f"return {PASSING}")
    else:
        source.write(Joined(("return ", call_of(last, tensors))))
    return source


def parameter_text(parameter: Parameter) -> str:
    """Returns the parameter as the head of its function tells it."""
    default = f"={flat(value_of(parameter.variable.spec, parameter.default))}" if parameter.has_default else ""
    return parameter.variable.name + default


def _write_item(
    source: FunctionSource, item: CallStatement | ForLoop, tensors: dict[Place, str], taken: set[str]
) -> None:
    if isinstance(item, ForLoop):
        write_loop(source, item, tensors, taken)
    else:
        source.write(Joined((f"{tensors[item.writes, 0]} = ", call_of(item, tensors))))
