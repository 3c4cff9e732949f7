"""Rules: what breaks them and what does not, where one page in cases/ would not tell the whole story.

(checks.guesses, checks.rule, checks.rulebook, checks.rules.marks, checks.rules.people, checks.rules.references,
checks.rules.texts)
"""

from collections.abc import Callable
from pathlib import Path

import pytest

import papers
import trees
from catalogue.checks import rulebook
from catalogue.checks.check import Check

Draw = Callable[..., Path]
Judge = Callable[[Path], Check]
PAGE = "units/gryden/borgeren.md"


@pytest.fixture
def told(draw: Draw, judge: Judge) -> Callable[..., list[str]]:
    """Return the codes told of an interpretation with some fields and a body, in a small tree."""

    def told(body: str = "", more: str = "", **files: str) -> list[str]:
        tree = {**trees.small(), PAGE: trees.interpretation(more=more, body=body), **files}
        return [problem.code for problem in judge(draw(tree)).problems if problem.path == PAGE]

    return told


@pytest.mark.parametrize(
    ("link", "codes"),
    [
        # Pages, from the file that links
        ("index.md", []),
        ("./index.md", []),
        ("../omraadet/index.md", []),
        ("../../themes/borgeren.md", []),
        ("../../stories/morgen.md#andet", ["T03"]),
        ("../../stories/morgen.md#_del", []),
        ("../../about/words.md#mad", []),
        ("/units/gryden/index.md", []),
        ("../../index.md", []),
        ("../../about/words.md", []),
        ("../../contribute/index.md", []),
        ("../../catalogue.md?theme=borgeren", []),
        # Pages, as addresses
        ("/units/gryden/", []),
        ("/units/gryden", []),
        ("/", []),
        # Listings and files that the site makes itself
        ("/catalogue/theme/borgeren/", []),
        ("/stories/unit/gryden/", []),
        ("/stories/2/", []),
        ("/overview/2/", []),
        ("/themes/borgeren/2/", []),
        ("/units/omraadet/feed.xml", []),
        ("/catalogue.json", []),
        ("/stories/area/omraadet/", ["T03"]),
        # Places on the page
        ("#det-goer-vi", []),
        ("#_plan", []),
        ("borgeren.md#det-goer-vi", []),
        ("../gryden/borgeren.md#det-goer-vi", []),
        ("/units/gryden/borgeren/#det-goer-vi", []),
        ("../gryden/borgeren.md#det-gør-vi", ["T03"]),
        # Other places
        ("https://eksempel.invalid/a b", ["T04"]),
        ("https://eksempel.invalid/a", []),
        ("mailto:koekkenet@eksempel.invalid", []),
        ("tel:+4512345678", []),
        # Nothing
        ("indeks.md", ["T03"]),
        ("../gryden.md", []),
        ("../../../../etc/passwd", ["T03"]),
        ("#det-gor-vi", ["T03"]),
        ("#", ["T03"]),
        ("plan.pdf", ["T03"]),
        ("catalogue:units/gryden/", ["T03"]),
        ("CATALOGUE:units/gryden/", ["T03"]),
        # Kinds of link that cannot be used
        ("javascript:void", ["T04"]),
        ("JaVaScript:void", ["T04"]),
        ("java&#115;cript:void", ["T04"]),
        ("javascript&colon;void", ["T04"]),
        ("&#106;avascript:void", ["T04"]),
        ("data:text/html,x", ["T04"]),
        ("vbscript:x", ["T04"]),
        ("file:///p:/plan.docx", ["T04"]),
        ("//eksempel.invalid", ["T04"]),
        ("\\\\eksempel.invalid\\x", ["T04"]),
        ("/\\eksempel.invalid", ["T04"]),
        ("http:eksempel", ["T04"]),
        ("https:///x", ["T04"]),
        ("ftp://eksempel.invalid", ["T04"]),
        ("https://[", ["T04"]),
    ],
)
def test_every_link_leads_somewhere_or_is_told_of(told: Callable[..., list[str]], link: str, codes: list[str]) -> None:
    assert told(f"## Det gør vi\n\nSe [her](<{link}>).\n") == codes


