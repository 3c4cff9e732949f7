"""Words that are right, asked of the search's own script."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import trees
from catalogue.language.dictionary import read_dictionary
from catalogue.rendering.store import Store
from catalogue.search.orthography import make_right_words
from nodes import Ask, asking

SCRIPT = trees.TESTS / "javascript" / "search" / "right_words.js"
AT_ONCE = 20_000


class RightWords:
    """The search's script with the right words as an index has them."""

    def __init__(self, ask: Ask, folder: str, beginnings: str) -> None:
        self.ask, self.folder, self.beginnings = ask, folder, beginnings

    def find_unknown(self, forms: Iterable[str]) -> list[str]:
        """Return the forms that the script would not know for right words."""
        unknown: list[str] = []
        rest = iter(forms)
        while some := list(islice(rest, AT_ONCE)):
            asked = {"folder": self.folder, "beginnings": self.beginnings, "forms": " ".join(some)}
            unknown += self.ask(asked)
        return unknown


@contextmanager
def asking_for_right_words() -> Iterator[RightWords]:
    """Give the script, as long as it runs."""
    with TemporaryDirectory(prefix="catalogue-right-words-") as folder, asking(SCRIPT) as ask:
        made = make_right_words(Store())
        for name, data in made.files.items():
            (Path(folder) / name).write_bytes(data)
        yield RightWords(ask, f"{Path(folder).as_uri()}/", made.beginnings)


def forms_of(words: Iterable[str]) -> Iterator[str]:
    """Yield words of the dictionary in each of their forms, in small letters; not names with capitals within."""
    dictionary = read_dictionary()
    for word in words:
        if word.isalpha() and word[1:].islower() and dictionary.knows(word):
            yield word.lower()
            yield from (form.lower() for form in dictionary.forms(word) if form.isalpha())
