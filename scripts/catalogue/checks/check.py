"""The check: everything that is wrong with a content tree, all at once, and the catalogue that can be made of it."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from catalogue import checkout
from catalogue.checks import judgement
from catalogue.checks.alone import Look, judge_files, look_at_page
from catalogue.checks.attachments import find_in_attachments, without_unread
from catalogue.checks.judgement import Judgement
from catalogue.checks.leaks import find_leaks
from catalogue.checks.subject import Subject
from catalogue.model.catalogue import Catalogue, link
from catalogue.model.pages import AnyPage
from catalogue.model.places import Place
from catalogue.problems import faults
from catalogue.problems.problem import Problem
from catalogue.progress import Progress, keep_quiet
from catalogue.reading import glossary, lexicon, reader, synonyms
from catalogue.reading.editorial import EditorialPages, read_editorial
from catalogue.reading.files import SourceFile
from catalogue.reading.reader import Draft, Reading
from catalogue.rendering import batch, workers
from catalogue.rendering.cache import RenderingCache
from catalogue.rendering.markdown import Text
from catalogue.rendering.outline import Rendered
from catalogue.rendering.pictures import Made, Picture, make_pictures, sort_pictures
from catalogue.rendering.workers import Ahead

_PICTURES = checkout.CACHE / "pictures"
_ATTACHMENTS = checkout.CACHE / "attachments"


@dataclass(frozen=True)
class Check:
    """What a check found: what was read, the renderings by path, and every problem, sorted by path and line.

    `made` is what became of each image, `heavy` the pages that take too long, and `words` what is wrong with the
    editors' lists of words. `judgement` is what the rules say.
    """

    reading: Reading
    editorial: EditorialPages
    rendered: Mapping[str, Rendered]
    today: date
    made: Made
    heavy: frozenset[str]
    words: tuple[Problem, ...]
    judgement: Judgement = field(repr=False)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem, each once, sorted."""
        heavy = (_too_heavy(path, self.judgement.subjects) for path in self.heavy)
        told = (self.reading.problems, self.editorial.problems, self._sorted_pictures[1], heavy, self.words)
        return tuple(sorted({*(problem for several in told for problem in several), *self.judgement.problems}))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep a page from the site."""
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def pictures(self) -> Mapping[str, Picture]:
        """The picture of each image that can be used, by the image's path."""
        return self._sorted_pictures[0]

    @cached_property
    def _sorted_pictures(self) -> tuple[Mapping[str, Picture], Sequence[Problem]]:
        return sort_pictures(self.made)

    def sound_catalogue(self) -> Catalogue:
        """Return the catalogue of the pages without errors; what depends on a page left out is left out as well."""
        broken = {problem.path for problem in self.errors}
        return link(page for page in self.reading.pages if page.path not in broken)

    def sound_editorial(self) -> EditorialPages:
        """Return the editorial pages without those brought that have errors."""
        return self.editorial.without({problem.path for problem in self.errors})

    def with_page(self, place: Place, text: str | None, pictures: Sequence[SourceFile] = ()) -> "Check":
        """Return the check of the tree with one page put in or changed, or taken away when its text is None.

        `pictures` are attachments that come with it: their paths in the tree, and where they lie on the disk. It is the
        same as a check of the whole, at the cost of the page; others are judged again only by the rules that look
        around, and only when the page changes what those look at.
        """
        reading = self.reading.with_page(place, text, pictures)
        pages = [page for page in (*reading.pages, *reading.broken) if page.path == place.path]
        fresh, too_heavy = batch.render_texts([Text(page.path, page.body) for page in pages])
        rendered = {**{path: kept for path, kept in self.rendered.items() if path != place.path}, **fresh}
        changed: dict[str, Subject | None] = {place.path: None}
        changed |= {one.path: one for one in _judged_pages(reading, pages, rendered, self.today)}
        made = make_pictures(pictures, _PICTURES)
        changed |= {one.path: one for one in _judged_attachments(pictures, made, self.today)}
        return replace(
            self,
            reading=reading,
            rendered=rendered,
            made={**self.made, **made},
            heavy=self.heavy - {place.path} | frozenset(too_heavy),
            judgement=self.judgement.with_files(changed, judge_files),
        )

    def problems_with(
        self, texts: Mapping[Place, str], pictures: Sequence[SourceFile] = (), room: Path = _PICTURES
    ) -> tuple[Problem, ...]:
        """Return, sorted, all that is told of some pages and their pictures when they are put in or changed.

        It is what a check of the whole tells of these files, at their cost alone, and of no others. What is made of
        the pictures is put in `room`: who keeps nothing of pages that are refused gives a room of its own.
        """
        reading = reader.NOTHING
        for place, text in texts.items():
            reading = reading.with_page(place, text, pictures)
        pages = (*reading.pages, *reading.broken)
        rendered, heavy = batch.render_texts([Text(page.path, page.body) for page in pages])
        made = make_pictures(pictures, room)
        subjects = [
            *_judged_pages(reading, pages, rendered, self.today),
            *_judged_attachments(pictures, made, self.today, room=room),
        ]
        by_path = {subject.path: subject for subject in subjects}
        told = set(self.judgement.told_of(by_path, judge_files))
        told |= {one for several in reading.found.values() for one in several}
        told |= {one for one in sort_pictures({**self.made, **made})[1] if one.path in made}
        told |= {_too_heavy(path, by_path) for path in heavy}
        return tuple(sorted(told))


