"""Which tensors go into a layer and come out of it, read off the signature of ``call``."""

from typing import Any

from builder.catalog.reader_arguments import parameters_of
from builder.catalog.specs import InputPort, OutputPort

CONSTANTS = frozenset({"training", "return_attention_scores", "use_causal_mask", "reverse"})
"""Arguments of ``call`` that are values, not tensors."""

_STATES = {
    "LSTM": ("state_h", "state_c"),
    "ConvLSTM": ("state_h", "state_c"),
    "GRU": ("state",),
    "SimpleRNN": ("state",),
}


def read_inputs(layer: Any) -> tuple[InputPort, ...]:
    """Returns one port per tensor argument of ``call``; the first one is reached without naming its argument.

    Merging layers take a list, and so do the arguments that hold states. What has a default may be left open.
    """
    tensors = [parameter for parameter in parameters_of(layer.call) if parameter.name not in CONSTANTS]
    merges = ".merging." in layer.__module__
    return tuple(
        _port(
            parameter.name,
            argument=parameter.name if place else None,
            variadic=(merges and place == 0) or parameter.name in ("states", "initial_state"),
            optional=parameter.default is not parameter.empty,
        )
        for place, parameter in enumerate(tensors)
    )


def _port(name: str, *, argument: str | None, variadic: bool, optional: bool) -> InputPort:
    return InputPort(
        name=name, argument=argument, variadic=variadic, optional=optional, at_most=None if variadic else 1
    )


def read_outputs(layer: Any) -> tuple[OutputPort, ...]:
    """Returns the output, then the states of a recurrent layer or cell, then the attention scores."""
    ports = [OutputPort(name="output")]
    name = layer.__name__
    calls = {parameter.name for parameter in parameters_of(layer.call)}
    constructor = {parameter.name for parameter in parameters_of(layer.__init__)}
    states = next((states for prefix, states in _STATES.items() if name.startswith(prefix)), ())
    when: dict[str, Any] = {"return_state": True} if "return_state" in constructor else {}
    ports.extend(OutputPort(name=state, when=when) for state in states)
    if "return_attention_scores" in calls:
        ports.append(OutputPort(name="attention_scores", when={"return_attention_scores": True}))
    return tuple(ports)
