"""Rules on the words: titles, left-over template text, links, pictures, and how easily a page is read."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from urllib.parse import unquote

from catalogue.checks import guesses, prose
from catalogue.checks.rule import Finding, Scope, rule
from catalogue.checks.speller import MOST_TOLD
from catalogue.checks.subject import Bodied, Subject, line_in_body
from catalogue.checks.tree import Tree, age_of, sort_of
from catalogue.language import readability, wording
from catalogue.language.nearness import nearest
from catalogue.language.slugs import slugify
from catalogue.model.fields import PLAIN_SUMMARY
from catalogue.model.links import SCHEME
from catalogue.model.pages import AnyPage
from catalogue.model.places import Kind
from catalogue.problems.faults import shortened, suggestion
from catalogue.problems.problem import Severity
from catalogue.reading import limits
from catalogue.reading.validation import label_of
from catalogue.rendering.outline import Link
from catalogue.rendering.remarks import Sort
from catalogue.rendering.sanitiser import is_safe_link

MAX_LIX = 45
MIN_WORDS = 40
"""Words below which a LIX says more of chance than of the text."""
UNTOUCHED_SUMMARY = "»Kort fortalt« er den sætning, som siden blev født med. Skriv jeres egen."
ONLY_HEADINGS = "Teksten er kun overskrifter. Skriv under dem, eller slet dem, I ikke bruger."
TEMPLATE_TEXT = "»{found}« er tekst fra skabelonen. Skriv jeres egne ord, eller slet linjen."
# »[skriv til os](mailto:…)« is a link, and a »todo-liste« is a word.
TEMPLATE_WORDS, TEMPLATE_MARK = r"\[skriv\b[^\[\]]*\](?![(\[])|lorem ipsum|‹[^‹›]*›|\bxxx+\b", r"\bTODO\b"
TEMPLATE = re.compile(f"{TEMPLATE_WORDS}|(?-i:{TEMPLATE_MARK})", re.IGNORECASE)
# What such text has in it in any case. Most pages hold none of it, and need not be gone through line by line.
# There is no i among it: regular expressions take »ı« and »İ« for one, and casefold does not.
_TEMPLATE_HINTS = ("[skr", "lorem ", "‹", "todo", "xxx")

# Listings, sheets and exports: which of them there are, only the finished site knows.
_MADE = re.compile(
    r"(?:assets|catalogue|dialogue|editors|embed|schemas|stories/(?:theme|unit))/.+|"
    r"(?:overview|stories|(?:themes|units)(?:/[a-z0-9-]+)?)/\d+/|"
    r"(?:[a-z0-9-]+/)*feed\.(?:json|xml)|(?:units/[a-z0-9-]+/)?calendar\.ics|catalogue(?:\.schema)?\.json"
)


@rule("T01", kinds=tuple(kind for kind in Kind if kind is not Kind.MEETING), scope=Scope.TREE)
def repeated_title(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """To sider har samme titel.

    Forkert: To idéer, der begge hedder »Morgenmøde«.
    Rigtigt: »Ti minutter ved tavlen« og »Morgenmøde i køkkenet«
    Hvorfor: På kort og i søgning er titlen det eneste, man ser først.
    """
    page = subject.page
    title = page.fields.title or ""
    oldest = tree.oldest.get((sort_of(page.kind), title.casefold()))
    if oldest and oldest.place.path != subject.path and oldest.age < age_of(subject):
        label = label_of(type(page.fields), "title")
        ask = "Find en, der viser, hvad der er særligt hos jer."
        yield page.line_of("title"), f"{label} »{title}« bruges også i {oldest.place.path}. {ask}"


@rule("T02", kinds=tuple(Kind))
def template_text(subject: Subject) -> Iterator[Finding]:
    """Tekst fra skabelonen er blevet stående.

    Forkert: `summary: [skriv én sætning her]`
    Rigtigt: `summary: Vi planlægger ruter, så borgeren møder færre kolleger.`
    Hvorfor: Læseren skal se jeres ord og ikke skabelonens. Er siden kun begyndt, med skabelonens egen sætning eller med
        overskrifter uden tekst, er det et råd.
    """
    yield from _barely_begun(subject)
    together = "\n".join(text for _, text in subject.texts).casefold()
    if not any(hint in together for hint in _TEMPLATE_HINTS):
        return
    for line, text in subject.texts:
        if found := TEMPLATE.search(text):
            yield line, TEMPLATE_TEXT.format(found=shortened(found[0]))


def _barely_begun(subject: Subject) -> Iterator[Finding]:
    """Yield what `catalogue new` has written and nobody has touched. A new page passes the check, so it is advice."""
    page, rendered = subject.page, subject.rendered
    if (getattr(page.fields, "summary", None) or "").startswith(f"{PLAIN_SUMMARY} "):
        yield page.line_of("summary"), UNTOUCHED_SUMMARY, Severity.ADVICE
    if rendered is None or not rendered.headings:
        return
    if not (rendered.paragraphs or "<pre" in rendered.html or any(link.is_image for link in rendered.links)):
        yield line_in_body(page, rendered.headings[0].text), ONLY_HEADINGS, Severity.ADVICE


@rule("T03", scope=Scope.TREE)
def dead_link(subject: Subject, tree: Tree) -> Iterator[Finding]:
    """Et link fører ingen steder hen.

    Forkert: `[Eksempelgryden](../eksempelgrydn/index.md)`
    Rigtigt: `[Eksempelgryden](../eksempelgryden/index.md)`
    Hvorfor: Et dødt link er en lukket dør for læseren.
    """
    if subject.bodied is None or subject.rendered is None:
        return
    page, guesser = subject.bodied, _Guesser(posixpath.dirname(subject.path), tree)
    own = dict.fromkeys(heading.id for heading in subject.rendered.headings)
    for link in subject.rendered.links:
        line, (address, _, part) = page.body_line + link.line, link.target.removeprefix(SCHEME).partition("#")
        if link.target.startswith("#"):
            if not _names_part(part, own):
                yield line, partial(_describe_dead_part, link, own, "siden")
        elif link.target.startswith(SCHEME):
            if not _leads_somewhere(address, tree):
                yield line, partial(_describe_dead, link, address, guesser)
            elif part and (others := tree.parts.get(address)) is not None and not _names_part(part, others):
                yield line, partial(_describe_dead_part, link, others, "den side, det fører til")


def _names_part(part: str, names: Mapping[str, None]) -> bool:
    """Tell whether a page has a place of a name: a heading's, or one of those that the site makes itself."""
    return part in names or part.startswith(("_", "fn"))


