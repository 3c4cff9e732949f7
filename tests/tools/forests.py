"""Forests: trees of every kind at any size, to see that no judgement of a page grows with the pages around it.

A kind says what comes with each further page: for most of them what cannot be found and has to be guessed at, or what
many pages have in common. All begin with the least tree.
"""

from collections.abc import Callable, Mapping

import trees

Files = Mapping[str, str]
"""Texts of pages by their path, and attachments, which have none."""
SIZES = tuple(20 * 2**power for power in range(8))
"""Repetitions of a kind: from 20 to 2,560."""


def _whole(more: str = "") -> str:
    return trees.page(f"title: Hele kommunen\nkind: kommune\nsummary: Kort.\nupdated: 2026-02-01\n{more}")


def _about(at: int, more: str = "", body: str = "") -> Files:
    return {
        f"units/sted-{at}/index.md": trees.unit(f"Sted {at}"),
        f"units/sted-{at}/borgeren.md": trees.interpretation(f"Side {at}", more, body),
    }


def _picture(file: str, at: int = 0) -> str:
    given = f"given: {2000 + at % 25}-0{1 + at % 9}-1{at % 10}"
    consent = f"{{ people: kolleger, {given}, kept_by: Lederen, channels: [kataloget], review: 2027-01-01 }}"
    return f"image: {{ file: {file}, alt: Et billede, consent: {consent} }}"


def _meeting(at: int, shares: str) -> Files:
    fields = f"status: holdt\nopen: true\nupdated: 2026-02-02\nshares: [{shares}]"
    return {**_about(at), f"units/sted-{at}/meetings/2026-02-01.md": trees.page(fields)}


def _plan(theme: str, origin: str) -> str:
    return f"plan:\n  - action: Vi prøver\n    theme: {theme}\n    from: {origin}"


