import pytest

from builder.engine.deaths import death_in_words
from builder.engine.memory_limit import OVER_LIMIT


@pytest.mark.parametrize(
    ("code", "kills", "rebooted", "words"),
    [
        (-9, None, False, "The training process was killed (signal 9)."),
        (-9, 0, False, "The training process was killed (signal 9). The kernel recorded no want of memory meanwhile."),
        (
            -9,
            1,
            False,
            "The training process was killed (signal 9). "
            "Meanwhile the kernel killed a process here because memory had run out.",
        ),
        (-11, 0, False, "The training process was ended by signal 11 (SIGSEGV)."),
        (-99, None, False, "The training process was ended by signal 99."),
        (1, None, False, "The training process ended by itself (exit code 1) before it was done."),
        (None, None, False, "The training process ended without a word: its end was told to nobody."),
        (None, None, True, "The training process ended without a word: the machine was restarted meanwhile."),
        (OVER_LIMIT, 0, False, "The training was ended, because it needs more memory than it may take here."),
    ],
)
def test_death_is_told_as_far_as_it_is_known(code: int | None, kills: int | None, rebooted: bool, words: str) -> None:
    assert death_in_words("training", code, memory_kills=kills, rebooted=rebooted) == words
