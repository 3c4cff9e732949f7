"""The check: everything that is wrong with a content tree, all at once, and the catalogue that can be made of it."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from catalogue import checkout
from catalogue.checks import leaks, rulebook
from catalogue.checks.attachments import find_in_attachments, without_unreadable
from catalogue.checks.rule import Inspection
from catalogue.checks.speller import Misspelling
from catalogue.checks.spelling import spell_pages
from catalogue.model.catalogue import Catalogue, link
from catalogue.problems import faults
from catalogue.problems.problem import Problem
from catalogue.progress import Progress, keep_quiet
from catalogue.reading import glossary, reader, synonyms
from catalogue.reading.editorial import EditorialPages, read_editorial
from catalogue.reading.reader import Reading
from catalogue.rendering import batch
from catalogue.rendering.cache import RenderingCache
from catalogue.rendering.markdown import Text
from catalogue.rendering.outline import Rendered
from catalogue.rendering.pictures import Picture, make_pictures


@dataclass(frozen=True)
class Check:
    """What a check found: what was read, the renderings by path, and every problem, sorted by path and line."""

    reading: Reading
    editorial: EditorialPages
    rendered: Mapping[str, Rendered]
    pictures: Mapping[str, Picture]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep a page from the site."""
        return tuple(problem for problem in self.problems if problem.is_error)

    def sound_catalogue(self) -> Catalogue:
        """Return the catalogue of the pages without errors; what depends on a page left out is left out as well."""
        broken = {problem.path for problem in self.errors}
        return link(page for page in self.reading.pages if page.path not in broken)

    def sound_editorial(self) -> EditorialPages:
        """Return the editorial pages without those brought that have errors."""
        return self.editorial.without({problem.path for problem in self.errors})


def check(
    docs: Path,
    today: date,
    cache: RenderingCache | None = None,
    on_progress: Progress = keep_quiet,
) -> Check:
    """Read, render and judge every page below a docs folder; editorial pages that it lacks are the checkout's."""
    batch.get_ready(cache)
    reading = reader.read(docs)
    editorial = read_editorial(docs, checkout.DOCS)
    texts = [Text(page.path, page.body) for page in (*reading.pages, *editorial.brought)]
    rendered, heavy = batch.render_texts(texts, cache, on_progress)
    pictures, unusable = make_pictures(reading.attachments, checkout.CACHE / "pictures")
    misspellings = spell_pages(reading.pages, reading.sources, rendered, cache)
    attached = find_in_attachments(reading.attachments, checkout.CACHE / "attachments", today)
    attached = tuple(without_unreadable(attached, frozenset(problem.path for problem in unusable if problem.is_error)))
    tree = _tree(reading, editorial, rendered, attached)
    judged = rulebook.judge(_inspect(reading, editorial, rendered, misspellings, tree, today))
    problems = {*reading.problems, *editorial.problems, *unusable, *judged, *_judge_words(docs)}
    problems |= {_too_heavy(path, reading) for path in heavy}
    return Check(reading, editorial, rendered, pictures, tuple(sorted(problems)))


def _inspect(
    reading: Reading,
    editorial: EditorialPages,
    rendered: Mapping[str, Rendered],
    misspellings: Mapping[str, Sequence[Misspelling]],
    tree: leaks.Tree,
    today: date,
) -> Inspection:
    """Return all that the rules look at."""
    return Inspection(
        pages=reading.pages,
        places=reading.places,
        catalogue=link(reading.pages),
        rendered=rendered,
        today=today,
        files=frozenset(file.path for file in reading.attachments),
        addresses=editorial.addresses,
        brought=editorial.brought,
        terms=glossary.known_terms(),
        leaks=leaks.find_leaks(tree, today),
        misspellings=misspellings,
    )


def _too_heavy(path: str, reading: Reading) -> Problem:
    line = next((page.body_line for page in reading.pages if page.path == path), 1)
    return faults.too_heavy.at(path, line)


def _judge_words(docs: Path) -> Iterable[Problem]:
    """Return what is wrong with the editors' synonyms, which belong to the checkout's own pages."""
    if docs.resolve() != checkout.DOCS.resolve():
        return []
    path = os.path.relpath(synonyms.FILE, checkout.DOCS)
    return (replace(problem, path=path) for problem in synonyms.read_synonyms().problems)


def _tree(
    reading: Reading, editorial: EditorialPages, rendered: Mapping[str, Rendered], attached: Sequence[leaks.Leak]
) -> leaks.Tree:
    """Return all in which personal data could stand, whether it holds as a page or not."""
    sources = {**reading.sources, **{page.path: page.source for page in editorial.brought}}
    refused = (problem.path for problem in (*reading.problems, *editorial.problems))
    names = {*sources, *(file.path for file in reading.attachments), *refused}
    return leaks.Tree(sorted(names), sources, rendered, attached)