def test_a_link_to_a_file_beside_the_page_leads_somewhere(draw: Draw, judge: Judge) -> None:
    body = "[planen](plan.pdf) ![tavlen](tavle.png)"
    more = "images: [{ file: tavle.png, alt: En tavle, consent: { people: ingen } }]\n"
    docs = draw(
        {**trees.small(), PAGE: trees.interpretation(more=more, body=body), "units/gryden/plan.pdf": papers.plain()}
    )
    trees.draw(docs, {"units/gryden/tavle.png": (trees.GOOD / "stories/doeren.png").read_bytes()})
    assert judge(docs).problems == ()


@pytest.mark.parametrize(
    "image", ["https://eksempel.invalid/a.png", "//eksempel.invalid/a.png", "data:image/png;base64,x"]
)
def test_a_picture_from_elsewhere_cannot_be_used(told: Callable[..., list[str]], image: str) -> None:
    assert told(f"![En tavle]({image})") == ["T04"]


@pytest.mark.parametrize(
    ("link", "ending"),
    [
        ("#det-er-svært", "passer ikke til en overskrift på siden. Mente du »#det-er-svaert«?"),
        ("#Det er svært", "passer ikke til en overskrift på siden. Mente du »#det-er-svaert«?"),
        ("#det-er-sv%C3%A6rt", "passer ikke til en overskrift på siden. Mente du »#det-er-svaert«?"),
        ("#det-er-svart", "passer ikke til en overskrift på siden. Mente du »#det-er-svaert«?"),
        ("#findes-ikke", "passer ikke til en overskrift på siden."),
        ("#", "passer ikke til en overskrift på siden."),
        ("#mål", "passer ikke til en overskrift på siden. Mente du »#maal«?"),
        (
            "../../stories/morgen.md#på-køkkenet",
            "passer ikke til en overskrift på den side, det fører til. "
            "Mente du »../../stories/morgen.md#paa-koekkenet«?",
        ),
        ("../../stories/morgen.md#findes-ikke", "passer ikke til en overskrift på den side, det fører til."),
    ],
)
def test_a_dead_place_is_told_of_with_the_heading_that_is_meant(
    draw: Draw, judge: Judge, link: str, ending: str
) -> None:
    body = f"Se [her](<{link}>).\n\n## Det er svært\n\n### Mål\n\n### Mål\n\nSe [det](#maal-1).\n"
    story = trees.story(body="## På køkkenet\n\nVi spiser.")
    docs = draw({**trees.small(), PAGE: trees.interpretation(body=body), "stories/morgen.md": story})
    (told,) = [problem.message for problem in judge(docs).problems if problem.code == "T03"]
    assert told.endswith(ending)


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("![](tavle.png)", ["T03", "T05"]),
        ("![ ](tavle.png)", ["T03", "T05"]),
        ("`![](tavle.png)`", []),
        ("```\n![](tavle.png)\n```", []),
        ("![][tavle]\n\n[tavle]: tavle.png", ["T03", "T05"]),
        ('![](tavle.png "En tavle")', ["T03", "T05"]),
    ],
)
def test_a_picture_without_words_is_told_of(told: Callable[..., list[str]], body: str, codes: list[str]) -> None:
    assert told(body) == codes


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("Vi bruger FMK.", ["T11"]),
        ("Vi bruger FMK, og FMK igen.", ["T11"]),
        ("Vi bruger Fælles Medicinkort (FMK).", []),
        ("FMK (Fælles Medicinkort) er godt. FMK er her.", []),
        ("FMK står for Fælles Medicinkort.", []),
        ("Vi har et OMU, LMU'er og en APV.", []),
        ("Vi bruger pc, TV og PDF.", []),
        ("Vi har fri kl. 8 i uge IV? Nej, i uge 4.", []),
        ("`FMK`", []),
        ("Det er VIGTIGT.", []),
        ("MED-udvalget mødes.", []),
        ("SOSU-assistenter og SOSU-hjælpere.", []),
    ],
)
def test_an_abbreviation_is_explained_or_told_of(told: Callable[..., list[str]], body: str, codes: list[str]) -> None:
    assert told(body) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[skriv jeres overskrift her]", ["T02"]),
        ("[Skriv et par linjer her]", ["T02"]),
        ("‹navn›", ["T02"]),
        ("TODO", ["T02"]),
        ("Lorem ipsum", ["T02"]),
        ("xxx", ["T02"]),
        ("XXXX", ["T02"]),
        ("størrelse xx", []),
        ("[skriv til os](mailto:a@eksempel.invalid)", []),
        ("[Skriv til redaktionen][1]\n\n[1]: mailto:a@eksempel.invalid", []),
        ("Vi skriver ned, hvad vi har todo.", []),
        ("Skriv her.", []),
    ],
)
def test_text_of_the_template_is_told_of(told: Callable[..., list[str]], text: str, codes: list[str]) -> None:
    assert told(text) == codes


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("## Det gør vi\n\n## Det er svært", ["T02"]),
        ("## Det gør vi", ["T02"]),
        ("Det gør vi\n==========\n\n### Mere\n", ["T02"]),
        ("## Det gør vi\n\n---\n", ["T02"]),
        ("", []),
        ("## Det gør vi\n\nVi ringer.", []),
        ("## Det gør vi\n\n- Vi ringer.", []),
        ("## Det gør vi\n\n> Vi ringer.", []),
        ("## Det gør vi\n\n| a | b |\n|---|---|\n| c | d |", []),
        ("## Det gør vi\n\n```\nkode\n```", []),
        ("Vi ringer.", []),
    ],
)
def test_a_text_of_nothing_but_headings_is_told_of(told: Callable[..., list[str]], body: str, codes: list[str]) -> None:
    assert [code for code in told(body) if code == "T02"] == codes


