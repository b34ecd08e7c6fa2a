"""Times and counts as people say them; numbers of bytes are :func:`builder.engine.words.byte_words`."""

from builder.engine.words import counted


def ago(seconds: float) -> str:
    """Returns how long ago something was.

    >>> ago(5), ago(130), ago(7_300), ago(200_000)
    ('just now', '2 minutes ago', '2 hours ago', '2 days ago')
    """
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        count = int(seconds // length)
        if count:
            return f"{counted(count, unit)} ago"
    return "just now"


def duration(seconds: float) -> str:
    """Returns a length of time.

    >>> duration(0.42), duration(9), duration(200), duration(7_300)
    ('0.4 s', '9 s', '3 min 20 s', '2 h 1 min')
    """
    if seconds < 3:
        return f"{seconds:.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    if seconds < 3_600:
        return f"{seconds // 60:.0f} min {seconds % 60:.0f} s"
    return f"{seconds // 3_600:.0f} h {seconds % 3_600 // 60:.0f} min"


def metric_title(name: str) -> str:
    """Returns the name of a metric as a title.

    >>> metric_title("sparse_categorical_accuracy")
    'Sparse categorical accuracy'
    """
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]
