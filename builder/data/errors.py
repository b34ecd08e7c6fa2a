"""What can go wrong with data, each told in one sentence.

BuilderError
 +-- DataError                 data that cannot be used: empty, or nothing left after the split
      +-- UnknownDataSetError   no data set has this name
      +-- DataOptionError       an option that the set does not have, or a value that it does not take
      +-- DataUnavailableError  a set of Keras's that is not on this machine and could not be downloaded
"""

from builder.network.errors import BuilderError


class DataError(BuilderError):
    """Data that cannot be used as asked."""


class UnknownDataSetError(DataError):
    """No data set has this name."""


class DataOptionError(DataError):
    """An option that the set does not have, or a value that the option cannot take."""


class DataUnavailableError(DataError):
    """A set that has to be downloaded once and could not be; ``details`` holds the loader's own words."""

    def __init__(self, message: str, details: str = "") -> None:
        super().__init__(message, details)  # both in args, so that the error survives the way out of the engine
        self.details = details

    def __str__(self) -> str:
        return str(self.args[0])