UNITS: dict[str, str | bytes] = {
    **trees.small(),
    "themes/digitalt.md": trees.theme(2, "Digitalt"),
    "units/eksempelgryden/index.md": trees.unit("Eksempelgryden"),
    "units/plejecenter-vest/index.md": trees.unit("Plejecenter Vest"),
    "units/plejecenter-vest/borgeren.md": trees.interpretation("Vi ringer"),
    "units/skole-3/index.md": trees.unit("Skole 3"),
    "units/skole-3/borgeren.md": trees.interpretation("Vi læser"),
    "units/nyt-navn/index.md": trees.unit("Nyt navn", more="redirect_from: [units/gammelt-navn, units/foer]\n"),
    "units/nyt-navn/digitalt.md": trees.interpretation("Vi flytter", "redirect_from: [units/andre/digitalt]\n"),
}
TAKEN_DOWN = "Er siden taget ned, så slet linjen."


@pytest.mark.parametrize(
    ("field", "key", "way_out"),
    [
        # The unit and the theme are known: the page was taken down.
        ("interpretations", "plejecenter-vest/digitalt", TAKEN_DOWN),
        ("interpretations", "eksempelgryden/borgeren", TAKEN_DOWN),
        # A unit that is gone, and others whose names look like it
        ("interpretations", "plejecenter-oest/borgeren", TAKEN_DOWN),
        ("interpretations", "skole-2/borgeren", TAKEN_DOWN),
        ("units", "plejecenter-oest", TAKEN_DOWN),
        ("units", "plejecenter", TAKEN_DOWN),
        ("units", "skole-2", TAKEN_DOWN),
        # A slip of the finger
        ("units", "plejecentr-vest", "Mente du »plejecenter-vest«?"),
        ("units", "plejecentervest", "Mente du »plejecenter-vest«?"),
        ("interpretations", "plejecenter-vest/borgern", "Mente du »plejecenter-vest/borgeren«?"),
        ("interpretations", "plejecenter-vset/borgeren", TAKEN_DOWN),
        ("interpretations", "plejecetner-vest/borgeren", "Mente du »plejecenter-vest/borgeren«?"),
        # What has moved
        ("units", "gammelt-navn", "Mente du »nyt-navn«?"),
        ("units", "foer", "Mente du »nyt-navn«?"),
        ("interpretations", "gammelt-navn/digitalt", "Mente du »nyt-navn/digitalt«?"),
        ("interpretations", "andre/digitalt", "Mente du »nyt-navn/digitalt«?"),
    ],
)
def test_a_name_that_leads_nowhere_gets_no_other_units_page_for_a_guess(
    field: str, key: str, way_out: str, draw: Draw, judge: Judge
) -> None:
    docs = draw({**UNITS, "stories/ny.md": trees.story("Ny", more=f"{field}: [{key}]\n")})
    (problem,) = judge(docs).problems
    assert (problem.path, problem.line) == ("stories/ny.md", 6)
    assert problem.message.split(". ", 1)[1] == way_out