def _describe_dead_part(link: Link, names: Mapping[str, None], where: str) -> str:
    before, _, part = link.written.partition("#")
    meant = slugify(unquote(part))
    # The page that it leads to is right: only the part is guessed at.
    near = meant if meant in names else nearest(meant, [*islice(names, limits.FINDINGS)]) if meant else None
    guess = f" Mente du »{before}#{near}«?" if near else ""
    return f"Linket »{shortened(link.written)}« passer ikke til en overskrift på {where}.{guess}"


def _leads_somewhere(address: str, tree: Tree) -> bool:
    is_page = address in tree.owners or address in tree.editorial or address in tree.made
    return is_page or address in tree.files or _MADE.fullmatch(address) is not None


class _Guesser:
    """Guesses what dead links were meant as: places that may be near, named as one folder writes them."""

    def __init__(self, folder: str, tree: Tree) -> None:
        self._folder, self._tree = folder, tree
        self._left = limits.GUESSES

    def guess(self, written: str, address: str) -> str:
        """Return a question about the place that is nearest, or else what to do with a link to a page that is gone.

        When many have been asked, nothing: that a page was taken down is not worked out for each of thousands.
        """
        self._left -= 1
        if self._left < 0:
            return ""
        if posixpath.splitext(address)[1]:
            return suggestion(written, self._as_written(self._tree.file_names.around(address)))
        near = self._as_written(guesses.may_be_meant(address, self._tree))
        if address in self._tree.moved:
            return f" Mente du »{near[0]}«?"
        return suggestion(written, near) or " Er siden taget ned, så tag linket ud."

    def _as_written(self, paths: Sequence[str]) -> Sequence[str]:
        return [posixpath.relpath(path, self._folder) for path in paths]


def _describe_dead(link: Link, address: str, guesser: _Guesser) -> str:
    what = "Billedet" if link.is_image else "Linket"
    way_out = guesser.guess(link.written, address)
    return f"{what} »{shortened(link.written)}« fører ingen steder hen.{way_out}"


@rule("T04")
def unusable_link(subject: Subject) -> Iterator[Finding]:
    """Et link er af en slags, som kataloget ikke bruger.

    Forkert: `[mappen](file:///p:/faelles/plan.docx)` eller `[sted](//eksempel.dk)`
    Rigtigt: `[planen](plan.pdf)` eller `[sted](https://eksempel.dk)`
    Hvorfor: Linket skal virke for alle og må ikke kunne gøre skade.
    """
    for page, link in _links(subject):
        if not is_safe_link(link.target) or (link.is_image and not link.target.startswith(SCHEME)):
            kind = (
                "Billeder skal ligge i sidens egen mappe."
                if link.is_image
                else "Brug https://, mailto: eller en side i kataloget."
            )
            yield page.body_line + link.line, f"Linket »{shortened(link.written)}« kan ikke bruges. {kind}"
    if subject.rendered is None or (spaced := subject.bodied) is None:
        return
    for remark in subject.rendered.remarks:
        if remark.sort is Sort.SPACE:
            if remark.words.startswith("tel:"):
                way = "Skriv nummeret uden mellemrum."
            elif re.match(r"(?:https?|mailto):", remark.words):
                way = "Skriv %20 i stedet for det."
            else:
                way = "Brug en bindestreg, også i filens eget navn."
            message = f"Der er et mellemrum i adressen »{shortened(remark.words)}«. {way}"
            yield spaced.body_line + remark.line, message


