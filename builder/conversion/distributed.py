"""TimeDistributed around a whole model, as a block whose layers work on every step: a layer can hold layers only."""

from builder.catalog import load_catalog
from builder.catalog.specs import LayerEntry
from builder.conversion.plan import outputs_of
from builder.network import Node
from builder.network.record import Config

TIME_DISTRIBUTED = "TimeDistributed"

MAX_AXES = 8
"""How many TimeDistributed layers may be around a model, one in another."""

STEP_BY_STEP = "it is a block here, in which every layer works on every step."
"""What people are told of it."""

_ELEMENTWISE = frozenset(
    {
        *("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"),
        *("ops.absolute", "ops.add", "ops.clip", "ops.cos", "ops.divide", "ops.elu", "ops.exp", "ops.gelu"),
        *("ops.hard_sigmoid", "ops.hard_silu", "ops.leaky_relu", "ops.log", "ops.maximum", "ops.minimum"),
        *("ops.multiply", "ops.negative", "ops.power", "ops.reciprocal", "ops.relu", "ops.relu6", "ops.rsqrt"),
        *("ops.sigmoid", "ops.silu", "ops.sin", "ops.softplus", "ops.softsign", "ops.sqrt", "ops.square"),
        *("ops.subtract", "ops.tanh", "ops.true_divide"),
    }
)
"""What takes tensors number by number, and so does the same on every step of them."""


def on_every_step(entry: LayerEntry, config: Config, axes: int) -> tuple[LayerEntry, Config] | None:
    """Returns the layer that does on every step what this one does on one; None where no layer does.

    Args:
        axes: how many axes of steps follow the batch.
    """
    if entry.class_name in _ELEMENTWISE:
        return entry, config
    if entry.class_name == "Concatenate":
        axis = config.get("axis", -1)
        return entry, config | {"axis": axis + axes} if isinstance(axis, int) and axis > 0 else config
    needed = [port for port in entry.inputs if not port.optional]
    outputs = outputs_of(entry, Node(id="layer", class_name=entry.class_name, config=config))
    if entry.operation or len(needed) != 1 or needed[0].variadic or len(outputs) != 1:
        return None
    wrapper = load_catalog().layers[TIME_DISTRIBUTED]
    for _ in range(axes):
        entry, config = wrapper, {"layer": {"class_name": entry.class_name, "config": config}}
    return entry, config
