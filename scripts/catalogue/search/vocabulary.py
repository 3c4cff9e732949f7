"""Vocabulary: the words of the index with their pages, in files by first letters, so that a search fetches few.

A file holds what is asked of its words: their parts, their endings, their groups and their pages. Two rows of files
have the words alone, by their first and by their last letters, for slips and parts of compounds: either the front or
the back of a word with a slip is whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from catalogue.language.folding import fold
from catalogue.reading import limits
from catalogue.search.analysis import Piece
from catalogue.search.coding import DIGITS, code_postings, code_words, pack, pack_json, write_json
from catalogue.search.index import Indexer, Posting, Word, cut_into_shards

SHARD, GROUPS, ALONE = 9_000, 5_000, 14_000
"""Bytes in one file before it is packed: of words with their pages, of groups, and of words alone.

A search wants one word of a file, or one group; what it does not want of it is weighed against a request more.
"""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The files of words, by name, and what all of them share."""

    files: Mapping[str, bytes]
    head: Mapping[str, Any]
    postings: Sequence[tuple[str, Posting]]
    """The pages of each word and each group, with its place among the files, which files of its own are called by."""


def make_vocabulary(indexer: Indexer) -> Vocabulary:
    """Return the words of an index as files. The same index gives the same bytes."""
    tables = sorted({word.endings for word in indexer.words}, key=sorted)
    number = {table: place for place, table in enumerate(tables)}
    rows = [code_postings(indexer.postings.get(word.text, ())) for word in indexer.words]
    starts = cut_into_shards((len(row) + len(word.text) for row, word in zip(rows, indexer.words, strict=True)), SHARD)
    files = {}
    postings = [(str(group), indexer.postings.get(f"~{group}", ())) for group in range(len(indexer.groups))]
    for place, (start, end) in enumerate(pairwise([*starts, len(rows)])):
        words = indexer.words[start:end]
        postings += [(f"{place}-{row}", indexer.postings.get(word.text, ())) for row, word in enumerate(words)]
        files[f"words-{place}.bin"] = _pack_shard(indexer, words, number, rows[start:end])
    leading = _find_leading(indexer)
    fronts = _list_words({fold(word): word for word in leading}, indexer)
    backs = _list_words({fold(word)[::-1]: word for word in leading}, indexer)
    files |= {f"fronts-{place}.bin": data for place, (_, data) in enumerate(fronts)}
    files |= {f"backs-{place}.bin": data for place, (_, data) in enumerate(backs)}
    groups, group_starts = _make_groups(indexer)
    files |= groups
    head = {
        "tables": [" ".join(f"{strip}>{add}" for strip, add in sorted(table)) for table in tables],
        "changes": indexer.vowel_changes,
        "stop": " ".join(sorted(indexer.analyser.grammar.stop_words)),
        "asking": " ".join(sorted(indexer.analyser.grammar.asking_words)),
        "excluding": " ".join(sorted(indexer.analyser.grammar.excluding_words)),
        "suffixes": " ".join(sorted(indexer.analyser.grammar.suffixes)),
        "firsts": " ".join(fold(indexer.words[start].text) for start in starts if rows),
        "fronts": " ".join(first for first, _ in fronts),
        "backs": " ".join(first for first, _ in backs),
        "groups": list(_describe_groups(indexer)),
        "phrases": [list(phrase) for phrase in _list_phrases(indexer)],
        "starts": group_starts,
        "pages": len(indexer.documents),
        "limits": {"query": limits.QUERY_LETTERS, "word": limits.WORD_LETTERS},
    }
    return Vocabulary(files, head, postings)


def _pack_shard(indexer: Indexer, words: Sequence[Word], number: Mapping[Any, int], rows: Sequence[bytes]) -> bytes:
    """Return a file of words: the length of its JSON in four bytes, the JSON, and the pages of each word."""
    groups = {
        str(place): indexer.groups_by_word[word.text]
        for place, word in enumerate(words)
        if word.text in indexer.groups_by_word
    }
    described = write_json(
        {
            "words": code_words(map(_with_joints, words)),
            "endings": "".join(chr(48 + number[word.endings]) for word in words),
            "groups": groups,
        }
    )
    return pack(len(described).to_bytes(4, "big") + described + b"".join(rows))


