"""What conversions raise."""

from builder.network import BuilderError, Note, Problem


class InvalidNetworkError(BuilderError):
    """A network that cannot be converted because of what is wrong with it.

    Attributes:
        problems: everything that is wrong, each at its node.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        first = self.problems[0].message if self.problems else ""
        more = len(self.problems) - 1
        return f"This network cannot be converted. {first}" + (f" And {more} more." if more > 0 else "")


class RefusedModelError(BuilderError):
    """A model from outside that cannot be opened, or must not be; the message names what stands in the way."""


class NotUnderstoodError(BuilderError):
    """A model of which something could not be understood.

    With ``partial=True`` it is read all the same, with a node that says so in the place of each such part.

    Attributes:
        name: the model's, which is that of its variable or function.
        sentences: what was not understood, one for each place.
        notes: all that was told when it was read.
    """

    def __init__(self, name: str, sentences: tuple[str, ...], notes: tuple[Note, ...]) -> None:
        super().__init__(name, sentences, notes)
        self.name = name
        self.sentences = sentences
        self.notes = notes

    def __str__(self) -> str:
        more = len(self.sentences) - 3
        said = " ".join(self.sentences[:3]) + (f" And {more} more." if more > 0 else "")
        return f'"{self.name}" is not the model that is written here: {said}'


class IncompleteRecipeError(BuilderError):
    """A training that cannot be written down, because the network's recipe does not say all that it takes."""
