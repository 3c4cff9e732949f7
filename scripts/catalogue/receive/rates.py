"""Rates: how often something was done within a while, by whom. Kept in memory alone, for it is nobody's business."""

from collections import defaultdict, deque
from dataclasses import dataclass, field

_MOST = 10_000
"""Addresses remembered at a time; with more, those that have been quiet longest are forgotten."""


@dataclass
class Rate:
    """Counts what happens within some seconds, for each of many."""

    most: int
    seconds: float
    _times: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def wait(self, who: str, now: float) -> int:
        """Return how many seconds somebody must wait before the next time; 0 for none."""
        times = self._times.get(who)
        while times and times[0] <= now - self.seconds:
            times.popleft()
        return int(times[0] + self.seconds - now) + 1 if times and len(times) >= self.most else 0

    def note(self, who: str, now: float) -> None:
        """Count one more time."""
        times = self._times[who]
        times.append(now)
        if len(times) > self.most:
            times.popleft()
        self._times[who] = self._times.pop(who)  # Who was here last stands last.
        while len(self._times) > _MOST:
            del self._times[next(iter(self._times))]
