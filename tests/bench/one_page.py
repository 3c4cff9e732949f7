"""One page judged against a catalogue in memory: milliseconds, as JSON. The benchmark runs it as a process of its own.

    python tests/bench/one_page.py DOCS TODAY

Each figure is the median of some changes, after a check of the whole and one page to begin with: that starts the
workers and reads the dictionary.
"""

import json
import statistics
import sys
import time
from datetime import date
from pathlib import Path

from catalogue.checks.check import Check, check
from catalogue.model.places import Kind, place_of

TIMES = 15


def main() -> None:
    """Measure, and print the figures by what was changed."""
    checked = check(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
    pages = [page for page in checked.reading.pages if page.kind is Kind.INTERPRETATION]
    page = pages[len(pages) // 2]
    text = checked.reading.sources[page.path]
    figures = {"first": _judge(checked, page.path, f"{text}\nDen første linje.\n")}
    figures["text"] = _measure(checked, page.path, f"{text}\nLinje NUMMER.\n")
    figures["title"] = _measure(checked, page.path, text.replace("title: ", "title: NUMMER ", 1))
    figures["new"] = _measure(checked, f"units/{page.unit}-NUMMER/{page.slug}.md", text)
    figures["dead_link"] = _measure(checked, page.path, f"{text}\n[her](../NUMMER/index.md)\n")
    print(json.dumps(figures))


def _measure(checked: Check, path: str, text: str) -> float:
    numbers = (str(number) for number in range(TIMES))
    return statistics.median(
        _judge(checked, path.replace("NUMMER", number), text.replace("NUMMER", number)) for number in numbers
    )


def _judge(checked: Check, path: str, text: str) -> float:
    """Return the milliseconds until every problem of the changed catalogue is known."""
    place = place_of(path)
    assert place is not None
    start = time.perf_counter()
    assert checked.with_page(place, text).problems is not None
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main()
