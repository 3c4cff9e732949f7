"""A link must lead to the place that it shows (checks.rules.privacy)."""

import pytest

from catalogue.checks.rules.privacy import _links_that_lie
from catalogue.rendering.outline import outline

LINKS = {
    '<a href="https://ond.invalid/">https://eksempel.invalid/side</a>': ("eksempel.invalid", "ond.invalid"),
    '<a href="https://ond.invalid/">Se www.eksempel.invalid her</a>': ("eksempel.invalid", "ond.invalid"),
    '<a href="https://ond.invalid/">eksempel.invalid</a>': ("eksempel.invalid", "ond.invalid"),
    '<a href="https://eksempel.invalid@ond.invalid/">eksempel.invalid/side</a>': ("eksempel.invalid", "ond.invalid"),
    '<a href="https://ond.invalid/"><strong>eksempel</strong>.invalid</a>': ("eksempel.invalid", "ond.invalid"),
    '<a href="https://ond.invalid/">eksem\u200bpel.invalid</a>': ("eksempel.invalid", "ond.invalid"),
    '<a href="https://ond.invalid/"><img src="x" alt="eksempel.invalid"></a>': ("eksempel.invalid", "ond.invalid"),
    '<a href="mailto:vi@ond.invalid">vi@eksempel.invalid</a>': ("eksempel.invalid", "ond.invalid"),
    '<a href="https://xn--eksmpel-rya.invalid/">eksempel.invalid</a>': ("eksempel.invalid", "xn--eksmpel-rya.invalid"),
    '<a href="https://sub.eksempel.invalid/">eksempel.invalid</a>': ("eksempel.invalid", "sub.eksempel.invalid"),
    '<a href="https://www.eksempel.invalid/a?b=1">https://EKSEMPEL.invalid</a>': None,
    '<a href="https://eksempel.invalid/">Læs mere</a>': None,
    '<a href="https://eksempel.invalid/plan.pdf">plan.pdf</a>': None,
    '<a href="https://eksempel.invalid/">skabelon.dotx</a>': None,
    '<a href="https://eksempel.invalid/">kalender.ics</a>': None,
    '<a href="https://eksempel.invalid/">referat.msg</a>': None,
    '<a href="https://eksempel.invalid/">noter.md</a>': None,
    '<a href="https://eksempel.invalid/">@koekken.gryden</a>': None,
    '<a href="https://eksempel.invalid/">H.C.Andersen</a>': None,
    '<a href="https://eksempel.invalid/">Bl.a.dette</a>': None,
    '<a href="https://ond.invalid/">koekken.dk</a>': ("koekken.dk", "ond.invalid"),
    '<a href="https://ond.invalid/">koekken.com/side</a>': ("koekken.com", "ond.invalid"),
    '<a href="https://ond.invalid/">www.koekken.gryden</a>': ("koekken.gryden", "ond.invalid"),
    '<a href="https://ond.invalid/">vi@koekken.gryden</a>': ("koekken.gryden", "ond.invalid"),
    '<a href="https://eksempel.invalid/">kl. 8.30</a>': None,
    '<a href="https://eksempel.invalid/">Tal 3.5</a>': None,
    '<a href="catalogue:units/x/">www.eksempel.invalid</a>': None,
    '<a href="https://[ugyldig/">eksempel.invalid</a>': None,
    '<a href="tel:+4512345678">12 34 56 78</a>': None,
    '<a href="mailto:vi@eksempel.invalid?subject=Hej">vi@eksempel.invalid</a>': None,
}  # fmt: skip


@pytest.mark.parametrize(("html", "told"), LINKS.items())
def test_a_link_must_lead_to_the_place_that_it_shows(html: str, told: tuple[str, str] | None) -> None:
    assert [lie[:2] for lie in _links_that_lie(outline(f"<p>{html}</p>"))] == ([told] if told else [])