@pytest.mark.parametrize(
    ("link", "way_out"),
    [
        ("../units/plejecenter-vest/digitalt.md", "Er siden taget ned, så tag linket ud."),
        ("../units/plejecenter-oest/borgeren.md", "Er siden taget ned, så tag linket ud."),
        ("../units/skole-2/index.md", "Er siden taget ned, så tag linket ud."),
        ("../units/plejecentr-vest/index.md", "Mente du »../units/plejecenter-vest/index.md«?"),
        ("../units/plejecenter-vest/borgern.md", "Mente du »../units/plejecenter-vest/borgeren.md«?"),
        ("../units/gammelt-navn/index.md", "Mente du »../units/nyt-navn/index.md«?"),
        ("../units/gammelt-navn/digitalt.md", "Mente du »../units/nyt-navn/digitalt.md«?"),
        ("../units/andre/digitalt.md", "Mente du »../units/nyt-navn/digitalt.md«?"),
        ("../themes/borgern.md", "Mente du »../themes/borgeren.md«?"),
    ],
)
def test_a_link_that_leads_nowhere_gets_no_other_units_page_for_a_guess(
    link: str, way_out: str, draw: Draw, judge: Judge
) -> None:
    docs = draw({**UNITS, "stories/ny.md": trees.story("Ny", body=f"[Se]({link})\n")})
    (problem,) = judge(docs).problems
    assert problem.code == "T03"
    assert problem.message.split(". ", 1)[1] == way_out


@pytest.mark.parametrize(
    ("mail", "codes"),
    [
        ("fornavn.efternavn@norddjurs.dk", ["K01"]),
        ("Fornavn.E.Efternavn@norddjurs.dk", ["K01"]),
        ("koekkenet@norddjurs.dk", []),
        ("norddjurs.kommune@norddjurs.dk", []),
        ("plejecenter-digterparken@norddjurs.dk", []),
        ("lmu.formand@norddjurs.dk", []),
        ("sundhed.omsorg@norddjurs.dk", []),
        ("norddjurs.mad@norddjurs.dk", []),
        ("svoemmehal.nord@norddjurs.dk", []),
        ("ahmad.eksempelsen@norddjurs.dk", ["K01"]),
        ("michal.eksempelsen@norddjurs.dk", ["K01"]),
    ],
)
def test_a_mail_that_looks_like_a_persons_is_told_of(
    told: Callable[..., list[str]], mail: str, codes: list[str]
) -> None:
    assert told(f"Skriv til {mail}.") == codes


def test_the_templates_own_page_would_be_told_of_on_every_line_to_fill(
    draw: Draw, judge: Judge, own_docs: Path
) -> None:
    guide = (own_docs / "contribute/file.md").read_text("utf-8")
    template = guide.split("```text\n")[1].split("```")[0]
    found = judge(draw({**trees.small(), PAGE: template})).problems
    assert {(problem.path, problem.code) for problem in found} <= {(PAGE, "F04"), (PAGE, "F05"), (PAGE, "T02")}
    assert found


def test_every_rule_passes_over_the_good_tree_alone(good: Path, judge: Judge) -> None:
    assert judge(good).problems == ()
    assert len(rulebook.RULES) == len({rule.help.code for rule in rulebook.RULES})
