"""Packing: the search as the browser fetches it. Packed with gzip by us, so that no server has to be set up for it.

All lie in a folder named by their content; `search/index.json` tells which. So a browser never mixes two editions.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from catalogue.language import wording
from catalogue.language.slugs import slugify
from catalogue.model.statuses import Status
from catalogue.refilling import Refilled
from catalogue.rendering.store import Store
from catalogue.search.cards import EPOCH, LEAST, MOST, TOGETHER, Cards
from catalogue.search.coding import pack_json
from catalogue.search.documents import Document
from catalogue.search.everyday import Ways
from catalogue.search.facets import LEGENDS, Facet
from catalogue.search.index import Indexer, cut_into_shards
from catalogue.search.joints import LONG_IN_TEXT, join_text
from catalogue.search.orthography import make_right_words
from catalogue.search.vocabulary import make_vocabulary

EVERYDAY = 16_000
"""The letters of everyday words in one file before it is packed."""
Looks = Mapping[str, Mapping[str, str]]
"""The colour and the drawing of each theme, by slug."""


def write_files(files: Mapping[str, bytes], site: Refilled, folder: str) -> None:
    """Put packed files on a site, below a folder named by what is in them, and the file that tells the name."""
    digest = hashlib.sha256(b"\0".join(part for name, data in sorted(files.items()) for part in (name.encode(), data)))
    version = digest.hexdigest()[:12]
    site.put_folder(folder, version, files)
    site.put(f"{folder}/index.json", f"{json.dumps({'version': version})}\n".encode())


def make_files(indexer: Indexer, ways: Ways, facets: Sequence[Facet], looks: Looks, store: Store) -> dict[str, bytes]:
    """Return the content of every file, by name. The same input gives the same bytes."""
    vocabulary = make_vocabulary(indexer)
    everyday, firsts = _make_everyday(ways)
    right = make_right_words(store)
    files = {
        **vocabulary.files,
        **everyday,
        **right.files,
        "head.bin": pack_json({**vocabulary.head, "everyday": firsts, "right": right.beginnings}),
        "facets.bin": pack_json(_describe_facets(facets, len(indexer.documents), looks)),
        "order.bin": pack_json(_describe_order(indexer.documents)),
    }
    cards = Cards(indexer.documents)
    return {**files, **dict(cards.make_neighbours()), **dict(cards.make_best(vocabulary.postings))}


def _make_everyday(ways: Ways) -> tuple[dict[str, bytes], list[str]]:
    """Return the files of everyday words, each word with its ways, and the first word of each file."""
    rows = {key: [[way.worth, " ".join(way.terms), way.name] for way in found] for key, found in ways.items()}
    keys = sorted(rows)
    starts = cut_into_shards((len(key) + len(str(rows[key])) for key in keys), EVERYDAY)
    files = {
        f"everyday-{number}.bin": pack_json({key: rows[key] for key in keys[start:end]})
        for number, (start, end) in enumerate(pairwise([*starts, len(keys)]))
    }
    return files, [keys[start] for start in starts if keys]


def _describe_facets(facets: Sequence[Facet], pages: int, looks: Looks) -> Mapping[str, Any]:
    return {
        "pages": pages,
        "cards": {"together": TOGETHER, "least": LEAST, "most": MOST},
        "looks": looks,
        "jointed": _find_long_labels(facets),
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


def _find_long_labels(facets: Sequence[Facet]) -> Mapping[str, str]:
    """Return the labels that have joints, each with soft hyphens at them."""
    labels = (label for facet in facets for _, label in facet.values)
    jointed = {label: join_text(label, LONG_IN_TEXT) for label in labels}
    return {label: text for label, text in jointed.items() if text != label}


def _describe_order(documents: Sequence[Document]) -> Mapping[str, Sequence[int]]:
    """Return the pages newest first, by title in Danish order, and those that are used, the most used first."""
    numbers = range(len(documents))
    used = (number for number in numbers if documents[number].uses)
    return {
        "newest": sorted(numbers, key=lambda number: documents[number].news),
        "used": sorted(used, key=lambda number: (-documents[number].uses, documents[number].news)),
        "title": sorted(numbers, key=lambda number: wording.sort_key(documents[number].card.title)),
        "days": [document.told - EPOCH if document.told else -EPOCH for document in documents],
    }
