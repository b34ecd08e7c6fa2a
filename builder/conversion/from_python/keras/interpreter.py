"""The walk over a source that uses Keras: the language with Keras's types, names and state."""

import ast
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from builder.conversion.from_python.data.makers import maker_of
from builder.conversion.from_python.data.types import DATA_TYPES
from builder.conversion.from_python.keras.doubts import NetworkSnapshot, doubt_since
from builder.conversion.from_python.keras.graph import Layer, Model
from builder.conversion.from_python.keras.layers import LayerClass
from builder.conversion.from_python.keras.namespace import resolve
from builder.conversion.from_python.keras.session import ImportState
from builder.conversion.from_python.keras.subclasses import initializer_of, keras_subclass, make_own
from builder.conversion.from_python.keras.types import KERAS_TYPES
from builder.conversion.from_python.keras.unknown_calls import call_unknown
from builder.conversion.from_python.keras.unread import Known
from builder.conversion.from_python.language.budget import Budget
from builder.conversion.from_python.language.doubt import Doubt
from builder.conversion.from_python.language.interpreter import Interpreter
from builder.conversion.from_python.language.scope import Scope
from builder.conversion.from_python.language.type_methods import TypeMethods
from builder.conversion.from_python.language.values import Arguments, Instance, Native, SourceClass, Unknown
from builder.network import Network
from builder.network.limits import MAX_NODES


class KerasInterpreter(Interpreter):
    """One import: the walk, and the state that Keras would keep."""

    types: ClassVar[Mapping[type, TypeMethods]] = {**Interpreter.types, **DATA_TYPES, **KERAS_TYPES}
    modules_of_modules = frozenset({"keras", "tensorflow", "tensorflow.keras"})

    def __init__(self, *, applications: Callable[[str, dict[str, Any]], Network], known: Known | None = None) -> None:
        super().__init__(Budget(nodes=MAX_NODES))
        self.session = ImportState()
        self.applications = applications
        self.known: Known = known or {}
        self.unread: dict[int, tuple[Unknown, Layer]] = {}
        """The layers that stand for objects which are not understood, by the id of these."""

    @property
    def built(self) -> int:
        return self.session.built

    @property
    def mark(self) -> int:
        return self.session.calls

    def resolve(self, module: str, name: str, line: int) -> Any:
        return resolve(module, name, line)

    def known_function(self, node: ast.FunctionDef) -> Native | None:
        return maker_of(node)

    def call_unknown(self, callee: Unknown, arguments: Arguments) -> Any:
        return call_unknown(self, callee, arguments)

    def assigned(self, name: str, value: Any, scope: Scope) -> None:
        self.session.name_value(value, name, scope)

    def is_instance(self, value: Any, kinds: tuple[Any, ...]) -> bool | None:
        entries = [kind.entry for kind in kinds if isinstance(kind, LayerClass)]
        if entries:
            return isinstance(value, Layer) and any(value.entry is entry for entry in entries)
        names = [kind.name for kind in kinds if isinstance(kind, Native)]
        if names and all(name in ("Model", "Sequential") for name in names):
            return isinstance(value, Model)
        return None

    def library_class(self, found: SourceClass, bases: list[Any]) -> Any:
        return keras_subclass(self, found, bases)

    def library_object(self, of: SourceClass, arguments: Arguments) -> Any:
        return make_own(self, of, arguments)

    def library_initializer(self, instance: Instance) -> Native | None:
        return initializer_of(instance)

    def snapshot(self, scope: Scope) -> NetworkSnapshot:
        return NetworkSnapshot(self, scope)

    def doubt_since(self, scope: Scope, mark: int, doubt: Doubt) -> None:
        doubt_since(self, scope, mark, doubt)
