"""A bounded table of remembered answers that threads may share."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from builder.engine.layer_call import LONGEST_REMEMBERED, LayerCall, LayerResult

Infer = Callable[[LayerCall], LayerResult]

CAPACITY = 20_000


class Memo:
    """Remembers what ``infer`` answered, forgetting what was not asked for longest; counts how often it had to ask."""

    def __init__(self, infer: Infer, *, capacity: int = CAPACITY) -> None:
        self._infer = infer
        self._capacity = capacity
        self._answers: OrderedDict[LayerCall, LayerResult] = OrderedDict()
        self._lock = Lock()
        self.misses = 0

    def __call__(self, call: LayerCall, infer: Infer | None = None) -> LayerResult:
        """Returns the answer; where it is not remembered, ``infer`` is asked this once, if it is given."""
        with self._lock:
            answer = self._answers.get(call)
            if answer is not None:
                self._answers.move_to_end(call)
                return answer
        answer = (infer or self._infer)(call)
        with self._lock:
            self.misses += 1
            if len(call.config) <= LONGEST_REMEMBERED:
                self._answers[call] = answer
                if len(self._answers) > self._capacity:
                    self._answers.popitem(last=False)
        return answer
