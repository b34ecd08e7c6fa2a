"""The states that recurrent cells hand on, and how a stack of cells groups them."""

from pydantic import JsonValue

from builder.catalog import load_catalog

States = tuple["str | States", ...]
"""Names of states; a tuple inside stands for a cell in a stack that has several."""


def states_in(value: JsonValue) -> States:
    """Returns the states of a recurrent layer, a cell or a list of cells, in the form in which Keras gives them.

    >>> states_in([{"class_name": "LSTMCell", "config": {}}, {"class_name": "GRUCell", "config": {}}])
    (('state_h', 'state_c'), 'state')
    """
    if isinstance(value, list):
        return tuple(states[0] if len(states) == 1 else states for states in map(states_in, value))
    if not isinstance(value, dict):
        return ()
    entry = load_catalog().layers.get(str(value.get("class_name")))
    if entry is None:
        return ()
    for port in entry.outputs:
        if port.states_of:
            config = value.get("config")
            return states_in(config.get(port.states_of) if isinstance(config, dict) else None)
    return tuple(port.name for port in entry.outputs[1:])


def flat(states: States) -> list[str]:
    """Returns the names one after the other."""
    return [name for state in states for name in ([state] if isinstance(state, str) else flat(state))]
