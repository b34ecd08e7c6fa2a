"""The state of one import: what Keras would count and remember, and which models were given which names."""

from typing import Any

from builder.conversion.from_python.keras.graph import Model
from builder.conversion.from_python.language.scope import Scope
from builder.engine.words import snake_case


class ImportState:
    """Counts layers and models, and keeps the settings that apply to the layers made from now on."""

    def __init__(self) -> None:
        self.built = 0
        """How many layers, calls and models were made so far."""
        self.calls = 0
        """How many calls were made so far; each bears its number."""
        self.models: list[Model] = []
        self.names: list[tuple[Model, str, bool]] = []
        """Model, variable, and whether the variable is one of the module, in the order of assignment."""
        self.policy = ""
        self.data_format = ""
        self.seed: int | None = None
        self.custom_objects: dict[Any, Any] = {}
        """What the source registered with Keras under names of its own."""
        self._counts: dict[str, int] = {}
        self._draws = 0

    def next_draw(self) -> int:
        """Returns the number of the next random split, by which its two parts know each other."""
        self._draws += 1
        return self._draws

    def next_call(self) -> int:
        self.calls += 1
        self.built += 1
        return self.calls

    def automatic_name(self, class_name: str) -> str:
        """Returns the name that Keras would give the next layer of this class."""
        stem = snake_case(class_name.rpartition(".")[2])
        count = self._counts.get(stem, 0)
        self._counts[stem] = count + 1
        self.built += 1
        return f"{stem}_{count}" if count else stem

    def clear(self) -> None:
        self._counts.clear()

    def name_value(self, value: Any, name: str, scope: Scope) -> None:
        """Remembers that a variable holds a model."""
        if isinstance(value, Model):
            self.names.append((value, name, scope.declared.get(name, scope).is_module))