def check(
    docs: Path,
    today: date,
    cache: RenderingCache | None = None,
    on_progress: Progress = keep_quiet,
) -> Check:
    """Read, render and judge every page below a docs folder; editorial pages that it lacks are the checkout's."""
    is_cold = cache is None or cache.is_empty
    reading, looks = _read_and_look(docs, today, on_progress) if is_cold else (reader.read(docs), None)
    editorial = read_editorial(docs, checkout.DOCS)
    pages = (*reading.pages, *reading.broken)
    brought = (*editorial.brought, *editorial.broken)
    texts = [Text(page.path, page.body) for page in (*pages, *brought)]
    rendered, heavy = batch.render_texts(texts, cache, on_progress, None if looks is None else _rendered_at(looks))
    made = make_pictures(reading.attachments, _PICTURES)
    subjects = [
        *_judged_pages(reading, pages, rendered, today),
        *_judged_attachments(reading.attachments, made, today),
        *_judged_editorial(editorial, rendered, today),
        *_judged_refused(reading, editorial, today),
    ]
    return Check(
        reading=reading,
        editorial=editorial,
        rendered=rendered,
        today=today,
        made=made,
        heavy=frozenset(heavy),
        words=tuple(_judge_words(docs)),
        judgement=judgement.judge(subjects, editorial.addresses, partial(judge_files, cache=cache, looks=looks)),
    )


def _read_and_look(docs: Path, today: date, on_progress: Progress) -> tuple[Reading, Mapping[str, Look]]:
    """Read every page below a docs folder, and look at each, in the workers, while others are being read.

    A page that takes too long to be looked at is in no look: it is rendered and judged by itself.
    """
    workers.get_ready(look_at_page.__module__)
    begun, terms = Ahead(look_at_page), glossary.known_terms()

    def begin(draft: Draft) -> None:
        if draft.source is not None:
            begun.add(_judged_page(draft.page, today, terms, is_sound=draft.is_sound, source=draft.source))

    reading = reader.read(docs, begin)
    looks: dict[str, Look] = {}
    for done, (subject, seen) in enumerate(begun.finish(), 1):
        if seen:
            rendered, told = seen
            looks[subject.path] = Look(replace(subject, rendered=rendered), told)
        on_progress("Læser siderne", done, len(begun.taken))
    return reading, looks


