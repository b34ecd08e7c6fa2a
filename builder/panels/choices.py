"""What a list of Keras objects offers: in which order, under which words, with which arguments to begin."""

import re
from collections.abc import Mapping

from builder.catalog import LossEntry
from builder.network import ObjectSpec
from builder.recipe.fits import Family, fitting
from builder.recipe.outputs import Output


class Choices:
    """The objects to choose from, those that go with the output first; those that do not are told."""

    def __init__(
        self, entries: Mapping[str, LossEntry], family: Family | None = None, output: Output | None = None
    ) -> None:
        self.entries = entries
        self._fitting: dict[str, ObjectSpec] = {}
        self._told = family is not None and output is not None and output.target is not None
        if family is not None and output is not None and self._told:
            found = ((name, fitting(output, family, name)) for name in entries)
            self._fitting = {name: spec for name, spec in found if spec is not None}

    @property
    def names(self) -> list[str]:
        return [*self._fitting, *(name for name in self.entries if name not in self._fitting)]

    def title(self, name: str) -> str:
        """Returns what the list says of a choice."""
        return f"{spoken(name)} · does not fit" if self._told and name not in self._fitting else spoken(name)

    def fresh(self, name: str) -> ObjectSpec:
        """Returns what is chosen anew, set so that it fits where it can."""
        return self._fitting.get(name) or ObjectSpec(class_name=name)


_WORD = re.compile(r"IoU|NaN|AdamW|RMSprop|[A-Z]+\d*(?![a-z])|[A-Z][a-z]+")
"""A word of a class name: a name of its own, letters that stand for words, or one that begins with a capital."""


def spoken(class_name: str) -> str:
    """Returns Keras's snake_case name, which is how courses and papers spell it, with spaces.

    >>> spoken("SparseCategoricalCrossentropy"), spoken("ReduceLROnPlateau"), spoken("F1Score")
    ('sparse categorical crossentropy', 'reduce LR on plateau', 'F1 score')
    """
    words = _WORD.findall(class_name) or [class_name]
    return " ".join(word.lower() if len(word) > 1 and word[1:].islower() else word for word in words)