@rule("T05", kinds=tuple(Kind))
def picture_without_words(subject: Subject) -> Iterator[Finding]:
    """Et billede i teksten mangler en billedtekst.

    Forkert: `![](morgenmoede.jpg)`
    Rigtigt: `![En skål med navnesedler](navnesedler.jpg)`
    Hvorfor: Nogle læsere får siden læst højt og skal også vide, hvad billedet viser.
    """
    for link in subject.rendered.links if subject.rendered else ():
        if link.is_image and not link.words:
            written = shortened(link.written)
            message = f"Billedet »{written}« mangler en tekst i klammerne, der fortæller, hvad det viser."
            yield subject.page.body_line + link.line, message


@rule("T10", Severity.ADVICE, kinds=tuple(Kind))
def hard_to_read(subject: Subject) -> Iterator[Finding]:
    """Teksten er svær at læse.

    Forkert: Lange sætninger med mange lange ord.
    Rigtigt: Korte sætninger. Ét budskab i hver. Udsagnsord frem for navneord.
    Hvorfor: Siden læses i en pause, på en telefon, af kolleger fra alle fag.
    """
    result = readability.measure(subject.rendered.paragraphs if subject.rendered else ())
    if result.words >= MIN_WORDS and result.lix > MAX_LIX:
        longest = wording.quoted((shortened(sentence, 90) for sentence in result.longest), "og")
        which = "den længste sætning" if len(result.longest) == 1 else "de længste sætninger"
        way = f"Del {which}: {longest}." if longest else "Skift lange ord ud med korte."
        message = f"Teksten har lix {wording.number(result.lix)}; under {MAX_LIX} er lettere at læse. {way}"
        yield line_in_body(subject.page, "".join(result.longest)[:25]), message


@rule("T11", Severity.ADVICE, kinds=tuple(Kind))
def unexplained_abbreviation(subject: Subject) -> Iterator[Finding]:
    """En forkortelse bliver ikke forklaret.

    Forkert: `Vi følger FMK hver morgen.`
    Rigtigt: `Vi følger Fælles Medicinkort (FMK) hver morgen.`
    Hvorfor: Kolleger fra andre fag kender ikke jeres forkortelser.
    """
    for short in subject.abbreviations:
        if short not in subject.terms and not TEMPLATE.search(short):
            message = f"Forkortelsen »{short}« bliver ikke forklaret. Skriv den helt ud første gang."
            yield line_in_body(subject.page, short), message


@rule("T12", Severity.ADVICE, kinds=tuple(Kind))
def unknown_word(subject: Subject) -> Iterator[Finding]:
    """Et ord står ikke i ordbogen.

    Forkert: `Vi taler om arbejdplads og komunikation.`
    Rigtigt: `Vi taler om arbejdsplads og kommunikation.`
    Hvorfor: En stavefejl stjæler læserens tid, og søgningen finder ikke ordet. Er ordet rigtigt, så bed redaktionen om
        at skrive det på ordlisten. Så kender tjekket det.
    """
    if found := subject.misspellings:
        placed = sorted((_line_of_word(subject.page, one.word), one.word, one.guess) for one in found[:MOST_TOLD])
        words = wording.listed(_describe_unknown(*one) for one in placed)
        more = " og flere" if len(found) > MOST_TOLD else ""
        yield placed[0][0], f"Ordbogen kender ikke {words}{more}. Se, om stavningen er rigtig."


def _line_of_word(page: AnyPage, word: str) -> int:
    alone = re.compile(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])")
    ways = (way for way, text in prose.in_fields(page) if alone.search(text))
    way = next(ways, None)
    return page.line_of(*way) if way else line_in_body(page, word)


def _describe_unknown(line: int, word: str, guess: str) -> str:
    return f"»{shortened(word)}« (linje {line}{f': mente du »{guess}«?' if guess else ''})"


def _links(subject: Subject) -> Iterator[tuple[Bodied, Link]]:
    if subject.bodied is not None and subject.rendered is not None:
        yield from ((subject.bodied, link) for link in subject.rendered.links)
