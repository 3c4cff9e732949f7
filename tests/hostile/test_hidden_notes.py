"""A note that its writer thinks hidden never comes out: each dress of one, wherever it stands in a text."""

from collections.abc import Callable, Mapping
from pathlib import Path

import trees
from catalogue.checks.check import Check
from some import some

WORDS = "Spørg lederen først"
NOTES: Mapping[str, str] = {
    "a comment": f"<!-- {WORDS} -->",
    "a comment over lines": f"<!--\n{WORDS}\n-->",
    "a comment that is never closed": f"<!-- {WORDS}",
    "a comment without spaces": f"<!--{WORDS}-->",
    "a note of Obsidian": f"%% {WORDS} %%",
    "a note of a critic": f"{{>> {WORDS} <<}}",
    "a note of a template": f"{{# {WORDS} #}}",
    "a note of Handlebars": f"{{{{! {WORDS} }}}}",
    "a note of Liquid": f"{{% comment %}}{WORDS}{{% endcomment %}}",
    "a note of MDX": f"{{/* {WORDS} */}}",
    "a hidden element": f"<div hidden>{WORDS}</div>",
    "a hidden line": f"<span hidden>{WORDS}</span>",
    "an element that is not shown": f'<p style="display: none">{WORDS}</p>',
    "an element that cannot be seen": f'<span style="visibility:hidden">{WORDS}</span>',
    "a processing instruction": f"<? {WORDS} ?>",
    "a declaration": f"<!NOTE {WORDS}>",
    "a section of characters": f"<![CDATA[ {WORDS} ]]>",
}
DEFINITIONS: Mapping[str, str] = {
    "an address that is none": f"[//]: # ({WORDS})",
    "an address in quotes": f'[//]: # "{WORDS}"',
    "an address called a note": f"[comment]: # ({WORDS})",
    "an address that leads nowhere": f"[note]: <> ({WORDS})",
}
"""Notes that are so only on a line of their own."""
PLACES: Mapping[str, Callable[[str], str]] = {
    "by itself": lambda note: f"Før.\n\n{note}\n\nEfter.",
    "within a line": lambda note: f"Vi ringer {note} hver dag.",
    "at the end": lambda note: f"Vi ringer.\n\n{note}",
    "in a heading": lambda note: f"## Vi ringer {_flat(note)}\n\nTekst.",
    "in a point": lambda note: f"- Først\n- Så {_flat(note)}\n",
    "in a quotation": lambda note: f"> Vi ringer {_flat(note)}\n",
    "in a cell": lambda note: f"| Hvem | Hvad |\n| --- | --- |\n| Vi | {_flat(note)} |\n",
    "in a box": lambda note: f'!!! note "Husk"\n    Vi ringer {_flat(note)}\n',
    "in a footnote": lambda note: f"Se noten.[^1]\n\n[^1]: Vi ringer {_flat(note)}\n",
}
SHOWN: Mapping[str, str] = {
    "code": f"`<!-- {WORDS} -->`",
    "a block of code": f"```\n<!-- {WORDS} -->\n```",
    "an arrow": f"{WORDS} <- se her -> og der",
    "shares": f"{WORDS}: 20 % og 30 %, 50%% i alt",
    "a folded text": f'??? note "Mere"\n    {WORDS}\n',
    "small and large": f"{WORDS}: 3 < 4 og 5 > 2!",
    "a footnote that nobody refers to": f"Tekst.\n\n[^9]: {WORDS}\n",
    "an address that nobody refers to": f'Tekst.\n\n[siden]: https://eksempel.invalid "{WORDS}"\n',
}


def _flat(note: str) -> str:
    return note.replace("\n", " ")


def story_of(place: str, note: str) -> str:
    return f"stories/{'-'.join(place.split())}-{'-'.join(note.lower().split())}.md"


def test_a_note_in_any_dress_keeps_its_page_from_the_site(
    draw: Callable[..., Path], judge: Callable[[Path], Check]
) -> None:
    dressed = {story_of(place, name): write(note) for place, write in PLACES.items() for name, note in NOTES.items()}
    dressed |= {story_of("by itself", name): PLACES["by itself"](note) for name, note in DEFINITIONS.items()}
    pages = {path: trees.story(path, body=f"{body}\n") for path, body in dressed.items()}
    told = {one.path for one in judge(draw({**trees.small(), **pages})).errors if one.code == "M01"}
    assert set(some(dressed)) - told == set()


def test_words_that_only_look_like_one_are_shown(draw: Callable[..., Path], judge: Callable[[Path], Check]) -> None:
    pages = {story_of("shown", name): trees.story(name, body=f"{text}\n") for name, text in SHOWN.items()}
    found = judge(draw({**trees.small(), **pages}))
    assert [one for one in found.problems if one.code == "M01"] == []
    assert [path for path in some(pages) if WORDS not in found.rendered[path].html] == []
