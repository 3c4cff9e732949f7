"""Comments: what is said to the people behind a pull request. Pure functions from an answer to Danish Markdown.

The answer is taken to be hostile: all of it goes through `quoting`. A title, a path or a message can call nobody, link
nowhere and show no picture. Needs nothing but Python, as the job that posts has nothing else.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote

from catalogue.review.answer import MAX_TITLE, Answer, Edit, Finding, Page, Some, Thanks
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
_STATUS = {"added": "ny", "changed": "rettet", "moved": "flyttet"}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a comment stands: all of it comes from settings and the command line, none from the pages.

    `forge` is the repository's kind and `repository` its address, or empty.
    """

    forge: str = "github"
    repository: str = ""
    commit: str = ""
    preview: str = ""
    site_address: str = ""
    editors_mail: str = ""
    is_first: bool = False

    def link(self, path: str, line: int, words: str) -> str:
        """Return a link to a line of the pull request's own version, or the words alone where there is no forge."""
        pattern = _BLOB.get(self.forge)
        if not pattern or not self.repository or not self.commit or not _stays(path):
            return words
        target = pattern.format(
            address=self.repository.rstrip("/"),
            commit=quote(self.commit),
            path=quote(path, errors="replace"),
            line=line,
        )
        return f"[{words}]({target})"


def _stays(path: str) -> bool:
    """Tell whether a path leads on from where it begins: a browser goes up at `..`, out of the repository."""
    return not any(part in ("", ".", "..") for part in path.split("/"))


def write_comment(answer: Answer, around: Surroundings) -> str:
    """Return the comment on a pull request, never longer than a forge takes."""
    texts = (_compose(answer, around, pages, items) for pages, items in _ROOMS)
    return next(text for text in texts if len(text) <= MAX_LENGTH)


def _compose(answer: Answer, around: Surroundings, pages: int, items: int) -> str:
    parts = [
        MARKER,
        f"## {_headline(answer)}",
        *_welcome(answer, around),
        *_bounded(answer.pages, pages, lambda page: _page(page, answer, around, items), "filer"),
        *_damages(answer, around, items),
        *_farewells(answer, items),
        *_others(answer, items),
        *_preview(around),
        _help(answer, around),
    ]
    return "\n\n".join(parts) + "\n"


def _headline(answer: Answer) -> str:
    if answer.errors:
        things = "én ting" if answer.errors == 1 else _count(answer.errors, "ting")
        return f"Tak for jeres bidrag. Der er {things} at rette, før det kan komme ud"
    if not answer.pages_count:
        return "Tak for jeres bidrag"
    return "Tak! Siden er klar" if answer.pages_count == 1 else f"Tak! {_count(answer.pages_count, 'sider')} er klar"


def _count(amount: int, things: str) -> str:
    # As `wording.number` writes it, which needs babel.
    return f"{amount:,} {things}".replace(",", ".")


def _welcome(answer: Answer, around: Surroundings) -> Iterator[str]:
    if around.is_first:
        yield (
            "Velkommen til kataloget – hvor er det godt, at I er med. Det her er et automatisk tjek. Bagefter læser "
            "et menneske fra redaktionen med, og I kan ikke ødelægge noget."
        )
    if answer.suggestions:
        yield "Noget af det kan en maskine rette: Forslagene står ved linjerne, og I siger ja med ét klik."


def _page(page: Page, answer: Answer, around: Surroundings, items: int) -> str:
    state = "skal rettes" if page.errors.total else "er klar"
    name = f"Siden »{plain(page.title, MAX_TITLE)}«" if page.title else "Siden" if page.is_page else "Filen"
    place = around.link(page.path, 1, code(page.path, 200))
    parts = [f"### {name} {state}", f"{place} · {_STATUS[page.status]}"]
    if page.praise:
        parts.append(_listed("Det er godt:", [plain(sentence) for sentence in page.praise]))
    elif page.is_page and _is_about_fields(page.errors):
        parts.append("Det er kun felterne øverst på siden, der driller.")
    if page.errors.total:
        lines = _bounded(page.errors, items, lambda one: _item(one, around), "ting")
        parts.append(_listed("Det skal rettes:", lines))
    if page.advice.total:
        lines = _bounded(page.advice, items, lambda one: _item(one, around), "råd")
        parts.append(_listed("Kun et råd – siden kan komme ud uden:", lines))
    if page.moved_from:
        parts.append(
            f"Siden har fået en ny adresse. Skriv {code(f'redirect_from: [{page.moved_from}]')} blandt felterne, så "
            "gamle links stadig virker."
        )
    return "\n\n".join(parts)


def _is_about_fields(errors: Some[Finding]) -> bool:
    """Tell whether all errors are about a page's fields, as far as all are told."""
    return 0 < errors.total == len(errors.shown) and all(one.code[0] in "FL" for one in errors.shown)


