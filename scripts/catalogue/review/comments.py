"""Comments: what is said to the people behind a pull request. Pure functions from what was found to Danish Markdown.

Everything contributed goes through `quotations`: a title, a path or a message can call nobody, link nowhere and show
no picture.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote

from catalogue.fixes.suggestions import Suggestion
from catalogue.language.wording import count
from catalogue.problems.problem import Problem
from catalogue.review.contribution import Contribution, PageReport, Status
from catalogue.review.quoting import block, code, message, plain

MARKER = "<!-- catalogue:review -->"
"""Begins the one comment that is written anew at each push."""
THANKS_MARKER = "<!-- catalogue:thanks -->"
MAX_LENGTH = 60_000
"""Characters in a comment. GitHub's limit is 65,536, and it may count in another way."""
_ROOMS = ((20, 10), (20, 4), (12, 3), (6, 2), (3, 1), (1, 1), (0, 0))
"""Pages, and items under each heading, that are told of; the first that fits is used."""
_BLOB = {
    "github": "{address}/blob/{commit}/{path}?plain=1#L{line}",
    "gitlab": "{address}/-/blob/{commit}/{path}?plain=1#L{line}",
    "forgejo": "{address}/src/commit/{commit}/{path}?display=source#L{line}",
}
_STATUS = {Status.ADDED: "ny", Status.CHANGED: "rettet", Status.MOVED: "flyttet"}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a comment stands: all of it comes from settings and the command line, none from the pages.

    `docs` is the docs folder's path in the repository. `forge` is its kind and `repository` its address, or empty.
    """

    docs: str = "docs"
    forge: str = "github"
    repository: str = ""
    commit: str = ""
    preview: str = ""
    site_address: str = ""
    editors_mail: str = ""
    is_first: bool = False

    def path(self, path: str) -> str:
        """Return a file's path in the repository."""
        return path.removeprefix("../") if path.startswith("../") else f"{self.docs}/{path}"

    def link(self, path: str, line: int, words: str) -> str:
        """Return a link to a line of the pull request's own version, or the words alone where there is no forge."""
        pattern = _BLOB.get(self.forge)
        if not pattern or not self.repository or not self.commit:
            return words
        target = pattern.format(
            address=self.repository.rstrip("/"),
            commit=quote(self.commit),
            path=quote(self.path(path), errors="replace"),
            line=line,
        )
        return f"[{words}]({target})"


def write_comment(contribution: Contribution, around: Surroundings) -> str:
    """Return the comment on a pull request, never longer than a forge takes."""
    texts = (_compose(contribution, around, pages, items) for pages, items in _ROOMS)
    return next(text for text in texts if len(text) <= MAX_LENGTH)


def _compose(contribution: Contribution, around: Surroundings, pages: int, items: int) -> str:
    parts = [
        MARKER,
        f"## {_headline(contribution)}",
        *_welcome(contribution, around),
        *_bounded(contribution.pages, pages, lambda page: _page(page, around, items), "filer"),
        *_damages(contribution, around, items),
        *_farewells(contribution, around, items),
        *_others(contribution, around, items),
        *_preview(around),
        _help(contribution, around),
    ]
    return "\n\n".join(parts) + "\n"


def _headline(contribution: Contribution) -> str:
    errors = sum(problem.is_error for problem in contribution.problems)
    pages = [page for page in contribution.pages if page.is_page]
    if errors:
        things = "én ting" if errors == 1 else count(errors, "ting", "ting")
        return f"Tak for jeres bidrag. Der er {things} at rette, før det kan komme ud"
    if not pages:
        return "Tak for jeres bidrag"
    return "Tak! Siden er klar" if len(pages) == 1 else f"Tak! {count(len(pages), 'side', 'sider')} er klar"


def _welcome(contribution: Contribution, around: Surroundings) -> Iterator[str]:
    if around.is_first:
        yield (
            "Velkommen til kataloget – hvor er det godt, at I er med. Det her er et automatisk tjek. Bagefter læser "
            "et menneske fra redaktionen med, og I kan ikke ødelægge noget."
        )
    if any(suggestion for page in contribution.pages for suggestion in page.suggestions):
        yield "Noget af det kan en maskine rette: Forslagene står ved linjerne, og I siger ja med ét klik."


def _page(page: PageReport, around: Surroundings, items: int) -> str:
    state = "skal rettes" if page.errors else "er klar"
    name = f"Siden »{plain(page.title, 120)}«" if page.title else "Siden" if page.is_page else "Filen"
    place = around.link(page.path, 1, code(around.path(page.path), 200))
    parts = [f"### {name} {state}", f"{place} · {_STATUS[page.status]}"]
    if page.praise:
        parts.append(_listed("Det er godt:", [plain(sentence) for sentence in page.praise]))
    elif page.is_page and page.errors and all(problem.code[0] in "FL" for problem in page.errors):
        parts.append("Det er kun felterne øverst på siden, der driller.")
    if page.errors:
        lines = _bounded(page.errors, items, lambda one: _item(one, page, around), "ting")
        parts.append(_listed("Det skal rettes:", lines))
    if page.advice:
        lines = _bounded(page.advice, items, lambda one: _item(one, page, around), "råd")
        parts.append(_listed("Kun et råd – siden kan komme ud uden:", lines))
    if page.moved_from:
        parts.append(
            f"Siden har fået en ny adresse. Skriv {code(f'redirect_from: [{page.moved_from}]')} blandt felterne, så "
            "gamle links stadig virker."
        )
    return "\n\n".join(parts)