def _with_joints(word: Word) -> str:
    """Return a compound with a mark between its parts, and in each what binds it to the next: `trivsel;s|måling`."""
    if not word.pieces:
        return word.text
    return "|".join(map(_joint_of, word.pieces))


def _joint_of(piece: Piece) -> str:
    if piece.letters == piece.word:
        return piece.letters
    binder = piece.letters.removeprefix(piece.word)
    return f"{piece.word};{binder}" if binder != piece.letters else f"{piece.letters}={piece.word}"


def _find_leading(indexer: Indexer) -> list[str]:
    """Return the words that lead to pages."""
    return [word.text for word in indexer.words if _leads(indexer, word.text)]


def _list_words(words: Mapping[str, str], indexer: Indexer) -> list[tuple[str, bytes]]:
    """Return files of words by how they are listed, and the first of each: how many pages have them, their groups."""
    keys = sorted(words)
    starts = cut_into_shards((len(key) + 2 for key in keys), ALONE)
    files = []
    for start, end in pairwise([*starts, len(keys)] if keys else []):
        amounts = (len(indexer.postings.get(words[key], ())) for key in keys[start:end])
        groups = {
            str(place): indexer.groups_by_word[words[key]]
            for place, key in enumerate(keys[start:end])
            if words[key] in indexer.groups_by_word
        }
        described = {
            "words": code_words(keys[start:end]),
            "amounts": "".join(DIGITS[min(35, amount.bit_length())] for amount in amounts),
            "groups": groups,
        }
        files.append((keys[start], pack_json(described)))
    return files


def _leads(indexer: Indexer, word: str) -> bool:
    return indexer.is_used(word) or any(indexer.is_used(f"~{group}") for group in indexer.groups_by_word.get(word, ()))


def _make_groups(indexer: Indexer) -> tuple[dict[str, bytes], list[int]]:
    """Return the files of groups: their pages, and what is said when nothing is found; and where the files begin."""
    rows = [code_postings(indexer.postings.get(f"~{number}", ())) for number in range(len(indexer.groups))]
    starts = cut_into_shards(map(len, rows), GROUPS)
    files = {
        f"groups-{place}.bin": pack(b"".join(rows[start:end]))
        for place, (start, end) in enumerate(pairwise([*starts, len(rows)]))
    }
    files["synonyms.bin"] = pack_json(
        [[list(group.members), list(group.related), list(group.themes)] for group in indexer.groups]
    )
    return files, starts


def _describe_groups(indexer: Indexer) -> Iterator[Sequence[Any]]:
    """Yield of each group how many pages it has, the names they have, its neighbours, and the words near it."""
    number = {member.lower(): place for place, group in enumerate(indexer.groups) for member in group.members}
    for place, group in enumerate(indexer.groups):
        names = [member for member in group.members if _stands_on_pages(indexer, member)][:2]
        near = dict.fromkeys(number[term.lower()] for term in group.related if term.lower() in number)
        alone = (term for term in group.related if term.lower() not in number and _stands_on_pages(indexer, term))
        amount = len(indexer.postings.get(f"~{place}", ()))
        yield [amount, names or [group.members[0]], [other for other in near if other != place], list(alone)]


def _stands_on_pages(indexer: Indexer, member: str) -> bool:
    bases = indexer.bases_of(member)
    return bool(bases) and all(map(indexer.is_used, bases))


def _list_phrases(indexer: Indexer) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the members of groups that are of more words, with the base forms of each, folded."""
    for number, group in enumerate(indexer.groups):
        for member in group.members:
            bases = indexer.bases_of(member)
            if len(bases) > 1:
                yield number, [fold(base) for base in bases]
