import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from builder.engine.turn import NotYetError, Turn


def test_turns_go_to_those_who_wait_in_the_order_in_which_they_came() -> None:
    turn, order = Turn(), []

    def take(number: int) -> None:
        with turn.taken():
            order.append(number)

    with turn.taken():
        threads = [threading.Thread(target=take, args=(number,)) for number in range(5)]
        for thread in threads:
            thread.start()
            time.sleep(0.02)
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4]


def test_one_who_asks_again_at_once_lets_the_other_in() -> None:
    turn, taken = Turn(), threading.Event()

    def ask_again_and_again() -> None:
        while not taken.is_set():
            with turn.taken():
                time.sleep(0.002)

    busy = threading.Thread(target=ask_again_and_again)
    busy.start()
    time.sleep(0.02)
    for _ in range(20):
        with turn.taken(patience=1.0):
            pass
    taken.set()
    busy.join()


def test_patience_ends_and_the_turn_goes_on_to_the_others() -> None:
    turn = Turn()
    with turn.taken(), pytest.raises(NotYetError), turn.taken(patience=0.01):
        pass
    with turn.taken(patience=0.01):
        pass


def test_only_one_has_the_turn_whoever_gives_up() -> None:
    turn, inside, most = Turn(), 0, 0

    def take(number: int) -> None:
        nonlocal inside, most
        try:
            with turn.taken(patience=0.0005 * (number % 3) or None):
                inside += 1
                most = max(most, inside)
                time.sleep(0.0005)
                inside -= 1
        except NotYetError:
            pass

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(take, range(300)))
    assert most == 1
    with turn.taken(patience=0.0):
        pass
