"""Names and their values: one scope for the module, one for each call of a function."""

from typing import Any

MISSING = object()


class Scope:
    """The names of one function call, or of the module where there is no ``parent``."""

    __slots__ = ("declared", "names", "parent", "stars")

    def __init__(self, parent: "Scope | None" = None) -> None:
        self.names: dict[str, Any] = {}
        self.parent = parent
        self.declared: dict[str, Scope] = {}
        self.stars: list[str] = []
        """Modules whose every name was imported."""

    @property
    def is_module(self) -> bool:
        return self.parent is None

    @property
    def module(self) -> "Scope":
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def find(self, name: str) -> Any:
        """Returns the value, or ``MISSING``."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.parent
        return MISSING

    def assign(self, name: str, value: Any) -> None:
        self.declared.get(name, self).names[name] = value

    def declare(self, name: str, *, nonlocal_: bool) -> None:
        """Lets assignments to the name go to an outer scope, as ``global`` and ``nonlocal`` do."""
        scope = self.module
        if nonlocal_:
            outer = self.parent
            while outer is not None and name not in outer.names:
                outer = outer.parent
            scope = outer or scope
        if scope is not self:
            self.declared[name] = scope

    def forget(self, name: str) -> None:
        self.declared.get(name, self).names.pop(name, None)
