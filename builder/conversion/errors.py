"""What conversions raise."""

from builder.network import BuilderError, Problem


class InvalidNetworkError(BuilderError):
    """A network that cannot be converted because of what is wrong with it; ``problems`` says what."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        first = self.problems[0].message if self.problems else ""
        more = len(self.problems) - 1
        return f"This network cannot be converted. {first}" + (f" And {more} more." if more > 0 else "")


class RefusedModelError(BuilderError):
    """A model from outside that cannot be opened, or must not be; the message names what stands in the way."""


class IncompleteRecipeError(BuilderError):
    """A training that cannot be written down, because the network's recipe does not say all that it takes."""