def _listed(heading: str, lines: Iterable[str]) -> str:
    return "\n".join([f"**{heading}**", "", *(f"- {line}" for line in lines)])


def _bounded(things: Sequence[T], limit: int, write: Callable[[T], str], what: str) -> Iterator[str]:
    """Yield what is written of each thing, and when they are too many how many more there are."""
    yield from (write(thing) for thing in things[:limit])
    if rest := len(things) - limit if len(things) > limit else 0:
        yield f"… og {count(rest, what, what)} til." if limit else f"Der er {count(rest, what, what)}; se rapporten."


def _item(problem: Problem, page: PageReport, around: Surroundings) -> str:
    line = around.link(problem.path, problem.line, f"Linje {problem.line}")
    told = f"{line}: {message(problem.message)} {_rule(problem, around)}"
    suggestion = next((one for one in page.suggestions if one.first <= problem.line <= one.last), None)
    if suggestion is None or not problem.is_error:
        return told
    lines = [shown for text in suggestion.replacement.split("\n") if (shown := code(text, 200))]
    return f"{told}<br>Forslag: {' · '.join(lines[:4])}" if lines else told


def _rule(problem: Problem, around: Surroundings) -> str:
    """Return a problem's code, as a link to its help when the site has an address."""
    if not around.site_address:
        return f"`{problem.code}`"
    return f"[`{problem.code}`]({around.site_address.rstrip('/')}/contribute/rules/#{problem.code.lower()})"


def _damages(contribution: Contribution, around: Surroundings, items: int) -> Iterator[str]:
    if contribution.damages:
        problems = [damage.told() for damage in contribution.damages]
        lines = _bounded(
            problems,
            items,
            lambda one: f"{code(around.path(one.path), 200)}: {message(one.message)} {_rule(one, around)}",
            "ting",
        )
        yield f"### Det går ud over andre sider\n\n{_listed('Det skal rettes:', lines)}"


def _farewells(contribution: Contribution, around: Surroundings, items: int) -> Iterator[str]:
    if contribution.deleted:
        lines = "\n".join(
            _bounded(contribution.deleted, items, lambda path: f"- {code(around.path(path), 200)}", "filer")
        )
        yield f"### Det bliver taget ned\n\nLinks til de her sider holder op med at virke:\n\n{lines}"


def _others(contribution: Contribution, around: Surroundings, items: int) -> Iterator[str]:
    if contribution.others:
        lines = "\n".join(
            _bounded(contribution.others, items, lambda path: f"- {code(around.path(path), 200)}", "filer")
        )
        yield (
            "### Det ser redaktionen på\n\n"
            "De her filer hører ikke til en enhed eller en historie. Tjekket bruger dem ikke; et menneske læser dem:"
            f"\n\n{lines}"
        )


def _preview(around: Surroundings) -> Iterator[str]:
    if around.preview:
        yield (
            "### Se det, før det kommer ud\n\n"
            f"[Hent siderne, som de bliver]({quote(around.preview, safe=':/?#=&%')}): Pak filen ud, og åbn "
            "`index.html` i sidens mappe. Sider med fejl er ikke med."
        )


def _help(contribution: Contribution, around: Surroundings) -> str:
    mail = f" eller på {around.editors_mail}" if around.editors_mail else ""
    again = "Ret siden her i samme pull request, så bliver den tjekket igen. " if not contribution.is_sound else ""
    return (
        f"### Hjælp\n\n{again}Er noget svært, så skriv det i en kommentar her{mail}. Redaktionen hjælper gerne, og det "
        "behøver ikke være færdigt.\n\n<sub>Kommentaren bliver opdateret, hver gang I retter noget.</sub>"
    )


def write_suggestion(suggestion: Suggestion) -> str:
    """Return the text of a suggested change, which a forge shows with a button to accept it."""
    reasons = " ".join(message(reason) for reason in suggestion.reasons[:5])
    marker = f"<!-- catalogue:suggestion {suggestion.key} -->"
    return f"{marker}\n{reasons}\n\n{block(suggestion.replacement, 'suggestion')}\n"


def write_thanks(pages: Sequence[PageReport], around: Surroundings) -> str:
    """Return the thanks for pages that have been merged, each with its address."""
    one = len(pages) == 1
    opening = "Tak for bidraget! Siden er nu en del af kataloget:" if one else "Tak! Siderne er nu en del af kataloget:"
    lines = list(_bounded(pages, 40, lambda page: f"- {_address(page, around)}", "sider"))
    closing = (
        f"{'Den' if one else 'De'} kan ses, så snart redaktionen har udgivet kataloget. Del gerne adressen med "
        "kolleger, og ret siden, når I har lært noget nyt."
    )
    return "\n\n".join([THANKS_MARKER, opening, "\n".join(lines), closing]) + "\n"


def _address(page: PageReport, around: Surroundings) -> str:
    title = plain(page.title, 120)
    if not around.site_address:
        return f"{title}: {code(page.address)}"
    return f"[{title}]({around.site_address.rstrip('/')}/{quote(page.address)})"
