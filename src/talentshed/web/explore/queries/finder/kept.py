"""Which answers are there already? Those that take a while are kept, the newest ones."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Kept:
    """Answers that take a while, kept by question, so that one can ask whether an answer is there already."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, question: Hashable) -> Any:
        """Return the answer, or None where nobody asked yet."""
        with self._lock:
            return self._answers.get(question)

    def put(self, question: Hashable, answer: Any) -> None:
        """Keep an answer; the oldest ones make room."""
        with self._lock:
            self._answers[question] = answer
            self._answers.move_to_end(question)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)

    def find(self, question: Hashable, answer: Callable[[], T]) -> T:
        """Return the answer, found now if it isn't there yet."""
        known = self.get(question)
        if known is not None:
            found: T = known
            return found
        found = answer()
        self.put(question, found)
        return found