KINDS: Mapping[str, Callable[[int], Files]] = {
    "sound pages": lambda at: {**_about(at), f"stories/historie-{at}.md": trees.story(f"Historie {at}")},
    "pages that do not hold": lambda at: {f"units/sted-{at}/index.md": trees.page(f"title: Sted {at}\nkind: sted")},
    "folders of nobody": lambda at: {**_about(at), f"units/nej-{at}/borgeren.md": trees.interpretation(f"Nej {at}")},
    "themes, and pages about none": lambda at: {
        f"themes/tema-{at}.md": trees.theme(1 + at % 99, f"Tema {at}"),
        f"units/gryden/tama-{at}.md": trees.interpretation(f"Side {at}"),
        f"units/gryden/tama-{at}/tanke.md": trees.interpretation(f"Tanke {at}"),
    },
    "areas, and workplaces in none": lambda at: {
        f"units/egn-{at}/index.md": trees.area(f"Egn {at}"),
        f"units/sted-{at}/index.md": trees.unit(f"Sted {at}", f"eng-{at}"),
        f"units/hus-{at}/index.md": trees.unit(f"Hus {at}", ""),
        f"units/bo-{at}/index.md": trees.unit(f"Bo {at}", f"hus-{at}"),
    },
    "municipalities": lambda at: {f"units/helhed-{at}/index.md": _whole(_plan("borgern", f"egn-{at}/borgern"))},
    "areas' nedslag, and plans of the whole": lambda at: {
        f"units/egn-{at}/index.md": trees.area(f"Egn {at}"),
        f"units/egn-{at}/borgeren.md": trees.interpretation(f"Nedslag {at}"),
        f"units/helhed-{at}/index.md": _whole(_plan("borgern", f"egn-{at}/borgern")),
    },
    "an area's nedslag, and plans that miss them": lambda at: {
        f"themes/tema-{at}.md": trees.theme(1 + at % 99, f"Tema {at}"),
        f"units/omraadet/tema-{at}.md": trees.interpretation(f"Nedslag {at}"),
        f"units/sted-{at}/index.md": trees.unit(f"Sted {at}", more=_plan(f"tama-{at}", f"omraadet/tama-{at}")),
    },
    "loans": lambda at: _about(at, f"borrowed_from: [stad-{at}/borgeren, sted-{at}/borgern, nej/borgeren]"),
    "loans of one workplace's ideas": lambda at: {
        f"units/gryden/borgeren/ide-{at}.md": trees.interpretation(f"Idé {at}"),
        **_about(at, f"borrowed_from: [gryden/borgeren/iden-{at}, grden/borgeren/ide-{at}]"),
    },
    "loans of pages that moved": lambda at: _about(at, f"redirect_from: [units/var-{at}]\nborrowed_from: [var-{at}]"),
    "what was tried": lambda at: {
        **_about(at),
        f"units/hus-{at}/index.md": trees.unit(
            f"Hus {at}", more=f"tried:\n  - idea: stad-{at}/borgeren\n    told: Det"
        ),
    },
    "stories of nobody": lambda at: {
        **_about(at),
        f"stories/historie-{at}.md": trees.story(
            f"Historie {at}", f"borgern, tema-{at}", f"units: [stad-{at}]\ninterpretations: [stad-{at}/borgeren]"
        ),
    },
    "tellers who are not there": lambda at: _meeting(at, f"stad-{at}, [hus-{at}, stad-{at}]"),
    "tellers of other areas": lambda at: {
        f"units/egn-{at}/index.md": trees.area(f"Egn {at}"),
        f"units/hus-{at}/index.md": trees.unit(f"Hus {at}", f"egn-{at}"),
        **_meeting(at, f"hus-{at}"),
    },
    "topics of no theme": lambda at: _about(at, f"topics: [emne-{at}]"),
    "one title": lambda at: {f"stories/historie-{at}.md": trees.story("Den samme")},
    "one former address": lambda at: _about(at, "redirect_from: [units/gammel]"),
    "former addresses of a workplace with many ideas": lambda at: {
        "units/omraadet/index.md": trees.area(
            more=f"redirect_from: [{', '.join(f'units/var-{n}' for n in range(500))}]"
        ),
        f"units/omraadet/borgeren/ide-{at}.md": trees.interpretation(f"Idé {at}"),
    },
    "a picture of all pages, and as many consents": lambda at: {
        "stories/faelles.jpg": "",
        f"stories/historie-{at}.md": trees.story(f"Historie {at}", more=_picture("faelles.jpg", at)),
    },
    "pictures of one folder, and as many missing": lambda at: {
        f"stories/billede-{at}.jpg": "",
        f"stories/historie-{at}.md": trees.story(f"Historie {at}", more=_picture(f"billed-{at}.jpg")),
    },
    "links to pages that are not there": lambda at: _about(
        at,
        body=f"[a](../stad-{at}/index.md) [b](../stad-{at}/borgeren.md) [c](../sted-{at}/borgern.md) "
        f"[d](../../stories/nej-{at}.md) [e](../gryden/borgeren/nej-{at}.md)\n",
    ),
    "links to files that are not there": lambda at: {
        f"units/sted-{at}/blad-{at}.pdf": "",
        **_about(at, body=f"[a](bladet-{at}.pdf) ![b](billede-{at}.jpg)\n"),
    },
    "links to parts that are not there": lambda at: {
        "units/gryden/index.md": trees.unit(body="".join(f"## Del {number}\n\nTekst.\n\n" for number in range(500))),
        **_about(at, body=f"[a](../gryden/index.md#nej-{at}) [b](#nej-{at})\n"),
    },
    "links to pages that moved": lambda at: _about(
        at, f"redirect_from: [units/var-{at}/borgeren]", f"[a](../var-{at}/borgeren.md)\n"
    ),
}
"""What comes with each repetition of a kind."""


def grow(kind: str, size: int) -> Files:
    """Return the pages and attachments of a tree with so many repetitions of a kind."""
    grown = {path: str(text) for path, text in trees.small().items()}
    for at in range(1, size + 1):
        grown |= KINDS[kind](at)
    return grown