def _rendered_at(looks: Mapping[str, Look]) -> Mapping[Text, Rendered]:
    seen = (look.subject for look in looks.values())
    return {Text(one.path, one.page.body): one.rendered for one in seen if one.rendered is not None}


def _judged_pages(
    reading: Reading,
    pages: Sequence[AnyPage],
    rendered: Mapping[str, Rendered],
    today: date,
) -> Iterator[Subject]:
    """Yield contributed pages as the rules see them."""
    sound = {page.path for page in reading.pages}
    terms = glossary.known_terms()
    packed = find_in_attachments(reading.packed, _ATTACHMENTS, today)
    for page in pages:
        yield _judged_page(
            page,
            today,
            terms,
            is_sound=page.path in sound,
            source=reading.sources.get(page.path, ""),
            rendered=rendered.get(page.path),
            unread=reading.refused_texts.get(page.path, ""),
            leaks=packed.get(page.path, ()),
        )


def _judged_page(page: AnyPage, today: date, terms: frozenset[str], **seen: Any) -> Subject:
    """Return a contributed page as the rules see it; `seen` are the other fields of its subject."""
    return Subject(path=page.path, today=today, page=page, terms=terms, **seen)


def _judged_attachments(
    files: Sequence[SourceFile],
    made: Made,
    today: date,
    is_refused: bool = False,
    told: Collection[str] = (),
    room: Path = _ATTACHMENTS,
) -> Iterator[Subject]:
    """Yield attachments as the rules see them. Of a picture that cannot be opened it is told where it is made.

    `told` are the paths of files of which it is told already that they are too large.
    """
    found = find_in_attachments(files, room, today)
    for file in files:
        is_told = file.path in told or (file.path in made and not isinstance(made[file.path], Picture))
        within = found.get(file.path, ())
        within = without_unread(within) if is_told else within
        leaks = tuple(dict.fromkeys([*find_leaks(file.path, today), *within]))
        yield Subject(file.path, today, is_attachment=not is_refused, leaks=leaks)


def _judged_editorial(editorial: EditorialPages, rendered: Mapping[str, Rendered], today: date) -> Iterator[Subject]:
    for page in (*editorial.brought, *editorial.broken):
        yield Subject(page.path, today, brought=page, source=page.source, rendered=rendered.get(page.path))


def _judged_refused(reading: Reading, editorial: EditorialPages, today: date) -> Iterator[Subject]:
    """Yield files that are no pages, and names that have none: what must not be published is told of all the same."""
    large = {one.path for one in reading.problems if one.code == faults.too_large.help.code}
    yield from _judged_attachments(reading.refused_attachments, {}, today, is_refused=True, told=large)
    pages = {page.path for page in (*reading.pages, *reading.broken)}
    texts = {path: text for path, text in {**reading.refused_texts, **editorial.refused}.items() if path not in pages}
    for path, text in texts.items():
        yield Subject(path, today, source=text, leaks=find_leaks(path, today))
    others = {problem.path for problem in (*reading.problems, *editorial.problems)}
    known = {*pages, *texts, *(file.path for file in (*reading.attachments, *reading.refused_attachments))}
    known |= {page.path for page in (*editorial.brought, *editorial.broken)}
    for path in others - known:
        yield Subject(path, today, leaks=find_leaks(path, today))


def _too_heavy(path: str, subjects: Mapping[str, Subject]) -> Problem:
    page = subjects[path].bodied
    return faults.too_heavy.at(path, page.body_line if page else 1)


def _judge_words(docs: Path) -> Iterable[Problem]:
    """Return what is wrong with the editors' lists of words, which belong to the checkout's own pages."""
    if docs.resolve() != checkout.DOCS.resolve():
        return []
    lists = ((synonyms.FILE, synonyms.read_synonyms().problems), (lexicon.FILE, lexicon.read_lexicon().problems))
    return (
        replace(problem, path=os.path.relpath(file, checkout.DOCS)) for file, problems in lists for problem in problems
    )
