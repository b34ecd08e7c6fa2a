"""What a walk changed of which nobody knows whether it happens: it goes through a node that says so.

Before such a walk a :class:`NetworkSnapshot` is taken. What differs afterwards is in doubt: a tensor that a variable
holds, a stack that grew, a list that holds more, a plain value that is another, a model that was made.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.keras.graph import Layer, Model, Sequential, Tensor, is_input
from builder.conversion.from_python.keras.layers import LayerClass
from builder.conversion.from_python.keras.unread import over_tensor
from builder.conversion.from_python.language.doubt import Doubt, Names
from builder.conversion.from_python.language.operators import equal
from builder.conversion.from_python.language.scope import MISSING, Scope
from builder.conversion.from_python.language.values import Dtype, Instance

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_PLAIN = (int, float, str, type(None), list, tuple, dict, Dtype)
_MOST_STORES = 100


def doubted(run: "KerasInterpreter", value: Any, other: Any, doubt: Doubt) -> Any:
    """Returns a value in doubt, if it may be the other just as well; what is no part of a network stays."""
    if value is other:
        return value
    if isinstance(value, Tensor):
        return doubted_tensor(run, value, doubt)
    if isinstance(value, (Layer, Sequential, Model)):
        return replace(doubt.unknown)
    if isinstance(value, LayerClass):
        same = isinstance(other, LayerClass) and other.entry is value.entry
        return value if same else replace(doubt.unknown)
    if isinstance(value, _PLAIN) and not equal(value, other, run.budget):
        return replace(doubt.unknown)
    return value


def doubted_tensor(run: "KerasInterpreter", tensor: Tensor, doubt: Doubt) -> Tensor:
    """Returns the tensor behind a node that says so; an Input stays one, but what it takes is open."""
    callee = tensor.call.callee
    if is_input(tensor) and isinstance(callee, Layer):
        callee.config.pop("shape", None)
        return tensor
    return over_tensor(run, tensor, doubt.code, doubt.unknown, doubt.line, doubt.name)


def doubt_model(run: "KerasInterpreter", model: Model, doubt: Doubt) -> None:
    """Lets every output of a model go through a node that says so."""
    model.outputs = [
        over_tensor(run, tensor, doubt.code, doubt.unknown, doubt.line, doubt.name) for tensor in model.outputs
    ]
    if isinstance(model, Sequential) and model.outputs:
        callee = model.outputs[0].call.callee
        model.items.append(callee)
        model.chain.append(model.outputs[0])


class NetworkSnapshot:
    """What the names of a scope, of the objects and dicts in it, and the models of the source were before a walk."""

    def __init__(self, run: "KerasInterpreter", scope: Scope) -> None:
        self._run = run
        scopes = {id(found): found.names for found in (scope, *scope.declared.values())}
        held = [value for names in scopes.values() for value in names.values()]
        more = {id(value): value.attributes for value in held if isinstance(value, Instance)}
        more |= {id(value): value for value in held if type(value) is dict}
        self._places: Names = [*scopes.values(), *list(more.values())[:_MOST_STORES]]
        self._before: Names = [dict(names) for names in self._places]
        run.budget.spend(sum(map(len, self._before)) // 10 + len(run.session.models))
        self._lists = {id(value): (value, len(value)) for value in held if type(value) is list}
        self._stacks = {id(model): len(model.items) for model in run.session.models if isinstance(model, Sequential)}
        self._models = len(run.session.models)

    def restore(self) -> Names:
        """Takes the names back to what they were; returns what they had become."""
        became = [dict(names) for names in self._places]
        for names, before in zip(self._places, self._before, strict=True):
            names.clear()
            names.update(before)
        return became

    def doubt_branch(self, doubt: Doubt) -> None:
        """Puts in doubt what a branch did, as it may not have been taken."""
        for names, before in zip(self._places, self._before, strict=True):
            for name, value in list(names.items()):
                known = before.get(name, MISSING)
                if value is not known and (known is not MISSING or isinstance(value, (Tensor, Layer))):
                    names[name] = doubted(self._run, value, known, doubt)
        self._doubt_growth(doubt)
        for model in self._run.session.models[self._models :]:
            if model.unread is None:
                doubt_model(self._run, model, doubt)

    def doubt_loop(self, doubt: Doubt) -> None:
        """Puts in doubt what a loop hands from round to round; what a round makes anew is the same in each."""
        for names, before in zip(self._places, self._before, strict=True):
            for name, value in list(names.items()):
                known = before.get(name, MISSING)
                carried = isinstance(known, Tensor) if isinstance(value, Tensor) else isinstance(value, _PLAIN)
                if value is not known and known is not MISSING and carried:
                    names[name] = doubted(self._run, value, known, doubt)
        self._doubt_growth(doubt)

    def take_ways(self, ways: list[Names], doubt: Doubt) -> None:
        """Takes what the names became in any of several ways, in doubt where these differ."""
        for place, names in enumerate(self._places):
            before = self._before[place]
            for way in ways:
                names.update({name: value for name, value in way[place].items() if value is not before.get(name)})
            for name, value in list(names.items()):
                others = [way[place][name] for way in ways if name in way[place]]
                other = next((other for other in others if other is not value), value)
                names[name] = doubted(self._run, value, other, doubt)

    def _doubt_growth(self, doubt: Doubt) -> None:
        for items, length in self._lists.values():
            if len(items) != length and any(isinstance(item, (Tensor, Layer, Model)) for item in items):
                items.append(replace(doubt.unknown))
        for model in self._run.session.models[: self._models]:
            if isinstance(model, Sequential) and len(model.items) != self._stacks.get(id(model), 0):
                doubt_model(self._run, model, doubt)


def doubt_since(run: "KerasInterpreter", scope: Scope, calls: int, doubt: Doubt) -> None:
    """Puts in doubt the tensors of a scope and the stacks that came since there were so many calls of layers."""
    if run.session.calls == calls:
        return
    for name, value in list(scope.names.items()):
        if isinstance(value, Tensor) and value.call.number > calls:
            scope.names[name] = doubted(run, value, None, doubt)
    for model in run.session.models:
        if isinstance(model, Sequential) and any(tensor.call.number > calls for tensor in model.outputs):
            doubt_model(run, model, doubt)
