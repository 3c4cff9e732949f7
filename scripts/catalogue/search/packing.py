"""Packing: the search as the browser fetches it. Packed with gzip by us, so that no server has to be set up for it.

All lie in a folder named by their content; `search/index.json` tells which. So a browser never mixes two editions.
"""

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from catalogue.language import wording
from catalogue.language.dictionary import read_dictionary
from catalogue.language.slugs import slugify
from catalogue.language.thesaurus import list_substitutes, read_thesaurus
from catalogue.model.statuses import Status
from catalogue.reading import limits
from catalogue.search.documents import Document
from catalogue.search.facets import LEGENDS, Facet
from catalogue.search.index import Indexer, Word, cut_into_shards

QUICK = 6
SHARD, CARDS = 12_000, 16
"""Bytes of postings in one file before it is packed, and the cards in one file."""
Looks = Mapping[str, Mapping[str, str]]
"""The colour and the drawing of each theme, by slug."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write packed files below a folder named by what is in them, and the file that tells the name."""
    digest = hashlib.sha256(b"\0".join(part for name, data in sorted(files.items()) for part in (name.encode(), data)))
    version = digest.hexdigest()[:12]
    target = folder / version
    target.mkdir(parents=True)
    for name, data in files.items():
        (target / name).write_bytes(data)
    (folder / "index.json").write_text(json.dumps({"version": version}) + "\n", "utf-8")


def make_files(indexer: Indexer, facets: Sequence[Facet], looks: Looks) -> dict[str, bytes]:
    """Return the content of every file, by name. The same input gives the same bytes."""
    terms, rows = _make_rows(indexer)
    starts = cut_into_shards((len(row) for row in rows), SHARD)
    files = {
        "words.bin": _pack_json(_describe_words(indexer, terms, starts)),
        "facets.bin": _pack_json(_describe_facets(facets, len(indexer.documents), looks)),
        "substitutes.bin": _pack_json(_describe_substitutes(indexer)),
        **{f"known-{number}.bin": data for number, data in enumerate(_pack_known_words())},
        "order.bin": _pack_json(_describe_order(indexer.documents)),
    }
    for number, (start, end) in enumerate(pairwise([*starts, len(rows)])):
        files[f"terms-{number}.bin"] = _pack(b"".join(rows[start:end]))
    cards = [_describe_card(document) for document in indexer.documents]
    for number, start in enumerate(range(0, len(cards), CARDS)):
        files[f"cards-{number}.bin"] = _pack_json(cards[start : start + CARDS])
    return files


def _make_rows(indexer: Indexer) -> tuple[list[str], list[bytes]]:
    """Return the terms, words before groups, and for each its postings as bytes."""
    terms = [word.text for word in indexer.words] + [f"~{number}" for number in range(len(indexer.groups))]
    return terms, [_to_bytes(indexer.postings.get(term, ())) for term in terms]


def _to_bytes(postings: Sequence[tuple[int, int]]) -> bytes:
    """Return how many pages there are, the steps from each to the next, and the weights."""
    numbers = [number for number, _ in postings]
    steps = (after - before for before, after in pairwise([0, *numbers]))
    return b"".join(_varint(value) for value in (len(numbers), *steps)) + bytes(weight for _, weight in postings)


def _varint(value: int) -> bytes:
    """Return a number in seven bits a byte, the low ones first; the eighth bit says that more follow."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _describe_words(indexer: Indexer, terms: Sequence[str], starts: Sequence[int]) -> Mapping[str, Any]:
    endings = sorted({word.endings for word in indexer.words}, key=sorted)
    number = {ending: place for place, ending in enumerate(endings)}
    stop = sorted(indexer.analyser.grammar.stop_words)
    return {
        "words": _front_coded(_with_joints(word) for word in indexer.words),
        "endings": "".join(chr(48 + number[word.endings]) for word in indexer.words),
        "tables": [" ".join(f"{strip}>{add}" for strip, add in sorted(table)) for table in endings],
        "amounts": "".join(_DIGITS[min(35, len(indexer.postings.get(term, ())).bit_length())] for term in terms),
        "changes": indexer.vowel_changes,
        "stop": " ".join(stop),
        "groups": [[list(group.members), list(group.related), list(group.themes)] for group in indexer.groups],
        "starts": list(starts),
        "pages": len(indexer.documents),
        "limits": {"query": limits.QUERY_LETTERS, "word": limits.WORD_LETTERS},
    }


def _describe_substitutes(indexer: Indexer) -> Mapping[str, Any]:
    used = frozenset(term for term in indexer.postings if not term.startswith("~"))
    found = list_substitutes(read_thesaurus(), used)
    return {"near": {word: " ".join(near) for word, near in found.items()}, "known": " ".join(_known_words())}


@lru_cache(maxsize=1)
def _known_words() -> Mapping[str, Sequence[str]]:
    """Return the dictionary's words by their first two letters: a word that is right is never taken for a slip."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in sorted(read_dictionary().listed()):
        groups[word[:2]].append(word)
    return groups


@lru_cache(maxsize=1)
def _pack_known_words() -> Sequence[bytes]:
    return [_pack(_front_coded(words).encode(), QUICK) for words in _known_words().values()]


def _with_joints(word: Word) -> str:
    """Return a compound with a mark between its parts: `trivsels|måling`."""
    return "|".join(piece.letters for piece in word.pieces) or word.text


def _front_coded(words: Iterable[str]) -> str:
    """Return sorted words, each as a digit for the letters it shares with the one before, and the rest."""
    return "\n".join(_front_code(before, word) for before, word in pairwise(["", *words]))


def _front_code(before: str, word: str) -> str:
    shared = 0
    while shared < min(len(before), len(word), 35) and before[shared] == word[shared]:
        shared += 1
    return _DIGITS[shared] + word[shared:]


def _describe_facets(facets: Sequence[Facet], pages: int, looks: Looks) -> Mapping[str, Any]:
    return {
        "pages": pages,
        "together": CARDS,
        "looks": looks,
        "marks": {status.slug: status.mark for status in Status},
        "renamed": {"status": {slugify(status.former): status.slug for status in Status if status.former}},
        "facets": [
            {
                "name": facet.name,
                "legend": LEGENDS[facet.name],
                "values": facet.values,
                "combinations": facet.combinations,
                "column": facet.column,
            }
            for facet in facets
        ],
    }


def _describe_order(documents: Sequence[Document]) -> Mapping[str, Sequence[int]]:
    """Return the pages newest first, by title in Danish order, and those that are used, the most used first."""
    numbers = range(len(documents))
    used = (number for number in numbers if documents[number].uses)
    return {
        "newest": sorted(numbers, key=lambda number: (-documents[number].day, number)),
        "used": sorted(used, key=lambda number: (-documents[number].uses, -documents[number].day, number)),
        "title": sorted(numbers, key=lambda number: wording.sort_key(documents[number].card.title)),
    }


def _describe_card(document: Document) -> Sequence[Any]:
    card = document.card
    return [card.address, card.title, card.summary, card.note, int(card.is_example)]


def _pack_json(value: Any) -> bytes:
    return _pack(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _pack(data: bytes, level: int = 9) -> bytes:
    return gzip.compress(data, compresslevel=level, mtime=0)
