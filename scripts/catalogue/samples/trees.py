"""Trees: the pages of a sample, grown one unit after the other, so that a smaller tree begins a larger one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from posixpath import dirname
from typing import Any

from catalogue.language.slugs import slugify
from catalogue.model.fields import BEGINNINGS, SUMMARY_LENGTH, TRIALS
from catalogue.model.places import UNITS
from catalogue.model.statuses import Status
from catalogue.samples import bodies, lending, meetings, names, plans, stories
from catalogue.samples.bank import NO_STATUS, Area, Bank, Idea, Own, UnitType
from catalogue.samples.chance import Chance
from catalogue.samples.leaves import Grown, Leaf, Plot, leaf, unit_leaf
from catalogue.samples.phrases import Sentences, area_words, fill, words_of

UNITS_PER_STORY = 12
Topics = Mapping[str, Sequence[str]]
"""The topics that each theme of the tree has."""
_COUNTS, _SHARES = range(5), (15, 25, 30, 20, 10)
_STATUSES = (*Status, None)
_UNIT_WEIGHTS, _AREA_WEIGHTS = (18, 30, 27, 8, 17), (0, 30, 30, 0, 40)


def grow(bank: Bank, topics: Topics, units: int) -> Iterator[Leaf]:
    """Yield the pages of a tree with that many units besides the areas; what a unit has written follows its page."""
    tree = _Tree(bank, {theme: topics[theme] for theme in topics if theme in bank.themes})
    yield from tree.grow_whole()
    for area in bank.areas:
        yield from tree.grow_area(area)
    yield from tree.grow_area_stories()
    for number in range(units):
        yield from tree.grow_unit(number)
        if (number + 1) % UNITS_PER_STORY == 0:
            yield tree.grow_story(number // UNITS_PER_STORY)


@dataclass(frozen=True, slots=True)
class _Bud:
    """An interpretation about to open: where it grows, with what idea, and what it owes to others."""

    plot: Plot
    theme: str
    idea: Idea
    status: Status | None
    is_first: bool
    words: Mapping[str, str]
    lender: Grown | None


def chance_of(chance: Chance, share: float, choices: Sequence[str]) -> list[str]:
    """Return one of the choices, or most often none."""
    return [chance.pick(choices)] if chance.happens(share) else []


class _Tree:
    """What has grown so far, and how the next page grows on it."""

    def __init__(self, bank: Bank, topics: Topics) -> None:
        self.bank, self.topics = bank, topics
        self.unit_titles, self.headlines, self.story_titles = names.Taken(), names.Taken(), names.Taken()
        self.grown: dict[str, list[Grown]] = defaultdict(list)
        self.uses: dict[tuple[str, str, str], int] = defaultdict(int)
        self.newest: list[tuple[Plot, list[Grown]]] = []
        self.units_in: dict[str, list[str]] = defaultdict(list)
        self.firsts = [
            (theme, idea)
            for theme in self.topics
            for area in bank.areas
            for idea in area.themes[theme].ideas
            if idea.unit
        ]
        self._reserve_given_names()

    def _reserve_given_names(self) -> None:
        # Names that are given must not be drawn by chance before their turn.
        for title in [
            self.bank.whole.title,
            *(area.title for area in self.bank.areas),
            *(unit.title for unit in self.bank.units),
        ]:
            self.unit_titles.claim(title)
        for _, idea in self.firsts:
            self.headlines.claim(idea.title)
        for area in self.bank.areas:
            for cell in area.themes.values():
                self.headlines.claim(cell.own.title)
        for told in self.bank.stories.areas:
            self.story_titles.claim(told.title)

    def grow_whole(self) -> Iterator[Leaf]:
        """Yield the page of the whole organisation, which has no ideas of its own, and its committee's meetings."""
        chance, whole = Chance("whole"), self.bank.whole
        fields = {
            "title": whole.title,
            "kind": "kommune",
            "summary": whole.summary,
            "updated": plans.updated_day(chance, True),
            "contact": {"role": whole.role, "mail": f"{whole.mail}@{self.bank.mail_domain}"},
            "committee": meetings.committee(whole.committee),
        }
        slug, areas = slugify(whole.title), [area.slug for area in self.bank.areas]
        yield unit_leaf(slug, whole.body, fields)
        yield from meetings.whole_meetings(self.bank, slug, areas, Chance("meetings whole"))

    def grow_area(self, area: Area) -> Iterator[Leaf]:
        """Yield an area's own page, its first meetings and its interpretations."""
        chance = Chance(f"area {area.slug}")
        fields = {
            "title": area.title,
            "kind": "område",
            "summary": area.summary,
            "updated": plans.updated_day(chance, True),
            "contact": {"role": area.role, "mail": f"{area.mail}@{self.bank.mail_domain}"},
            "committee": meetings.committee(area.committee),
            "aliases": area.aliases,
        }
        yield unit_leaf(area.slug, area.body, fields)
        yield from meetings.area_meetings(self.bank, area.slug, Chance(f"meetings {area.slug}"))
        for theme in self.topics:
            if chance.happens(0.88):
                yield self._grow_own(area, theme)

    def _grow_own(self, area: Area, theme: str) -> Leaf:
        chance, own = Chance(f"area {area.slug} {theme}"), area.themes[theme].own
        status, count = chance.weighted(_STATUSES, _AREA_WEIGHTS), chance.number(0, 2)
        words = area_words(self.bank, area, chance)
        updated = plans.updated_day(chance, count > 0)
        fields = {
            "title": own.title,
            "summary": own.line,
            "updated": updated,
            "status": status,
            "topics": self._topics(chance, theme, own),
            "plan": plans.Planner(chance, area, status, updated, words).plan(self.bank.forms["ordning"], count),
        }
        self.grown[theme].append(Grown(area.slug, area.title, theme, own.title, area.slug))
        subject = bodies.Subject(self.bank, area, theme, status, words)
        return leaf(f"{UNITS}/{area.slug}/{theme}.md", fields, bodies.area_body(chance, Sentences(), subject, own))

    def grow_area_stories(self) -> Iterator[Leaf]:
        """Yield the stories that are written as they stand, as far as the tree has their themes."""
        for told in self.bank.stories.areas:
            themes = [theme for theme in told.themes if theme in self.topics]
            if themes:
                pages = [page for theme in themes for page in self.grown[theme]]
                yield stories.area_story(told, slugify(told.area), themes, pages)

    def grow_story(self, number: int) -> Leaf:
        """Return a story about one of the newest units."""
        chance = Chance(f"story {number}")
        plot, pages = chance.pick([unit for unit in self.newest if unit[1]] or self.newest)
        return stories.unit_story(chance, self.bank, self.story_titles, plot, chance.several(pages, 2))

    def grow_unit(self, number: int) -> Iterator[Leaf]:
        """Yield a unit's page, its meetings, its interpretations and its further ideas."""
        chance = Chance(f"unit {number}")
        plot = self._named_plot(number) if number < len(self.bank.units) else self._new_plot(chance)
        words = words_of(self.bank, plot.kind, plot.town, chance)
        body = [fill(plot.said.pick(chance, self.bank.unit_bodies), words)] if chance.happens(0.35) else []
        yield unit_leaf(plot.slug, body, self._unit_fields(chance, plot, words))
        yield from self._meetings(plot)
        pages: list[Grown] = []
        for theme, first in self._subjects(chance, plot, number):
            yield self._grow_page(plot, theme, first, pages)
        for theme in self._further(Chance(f"ideas {number}"), number, pages):
            yield self._grow_page(plot, theme, None, pages, is_further=True)
        self.newest = [*self.newest, (plot, pages)][-UNITS_PER_STORY:]

    def _named_plot(self, number: int) -> Plot:
        named = self.bank.units[number]
        area, kind = self.bank.place_of(named.type)
        return Plot(named.title, slugify(named.title), area, kind, self.bank.towns[0], Sentences())

    def _new_plot(self, chance: Chance) -> Plot:
        area = chance.weighted(self.bank.areas, [area.share for area in self.bank.areas])
        kind = chance.weighted(area.types, [kind.weight for kind in area.types])
        town = chance.pick(self.bank.towns)
        title = self.unit_titles.first_free(names.unit_titles(self.bank, kind, town, chance))
        return Plot(title, slugify(title), area, kind, town, Sentences())

    def _unit_fields(self, chance: Chance, plot: Plot, words: Mapping[str, str]) -> dict[str, Any]:
        more = Chance(f"tried {plot.slug}")
        return {
            "title": plot.title,
            "kind": "enhed",
            "area": plot.area.slug,
            "summary": self._summary(chance, plot.kind.summaries, self.bank.unit_extras, words, 0.35),
            "updated": plans.updated_day(chance, chance.happens(0.5)),
            "type": plot.kind.workplace.value,
            "professions": chance.several(plot.kind.professions, chance.number(2, 4)),
            "contact": self._contact(chance, plot.kind),
            "committee": meetings.committee(chance.pick(self.bank.unit_committees)) if chance.happens(0.7) else {},
            **self._own_plan(Chance(f"plan {plot.slug}"), plot, words),
            "tried": self._trials(more, plot),
            "asks": chance_of(more, 0.1, self.bank.asks),
            "aliases": chance.several(plot.area.aliases, chance.weighted((0, 1), (8, 1))),
            "redirect_from": self._old_addresses(chance, plot),
        }

    def _meetings(self, plot: Plot) -> Iterator[Leaf]:
        """Yield the meetings of a unit's own committee, and the one of its area's that grows with it."""
        chance = Chance(f"meetings {plot.slug}")
        yield from meetings.unit_meetings(self.bank, plot.slug, chance, chance.weighted((0, 1, 2), (6, 3, 2)))
        units = self.units_in[plot.area.slug]
        units.append(plot.slug)
        yield from meetings.turn_of(self.bank, plot.area.slug, units, Chance(f"turn {plot.area.slug} {len(units)}"))

    def _own_plan(self, chance: Chance, plot: Plot, words: Mapping[str, str]) -> dict[str, Any]:
        """Return the steps that a unit has set out to take across the themes, and when its committee talked of them.

        Two in five have such steps, and of those two in five have not come to talk of them yet.
        """
        if not chance.happens(0.4):
            return {}
        discussed = min(plans.updated_day(chance, True), plans.DISCUSSED) if chance.happens(0.6) else None
        status = chance.weighted((Status.TRIED, Status.IN_USE), (2, 1)) if discussed else Status.IDEA
        planner = plans.Planner(chance, plot.area, status, discussed or plans.AROUND, words)
        steps = planner.plan(self.bank.forms[chance.pick(sorted(self.bank.forms))], chance.number(1, 3))
        return {"plan": [self._placed(chance, plot, step) for step in steps], "discussed": discussed}

    def _placed(self, chance: Chance, plot: Plot, step: dict[str, Any]) -> dict[str, Any]:
        """Return a step with its theme and where it begins: mostly in what the area makes of the theme."""
        theme = chance.pick(list(self.topics))
        nedslag = [page.key for page in self.grown[theme] if page.unit == plot.area.slug]
        origin = chance.pick(nedslag) if nedslag and chance.happens(0.65) else chance.pick(BEGINNINGS)
        return {"action": step["action"], "theme": theme, "from": origin, **step}

    def _trials(self, chance: Chance, plot: Plot) -> list[dict[str, Any]]:
        """Return what a unit has tried of what others have told before it, which few have."""
        told = [page for pages in self.grown.values() for page in pages if page.unit != plot.slug and page.idea]
        if not told or not chance.happens(0.15):
            return []
        tried = [chance.pick(told) for _ in range(chance.number(1, 2))]
        return [
            {
                "idea": page.key,
                "how": chance.weighted(TRIALS, (5, 3, 2)),
                **({"note": chance.pick(self.bank.trial_notes)} if chance.happens(0.6) else {}),
                "date": plans.updated_day(chance, True),
            }
            for page in {page.key: page for page in tried}.values()
        ]

    def _contact(self, chance: Chance, kind: UnitType) -> dict[str, str]:
        role = {"role": chance.pick(self.bank.contact_roles)}
        mail = {"mail": f"{kind.id}@{self.bank.mail_domain}"}
        return chance.weighted(({**role, **mail}, role, {}), (13, 4, 3))

    def _old_addresses(self, chance: Chance, plot: Plot) -> list[str]:
        """Return the address of the name that a unit had before, which few have had."""
        if not chance.happens(0.03):
            return []
        before = self.unit_titles.first_free(names.unit_titles(self.bank, plot.kind, plot.town, chance))
        return [f"{UNITS}/{slugify(before)}"]

    def _subjects(self, chance: Chance, plot: Plot, number: int) -> list[tuple[str, Idea | None]]:
        """Return the themes a unit takes up, with the idea that it had first, if any."""
        if number < len(self.bank.units):
            return [(theme, idea) for theme, idea in self.firsts if idea.unit == plot.title]
        count = chance.weighted(_COUNTS, _SHARES)
        return [(theme, None) for theme in chance.several(list(self.topics), count)]

    def _further(self, chance: Chance, number: int, pages: Sequence[Grown]) -> list[str]:
        """Return the themes that a unit has a further idea about: one of its own, and now and then another one."""
        if number < len(self.bank.units):
            return []
        own = [page.theme for page in pages]
        others = [theme for theme in self.topics if theme not in own]
        further = [chance.pick(own)] if own and chance.happens(0.3) else []
        return further + ([chance.pick(others)] if others and chance.happens(0.06) else [])

    def _grow_page(
        self, plot: Plot, theme: str, first: Idea | None, own: list[Grown], is_further: bool = False
    ) -> Leaf:
        """Return a unit's page about a theme, and note it among what has grown and among the unit's own."""
        chance = Chance(f"{'idea' if is_further else 'interpretation'} {plot.slug} {theme}")
        bud = self._bud(chance, plot, theme, first)
        title = bud.idea.title if first else self._headline(chance, bud)
        fields = self._fields(chance, bud, title)
        grown = Grown(plot.slug, plot.title, theme, title, plot.area.slug, bud.idea, slugify(title) * is_further)
        body = self._body(chance, bud, own, dirname(grown.path))
        self.grown[theme].append(grown)
        own.append(grown)
        return leaf(grown.path, fields, body)

    def _bud(self, chance: Chance, plot: Plot, theme: str, first: Idea | None) -> _Bud:
        lender = lending.lender(chance, self.bank, plot, self.grown[theme], first is not None)
        idea = first or (lender and lender.idea) or self._next_idea(chance, plot, theme)
        status = chance.weighted(_STATUSES, _UNIT_WEIGHTS)
        if idea.begun and status is Status.IDEA:
            status = Status.TRIED
        words = words_of(self.bank, plot.kind, plot.town, chance)
        return _Bud(plot, theme, idea, first.status if first else status, first is not None, words, lender)

    def _next_idea(self, chance: Chance, plot: Plot, theme: str) -> Idea:
        """Return the idea least used so far by units of its type, then in its area: every second the area's own."""
        special = [idea for idea in plot.area.themes[theme].ideas if idea.suits(plot.kind.id)]
        ideas = special if special and chance.happens(0.5) else self.bank.themes[theme].ideas
        places = (plot.kind.id, plot.area.slug)
        uses = [[self.uses[place, theme, idea.title] for place in places] for idea in ideas]
        idea = chance.pick([idea for idea, used in zip(ideas, uses, strict=True) if used == min(uses)])
        for place in places:
            self.uses[place, theme, idea.title] += 1
        return idea

    def _headline(self, chance: Chance, bud: _Bud) -> str:
        titles = names.headlines(self.bank, bud.plot.area, bud.idea, bud.status, bud.plot.town, chance)
        return self.headlines.first_free(titles)

    def _fields(self, chance: Chance, bud: _Bud, title: str) -> dict[str, Any]:
        idea, count = bud.idea, plans.count_steps(chance, bud.status)
        updated = plans.updated_day(chance, count > 0)
        tails = self.bank.summary_tails[bud.status or NO_STATUS]
        # The first line of an idea that a unit had first may name that unit's own people and places.
        lines, share = (idea.lines[:1], 0.0) if bud.is_first else (idea.lines[bool(idea.unit) :], 0.5)
        planner = plans.Planner(chance, bud.plot.area, bud.status, updated, bud.words)
        return {
            "title": title,
            "summary": self._summary(chance, lines, tails, bud.words, share),
            "updated": updated,
            "status": bud.status,
            "topics": self._topics(chance, bud.theme, idea),
            "plan": planner.plan(self.bank.forms[idea.form], count, idea),
            "borrowed_from": [bud.lender.key] if bud.lender else [],
            "where": "".join(chance_of(Chance(f"where {title}"), 0.1, self.bank.wheres)),
            "aliases": chance.several(self.bank.themes[bud.theme].aliases, chance.weighted((0, 1, 2), (16, 1, 1))),
        }

    def _body(self, chance: Chance, bud: _Bud, own: Sequence[Grown], folder: str) -> str:
        pages = self.grown[bud.theme]
        subject = bodies.Subject(
            self.bank,
            bud.plot.area,
            bud.theme,
            bud.status,
            bud.words,
            borrowing=lending.thanks(chance, self.bank, bud.lender, folder),
            link=lending.link(chance, self.bank, bud.theme, own, pages, bud.lender, folder),
        )
        return bodies.unit_body(chance, bud.plot.said, subject, bud.idea)

    def _topics(self, chance: Chance, theme: str, idea: Idea | Own) -> list[str]:
        """Return the idea's topics that the tree's theme has, and sometimes one more."""
        known = self.topics[theme]
        chosen = [topic for topic in idea.topics if topic in known] or chance.several(known, 1)
        more = chance.several(known, chance.weighted((0, 1), (4, 1)))
        return list(dict.fromkeys([*chosen, *more]))

    def _summary(
        self, chance: Chance, lines: Sequence[str], tails: Sequence[str], words: Mapping[str, str], share: float
    ) -> str:
        """Return a summary: a line, and now and then a short sentence after it when there is room."""
        summary = fill(chance.pick(lines), words)
        longer = f"{summary} {fill(chance.pick(tails), words)}"
        return longer if chance.happens(share) and len(longer) <= SUMMARY_LENGTH else summary