def _listed(heading: str, lines: Iterable[str]) -> str:
    return "\n".join([f"**{heading}**", "", *(f"- {line}" for line in lines)])


def _bounded(things: Some[T], limit: int, write: Callable[[T], str], what: str) -> Iterator[str]:
    """Yield what is written of each thing, and when they are too many how many more there are."""
    told = things.shown[:limit]
    yield from map(write, told)
    if rest := things.total - len(told):
        yield f"… og {_count(rest, what)} til." if told else f"Der er {_count(rest, what)}; se rapporten."


def _item(finding: Finding, around: Surroundings) -> str:
    line = around.link(finding.path, finding.line, f"Linje {finding.line}")
    told = f"{line}: {message(finding.message)} {_rule(finding, around)}"
    lines = [shown for text in finding.fix if (shown := code(text, 200))]
    return f"{told}<br>Forslag: {' · '.join(lines)}" if lines else told


def _rule(finding: Finding, around: Surroundings) -> str:
    """Return a problem's code, as a link to its help when the site has an address."""
    if not around.site_address:
        return f"`{finding.code}`"
    return f"[`{finding.code}`]({around.site_address.rstrip('/')}/contribute/rules/#{finding.code.lower()})"


def _damages(answer: Answer, around: Surroundings, items: int) -> Iterator[str]:
    if answer.damages.total:
        lines = _bounded(
            answer.damages,
            items,
            lambda one: f"{code(one.path, 200)}: {message(one.message)} {_rule(one, around)}",
            "ting",
        )
        yield f"### Det går ud over andre sider\n\n{_listed('Det skal rettes:', lines)}"


def _farewells(answer: Answer, items: int) -> Iterator[str]:
    if answer.deleted.total:
        lines = "\n".join(_bounded(answer.deleted, items, lambda path: f"- {code(path, 200)}", "filer"))
        yield f"### Det bliver taget ned\n\nLinks til de her sider holder op med at virke:\n\n{lines}"


def _others(answer: Answer, items: int) -> Iterator[str]:
    if answer.others.total:
        lines = "\n".join(_bounded(answer.others, items, lambda path: f"- {code(path, 200)}", "filer"))
        yield (
            "### Det ser redaktionen på\n\n"
            "De her filer hører ikke til en arbejdsplads eller en historie. Tjekket bruger dem ikke; et menneske læser "
            f"dem:\n\n{lines}"
        )


def _preview(around: Surroundings) -> Iterator[str]:
    if around.preview:
        yield (
            "### Se det, før det kommer ud\n\n"
            f"[Hent siderne, som de bliver]({quote(around.preview, safe=':/?#=&%')}): Pak filen ud, og åbn "
            "`index.html` i sidens mappe. Sider med fejl er ikke med."
        )


def _help(answer: Answer, around: Surroundings) -> str:
    mail = f" eller på {around.editors_mail}" if around.editors_mail else ""
    again = "Ret siden her i samme pull request, så bliver den tjekket igen. " if answer.errors else ""
    return (
        f"### Hjælp\n\n{again}Er noget svært, så skriv det i en kommentar her{mail}. Redaktionen hjælper gerne, og det "
        "behøver ikke være færdigt.\n\n<sub>Kommentaren bliver opdateret, hver gang I retter noget.</sub>"
    )


def write_suggestion(edit: Edit) -> str:
    """Return the text of a suggested change, which a forge shows with a button to accept it."""
    reasons = " ".join(message(reason) for reason in edit.reasons)
    return f"{mark_suggestion(edit)}\n{reasons}\n\n{block(edit.replacement, 'suggestion')}\n"


def mark_suggestion(edit: Edit) -> str:
    """Return the first line of a suggestion's text, by which it is known again."""
    return f"<!-- catalogue:suggestion {edit.key} -->"


def write_thanks(thanks: Thanks, around: Surroundings) -> str:
    """Return the thanks for pages that have been merged, each with its address."""
    one = thanks.pages.total == 1
    opening = "Tak for bidraget! Siden er nu en del af kataloget:" if one else "Tak! Siderne er nu en del af kataloget:"
    lines = list(_bounded(thanks.pages, 40, lambda page: f"- {_address(page, around)}", "sider"))
    closing = (
        f"{'Den' if one else 'De'} kan ses, så snart redaktionen har udgivet kataloget. Del gerne adressen med "
        "kolleger, og ret siden, når I har lært noget nyt."
    )
    return "\n\n".join([THANKS_MARKER, opening, "\n".join(lines), closing]) + "\n"


def _address(page: Page, around: Surroundings) -> str:
    title = plain(page.title, MAX_TITLE)
    if not around.site_address:
        return f"{title}: {code(page.address)}"
    return f"[{title}]({around.site_address.rstrip('/')}/{quote(page.address)})"
