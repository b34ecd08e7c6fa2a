"""What a walk changed of which nobody knows whether it happens: it goes through a node that says so.

Before such a walk a :class:`Snapshot` is taken. What differs afterwards is in doubt: a tensor that a variable holds, a
stack that grew, a list that holds more, a plain value that is another, a model that was made.
"""

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.graph import Layer, Model, Sequential, Tensor, is_input
from builder.conversion.from_python.layers import LayerClass
from builder.conversion.from_python.operators import equal
from builder.conversion.from_python.scope import MISSING, Scope
from builder.conversion.from_python.unread import over_tensor
from builder.conversion.from_python.values import Dtype, Instance, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.interpreter import Interpreter

_PLAIN = (int, float, str, type(None), list, tuple, dict, Dtype)
_MOST_STORES = 100


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why it is not known whether something happens; ``code`` says it as an expression of "tensor"."""

    unknown: Unknown
    code: ast.expr
    line: int
    name: str = "condition"

    def of(self, run: "Interpreter", value: Any, other: Any) -> Any:
        """Returns a value in doubt, if it may be the other just as well; what is no part of a network stays."""
        if value is other:
            return value
        if isinstance(value, Tensor):
            return self.of_tensor(run, value)
        if isinstance(value, (Layer, Sequential, Model)):
            return replace(self.unknown)
        if isinstance(value, LayerClass):
            same = isinstance(other, LayerClass) and other.entry is value.entry
            return value if same else replace(self.unknown)
        if isinstance(value, _PLAIN) and not equal(value, other, run.budget):
            return replace(self.unknown)
        return value

    def of_tensor(self, run: "Interpreter", tensor: Tensor) -> Tensor:
        """Returns the tensor behind a node that says so; an Input stays one, but what it takes is open."""
        callee = tensor.call.callee
        if is_input(tensor) and isinstance(callee, Layer):
            callee.config.pop("shape", None)
            return tensor
        return over_tensor(run, tensor, self.code, self.unknown, self.line, self.name)

    def of_model(self, run: "Interpreter", model: Model) -> None:
        """Lets every output of a model go through a node that says so."""
        model.outputs = [over_tensor(run, t, self.code, self.unknown, self.line, self.name) for t in model.outputs]
        if isinstance(model, Sequential) and model.outputs:
            callee = model.outputs[0].call.callee
            model.items.append(callee)
            model.chain.append(model.outputs[0])


Names = list[dict[str, Any]]
"""What the names are in each place that holds some: scopes, objects and dicts."""


class Snapshot:
    """What the names of a scope, of the objects and dicts in it, and the models of the source were before a walk."""

    def __init__(self, run: "Interpreter", scope: Scope) -> None:
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
                    names[name] = doubt.of(self._run, value, known)
        self._doubt_growth(doubt)
        for model in self._run.session.models[self._models :]:
            if model.unread is None:
                doubt.of_model(self._run, model)

    def doubt_loop(self, doubt: Doubt) -> None:
        """Puts in doubt what a loop hands from round to round; what a round makes anew is the same in each."""
        for names, before in zip(self._places, self._before, strict=True):
            for name, value in list(names.items()):
                known = before.get(name, MISSING)
                carried = isinstance(known, Tensor) if isinstance(value, Tensor) else isinstance(value, _PLAIN)
                if value is not known and known is not MISSING and carried:
                    names[name] = doubt.of(self._run, value, known)
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
                names[name] = doubt.of(self._run, value, other)

    def _doubt_growth(self, doubt: Doubt) -> None:
        for items, length in self._lists.values():
            if len(items) != length and any(isinstance(item, (Tensor, Layer, Model)) for item in items):
                items.append(replace(doubt.unknown))
        for model in self._run.session.models[: self._models]:
            if isinstance(model, Sequential) and len(model.items) != self._stacks.get(id(model), 0):
                doubt.of_model(self._run, model)


def doubt_since(run: "Interpreter", scope: Scope, calls: int, doubt: Doubt) -> None:
    """Puts in doubt the tensors of a scope and the stacks that came since there were so many calls of layers."""
    if run.session.calls == calls:
        return
    for name, value in list(scope.names.items()):
        if isinstance(value, Tensor) and value.call.number > calls:
            scope.names[name] = doubt.of(run, value, None)
    for model in run.session.models:
        if isinstance(model, Sequential) and any(tensor.call.number > calls for tensor in model.outputs):
            doubt.of_model(run, model)


def if_code(test: ast.expr) -> ast.expr:
    """Returns the expression of a tensor, named "tensor", that there is only if the condition holds."""
    return ast.IfExp(test, ast.Name("tensor"), ast.Constant(...))


def loop_code(items: ast.expr) -> ast.expr:
    """Returns the expression of a tensor that there is only if a loop goes round once."""
    return if_code(ast.Call(ast.Name("once"), [items], []))
