"""Rendering: what editors need survives, everything else becomes words or goes.

(model.links, rendering.markdown, rendering.outline, rendering.sanitiser)
"""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import trees
from catalogue.language import readability
from catalogue.rendering import sanitiser
from catalogue.rendering.markdown import render
from catalogue.rendering.outline import Heading
from catalogue.rendering.sanitiser import sanitise
from some import some

PAGE = "units/gryden/borgeren.md"


def html_of(body: str, path: str = PAGE) -> str:
    return render(path, body).html


class Tags(HTMLParser):
    """Collects the start tags of some HTML, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def hrefs(html: str) -> list[str | None]:
    return [attributes.get("href") for tag, attributes in Tags(html).found if tag == "a"]


# What editors need


def test_all_that_editors_need_survives(golden: Callable[[str, str], None]) -> None:
    golden("rendering/rich.html", html_of((trees.GOLDEN / "rendering/rich.md").read_text("utf-8")))


def test_the_outline_is_read_from_what_readers_get() -> None:
    rendered = render(
        PAGE, "## Det gør vi\n\nVi *ringer*.\n\n### Hver dag & nat\n\n```\nkode\n```\n\n- et\n- to `tre`\n"
    )
    assert rendered.headings == (Heading(2, "det-goer-vi", "Det gør vi"), Heading(3, "hver-dag-nat", "Hver dag & nat"))
    assert rendered.paragraphs == ("Vi ringer.", "et", "to")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("## Det er svært\n\nFerie.", True),
        ("## Det er svært?\n\n- Ferie", True),
        ("## DET ER SVÆRT\n\n### Ferie\n\nIngen.", True),
        ("# Det er svært\n\nFerie.", True),
        ("## Det er svært\n", False),
        ("## Det er svært\n\n## Det har vi lært\n\nMeget.", False),
        ("## Det er svært\n\n```\nkode\n```\n", False),
        ("Det er svært.", False),
        ("## Det gør vi\n\n### Det er svært\n\nFerie.", False),
    ],
)
def test_a_page_tells_of_what_is_hard_when_text_stands_below_the_heading(body: str, expected: bool) -> None:
    assert render(PAGE, body).tells_hard is expected


@pytest.mark.parametrize(
    ("body", "lessons"),
    [
        (
            "## Det har vi lært\n\nGå *langsomt*.\n\n- Tag en makker\n\n### Om ferier\n\nGiv plads.",
            ("Gå langsomt.", "Tag en makker", "Giv plads."),
        ),
        ("## Hvad har vi lært?\n\nMeget.", ()),
        ("## Det har vi lært!\n\nMeget.\n\n## Det gør vi\n\nVi ringer.", ("Meget.",)),
        ("## Det gør vi\n\n### Det har vi lært\n\nMeget.", ()),
    ],
)
def test_what_a_page_says_that_it_has_learned_stands_below_the_heading(body: str, lessons: tuple[str, ...]) -> None:
    assert render(PAGE, body).lessons == lessons


def test_an_empty_body_is_nothing() -> None:
    assert html_of(" \n\n") == ""


def test_rendering_one_page_does_not_change_the_next() -> None:
    first = html_of("# A\n\n[x][y] [^1]\n\n[y]: z.md\n[^1]: Note")
    html_of("# A\n\n# A\n\n[y]: andet.md\n[^1]: Anden note\n\n[^1]")
    assert html_of("# A\n\n[x][y] [^1]\n\n[y]: z.md\n[^1]: Note") == first


def test_a_page_that_fails_does_not_change_the_next() -> None:
    first = html_of("Hej")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sanitiser, "sanitise", fail)
        with pytest.raises(RecursionError):
            html_of("## Hej\n\n[x]: y.md\n[^1]: Note")
    assert html_of("Hej") == first


def fail(html: str) -> str:
    raise RecursionError


@pytest.mark.parametrize(
    ("written", "title"),
    [("note", "Bemærk"), ("warning", "Pas på"), ("tip", "Tip"), ('note "Husk"', "Husk"), ('warning "Note"', "Bemærk")],
)
@pytest.mark.parametrize("mark", ["!!!", "???"])
def test_a_box_without_a_title_gets_a_danish_one(mark: str, written: str, title: str) -> None:
    assert f">{title}<" in html_of(f"{mark} {written}\n    Tekst.")


# Headings


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# A\n# B", [2, 2]),
        ("## A\n### B\n#### C", [2, 3, 4]),
        ("#### A\n## B", [2, 2]),
        ("## A\n##### B\n###### C\n## D\n#### E", [2, 3, 4, 2, 3]),
        ("A\n===\n\nB\n---", [2, 2]),
        ("###### A", [2]),
        ("!!! note\n    ##### A\n\n## B\n\n#### C", [2, 2, 3]),
    ],
)
def test_headings_begin_at_two_and_skip_no_level(body: str, expected: list[int]) -> None:
    assert [heading.level for heading in render(PAGE, body).headings] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("## Det gør vi\n## Det gør vi", ["det-goer-vi", "det-goer-vi-1"]),
        ("## ???", ["afsnit"]),
        ("## __config", ["config"]),
        ("## a { id=x onfocus=alert(1) }", ["a-id-x-onfocus-alert-1"]),
        ("## a {: #x .y }", ["a-x-y"]),
        ("## `</title><script>`", ["title-script"]),
    ],
)
def test_the_anchor_of_a_heading_is_a_slug_of_its_words(body: str, expected: list[str]) -> None:
    anchors = [heading.id for heading in render(PAGE, body).headings]
    assert [anchor or "" for anchor in anchors] == [
        anchor if re.fullmatch(r"[a-z0-9-]+", anchor) else anchors[number] for number, anchor in enumerate(expected)
    ]
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]*|", anchor) for anchor in anchors)


# Links


@pytest.mark.parametrize(
    ("path", "written", "expected"),
    [
        ("units/gryden/borgeren.md", "index.md", "catalogue:units/gryden/"),
        ("units/gryden/borgeren.md", "./index.md#os", "catalogue:units/gryden/#os"),
        ("units/gryden/borgeren.md", "digitalt.md", "catalogue:units/gryden/digitalt/"),
        ("units/gryden/borgeren.md", "../andet/index.md", "catalogue:units/andet/"),
        ("units/gryden/borgeren.md", "../../themes/borgeren.md", "catalogue:themes/borgeren/"),
        ("units/gryden/borgeren.md", "../../index.md", "catalogue:"),
        ("units/gryden/borgeren.md", "../../contribute/index.md", "catalogue:contribute/"),
        ("units/gryden/borgeren.md", "plan.pdf", "catalogue:units/gryden/plan.pdf"),
        ("units/gryden/borgeren.md", "Min%20plan.pdf", "catalogue:units/gryden/Min plan.pdf"),
        ("units/gryden/borgeren.md", "/stories/morgen.md", "catalogue:stories/morgen/"),
        ("units/gryden/borgeren.md", "/", "catalogue:"),
        ("units/gryden/borgeren.md", "../..", "catalogue:"),
        ("units/gryden/borgeren.md", "../andet", "catalogue:units/andet/"),
        ("units/gryden/borgeren.md", "../../../../x.md", "catalogue:../../x/"),
        ("units/gryden/borgeren.md", "?q=x", "catalogue:units/gryden/"),
        ("units/gryden/index.md", "borgeren.md", "catalogue:units/gryden/borgeren/"),
        ("stories/morgen.md", "aften.md", "catalogue:stories/aften/"),
        ("themes/borgeren.md", "../units/gryden/index.md", "catalogue:units/gryden/"),
        ("index.md", "about/index.md", "catalogue:about/"),
        ("units/gryden/borgeren.md", "#os", "#os"),
        ("units/gryden/borgeren.md", "https://eksempel.invalid/x.md", "https://eksempel.invalid/x.md"),
        ("units/gryden/borgeren.md", "mailto:a@eksempel.invalid", "mailto:a@eksempel.invalid"),
        ("units/gryden/borgeren.md", "tel:+4512345678", "tel:+4512345678"),
    ],
)
def test_links_within_the_site_are_resolved(path: str, written: str, expected: str) -> None:
    rendered = render(path, f"[x](<{written}>)")
    assert [(link.written, link.target) for link in rendered.links] == [(written, expected)]
    assert hrefs(rendered.html) == [None if " " in expected else expected]


def test_a_picture_beside_the_page_is_resolved() -> None:
    rendered = render(PAGE, "![En tavle](tavle.png)")
    assert rendered.html.strip() == '<p><img alt="En tavle" src="catalogue:units/gryden/tavle.png"></p>'
    assert rendered.links[0].is_image


def test_an_address_in_the_text_becomes_a_link() -> None:
    rendered = render(PAGE, "Se https://eksempel.invalid/a?b=1&c=2 og skriv til a@eksempel.invalid.")
    assert hrefs(rendered.html) == ["https://eksempel.invalid/a?b=1&c=2", "mailto:a@eksempel.invalid"]


HOSTILE_LINKS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java&#115;cript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "&#0000106avascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "&#1;javascript:alert(1)",
    "\\javascript:alert(1)",
    "javascript\\:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,PHN2Zz4=",
    "vbscript:msgbox",
    "blob:null/0a1b2c",
    "file:///etc/passwd",
    "filesystem:x",
    "about:blank",
    "view-source:x",
    "//eksempel.invalid",
    "///eksempel.invalid",
    "\\\\eksempel.invalid",
    "/\\eksempel.invalid",
    "\\/eksempel.invalid",
    "&#47;&#47;eksempel.invalid",
    "&sol;&sol;eksempel.invalid",
    "&bsol;&bsol;eksempel.invalid",
    "http:eksempel.invalid",
    "http:/eksempel.invalid",
    "https:\\\\eksempel.invalid",
    "http://",
    "https:///eksempel.invalid",
    "https://[eksempel",
    "ftp://eksempel.invalid",
    "catalogue://eksempel.invalid/x.png",
    "catalogue:javascript:alert(1)//a.x",
    "./javascript:alert(1)//a.x",
    "%6Aavascript:alert(1)//a.x",
)


@pytest.mark.parametrize("path", [PAGE, "index.md"])
@pytest.mark.parametrize(
    "form", ["[x]({})", "[x](<{}>)", "[x][y]\n\n[y]: {}", "[x][y]\n\n[y]: <{}>", "<{}>", "![x]({})"]
)
def test_a_hostile_link_leads_nowhere(form: str, path: str) -> None:
    for written in some(HOSTILE_LINKS):
        for tag, attributes in some(Tags(html_of(form.format(written), path)).found):
            target = attributes.get("href") or attributes.get("src") or ""
            assert tag in ("p", "a", "img", "code", "pre"), written
            # As the site shows it: our own scheme is taken off, and what is left must be a path from the site's root.
            shown = target.removeprefix("catalogue:")
            assert not re.match(r"[a-z][a-z0-9+.-]*:|//|[/\\]{2}|\\", shown, re.IGNORECASE), (written, target)
            assert "\\" not in shown, written


# Raw HTML


HOSTILE_HTML = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<object data=x></object><embed src=x>",
    '<base href="//eksempel.invalid/">',
    '<meta http-equiv="refresh" content="0;url=//eksempel.invalid">',
    '<link rel=stylesheet href="//eksempel.invalid/x.css">',
    "<style>body{display:none}</style>",
    '<form action="//eksempel.invalid"><input type=password></form>',
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php echo 1 ?>",
    "<![><",
    "<div markdown=1 onclick=alert(1)>\n\n**x**\n\n</div>",
    "<details open ontoggle=alert(1)>x</details>",
    "<a href='x' id=__config class='md-overlay' data-md-component=x style='position:fixed'>x</a>",
    "<p><b>fed</b></p>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x02wzxhzdk:0\x03",
)


@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "# {}",
        "- {}",
        "> {}",
        "| a |\n|---|\n| {} |",
        "x {} y",
        "[{}](x.md)",
        "![{}](x.png)",
        '!!! note "{}"\n    {}',
        "[^1]\n\n[^1]: {}",
    ],
)
def test_html_is_shown_as_words(form: str) -> None:
    for hostile in some(HOSTILE_HTML):
        html = html_of(form.replace("{}", hostile))
        for tag, attributes in some(Tags(html).found):
            assert tag in sanitiser.TAGS, (hostile, tag)
            own = sanitiser.ATTRIBUTES.get(tag, set()) | {"role", "aria-label"}
            assert set(attributes) <= own, (hostile, attributes)
        active = r"<(script|style|svg|iframe|object|form|meta|base|link|math)"
        assert not re.search(active, html, re.IGNORECASE), hostile


@pytest.mark.parametrize(
    "written",
    [
        "{{ 7*7 }}",
        "{% include 'x' %}",
        "${{ secrets.X }}",
        '--8<-- "mkdocs.yml"',
        "{: onclick=alert(1) }",
        "$\\alpha$",
        ":smile:",
        "[TOC]",
    ],
)
def test_words_of_other_tools_stay_words(written: str) -> None:
    html = html_of(f"x {written} y\n\n{written}\n")
    assert html.count("<p>") >= 1
    assert "49" not in html
    assert "site_name" not in html


def test_attributes_in_braces_stay_words() -> None:
    html = html_of("## Titel {: #x .md-overlay onclick=alert(1) }\n\nTekst\n{: .md-dialog--active style='x' }\n")
    assert all(set(attributes) <= {"id"} for _, attributes in some(Tags(html).found))


# The sanitiser


@pytest.mark.parametrize(
    ("unsafe", "safe"),
    [
        ('<p class="md-overlay admonition-title x">a</p>', '<p class="admonition-title">a</p>'),
        ('<p class="md-overlay">a</p>', "<p>a</p>"),
        ('<div class="admonition note md-dialog">a</div>', '<div class="admonition note">a</div>'),
        ('<code class="language-python hljs">a</code>', '<code class="language-python">a</code>'),
        ('<h2 id="__config">a</h2>', "<h2>a</h2>"),
        ('<h2 id="Det">a</h2>', "<h2>a</h2>"),
        ('<h2 id="det-her">a</h2>', '<h2 id="det-her">a</h2>'),
        ('<p id="x" style="color:red" onclick="x" data-md-x="y" lang="en">a</p>', "<p>a</p>"),
        (
            '<a href="https://eksempel.invalid" target="_blank" rel="opener">a</a>',
            '<a href="https://eksempel.invalid">a</a>',
        ),
        ('<img src="https://eksempel.invalid/a.png" alt="b">', '<img alt="b">'),
        ('<img src="catalogue:a.png" alt="b" srcset="//x" loading="lazy">', '<img src="catalogue:a.png" alt="b">'),
        (
            '<table><tr><td class="c-cell--right c-button" align="left" colspan="9" style="x">a</td></tr></table>',
            '<table><tbody><tr><td class="c-cell--right">a</td></tr></tbody></table>',
        ),
        ('<input type="text" value="x">', '<input type="hidden">'),
        (
            '<details open class="note" ontoggle="x"><summary>a</summary></details>',
            '<details open="" class="note"><summary>a</summary></details>',
        ),
        ("<script>a</script><style>b</style>c", "c"),
        ("<b>a</b><u>b</u><font>c</font><h1>d</h1>", "abcd"),
        ("<svg><a xlink:href='javascript:x'>a</a></svg>b", "b"),
        ("<!-- a -->b", "b"),
    ],
)
def test_the_sanitiser_leaves_only_what_is_on_its_lists(unsafe: str, safe: str) -> None:
    cleaned = sanitise(unsafe)
    assert [(tag, attributes) for tag, attributes in Tags(cleaned).found] == Tags(safe).found
    assert re.sub(r"<[^>]*>", "", cleaned) == re.sub(r"<[^>]*>", "", safe)


names = st.sampled_from(
    [*sorted(sanitiser.TAGS), "script", "style", "svg", "math", "iframe", "marquee", "form", "table",
     "select", "option", "template", "noscript", "title", "textarea", "mglyph", "mtext", "foreignObject", "body",
     "html", "b", "font"]
)  # fmt: skip
attributes = st.lists(
    st.tuples(
        st.sampled_from(["href", "src", "class", "id", "title", "alt", "style", "onclick", "onerror", "align", "type",
                         "open", "start", "xlink:href", "srcdoc", "data-md-x", "checked", "disabled",
                         "formaction", "name"]),
        st.sampled_from([*HOSTILE_LINKS, "x", "__config", "admonition md-overlay", "left", "checkbox", "text", "fn:1",
                         "3", "catalogue:units/x/", "https://eksempel.invalid/", "#x", '"', "'", ">", "a>b"]),
    ),
    max_size=3,
)  # fmt: skip


def _write(name: str, attributes: list[tuple[str, str]], inner: list[str], closes: bool) -> str:
    written = "".join(f' {key}="{value}"' for key, value in attributes)
    return f"<{name}{written}>{''.join(inner)}" + (f"</{name}>" if closes else "")


markup = st.recursive(
    st.sampled_from(["tekst", "&amp;", "&lt;", "<", "</p>", "<!--", "-->", "<![CDATA[", "]]>", "&#106;", "\x00", " "]),
    lambda inner: st.builds(_write, names, attributes, st.lists(inner, max_size=4), st.booleans()),
    max_leaves=15,
)


@given(html=markup)
def test_what_is_sanitised_is_safe_and_stays_as_it_is(html: str) -> None:
    try:
        cleaned = sanitise(html)
    except ValueError:  # It did not settle; the page becomes a problem.
        return
    assert sanitise(cleaned) == cleaned
    for tag, found in Tags(cleaned).found:
        assert tag in sanitiser.TAGS
        assert set(found) <= sanitiser.ATTRIBUTES.get(tag, set())
        assert all(sanitiser.is_safe_link(found[key] or "") for key in ("href", "src") if key in found)


# Lines, and what is told of


def test_every_link_and_picture_has_its_line() -> None:
    body = (
        "Se [a](a.md)\nog `kode\nover to linjer` og [a](a.md).\n\n- ![b](b.png)\n- https://c.invalid\n\n"
        "| x |\n|---|\n| [d](d.md) |\n\n> [e][f] og www.g.invalid\n> og h@eksempel.invalid\n\n[f]: f.md\n"
    )
    assert [(link.written, link.line) for link in render(PAGE, body).links] == [
        ("a.md", 0),
        ("a.md", 2),
        ("b.png", 4),
        ("https://c.invalid", 5),
        ("d.md", 9),
        ("f.md", 14),
        ("http://www.g.invalid", 11),
        ("mailto:h@eksempel.invalid", 12),
    ]


@pytest.mark.parametrize("depth", [40, 48, 60, 200])
def test_no_word_of_a_deep_list_is_lost_without_a_word(depth: int) -> None:
    rendered = render(PAGE, "\n".join(f"{'  ' * level}- trin{level}" for level in range(depth)))
    is_whole = f"trin{depth - 1}<" in rendered.html.replace("\n", "<")
    assert is_whole or "deep" in {remark.sort for remark in rendered.remarks}
    assert is_whole == (depth <= 49)


MONTHS = "januar februar marts april maj juni juli august september oktober november december jan. feb mar. okt".split()
COUNTED = "klasse klasserne sal sals kvartal halvår års årgang gang plads uge etage semester verdenskrig kl. søndag"


@pytest.mark.parametrize("word", [*MONTHS, *COUNTED.split()])
@pytest.mark.parametrize("before", ["", "Vi ses\n", "- Punkt\n", "1. Punkt\n2. Punkt\n", "> Citat\n", "Vi ses\n\n"])
def test_a_number_that_belongs_to_its_word_is_written_as_it_was(word: str, before: str) -> None:
    html = html_of(f"{before}13. {word} kommer vi.")
    assert f"13. {word} kommer vi." in html
    assert not re.search(rf"<li[^>]*>\s*(?:<p>)?(?:13\. )?{re.escape(word)}", html)


@pytest.mark.parametrize("word", [word.capitalize() for word in MONTHS])
def test_a_name_that_is_a_month_is_a_point_of_a_list(word: str) -> None:
    assert html_of(f"1. {word} ringer\n2. Juni skriver").count("<li>") == 2


@pytest.mark.parametrize(
    "line", ["!!! Husk mødet på torsdag", "??? Hvem kommer", "!!!", "!!! note Husk", "???+ Hvad", "!!!Husk"]
)
def test_a_line_that_is_no_box_loses_no_word(line: str) -> None:
    assert html_of(f"Før\n\n{line}\n\nEfter") == f"<p>Før</p>\n<p>{line}</p>\n<p>Efter</p>"


def test_a_paragraph_that_ends_a_box_stands_outside_it() -> None:
    assert html_of('!!! tip "Titel"\n    Inde.\nUde.').endswith("</div>\n<p>Ude.</p>")


def test_points_of_a_list_count_as_sentences() -> None:
    points = "Vi gør sådan:\n" + "".join(
        f"- {one} de gamle kolleger op\n" for one in ("Ring", "Skriv", "Spørg", "Hent")
    )
    result = readability.measure(render(PAGE, points).paragraphs)
    assert result.longest == ()
    assert result.lix < 30


@pytest.mark.parametrize("old", ["Bemærk", "//", "comment"])
def test_a_note_that_other_programs_hide_is_told_of(old: str) -> None:
    sorts = [remark.sort for remark in render(PAGE, f"Vi ses.\n\n[{old}]: # (Spørg chefen)\n").remarks]
    assert sorts == ["hidden"]


def test_a_footnote_may_hold_a_list_and_be_referred_to_twice() -> None:
    html = html_of("A[^x] og B[^x].\n\n[^x]: Se:\n\n    - et\n    - to\n\nSlut.")
    assert html.index("Slut.") < html.index("<li>et</li>")
    assert [tag for tag, values in Tags(html).found if values.get("id", "").startswith("fnref")] == ["sup", "sup"]  # type: ignore[union-attr]


def test_a_heading_has_a_name_however_long_it_is_and_however_often_it_comes() -> None:
    long = "Meget " * 40
    headings = render(PAGE, f"## {long}\n\n## {long}\n\n## Mål\n\n## Mål\n\n## ?\n\n## !\n").headings
    assert all(heading.id for heading in headings)
    assert len({heading.id for heading in headings}) == 6
