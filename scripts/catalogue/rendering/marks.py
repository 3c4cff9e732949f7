"""Marks: what other programs would make something of, found in running text and shown as it is written."""

import re
from itertools import islice

from catalogue.rendering.remarks import Notes, Sort

_HIDDEN = (
    r"%%\s?(?=[^%\n]{0,20}[^\W\d_])[^%\n]{1,500}%%",  # Obsidian
    r"\{>>.{0,500}?<<\}",  # CriticMarkup
    r"\{#\s.{0,500}?#\}|\{\{!.{0,500}?\}\}|\{%-? ?comment\b|\{/\*.{0,500}?\*/\}",  # templates
)
_FOREIGN = (
    r"(?<=\S)\\$",  # Pandoc: a line break
    r"\{(?:[.#](?=[A-Za-z])|:\s?[.#])[^{}\n]{1,80}\}",  # Pandoc, kramdown: classes and names
    r"^:{3,}.*$",  # Pandoc, Docusaurus: boxes
    r"!?\[\[[^\[\]\n]{1,200}\]\]",  # wikis, Obsidian: links
    r"^\[![A-Za-z]+\].*$",  # GitHub, Obsidian: boxes
    r"(?<![=\w])==(?=[^\s=])[^=\n]{1,200}(?<=\S)==(?!=)|^={2,6} .{1,100} ={2,6}$",  # highlights; headings in wikis
    r"(?<!')'{2,3}(?=[^\s'])[^'\n]{1,100}'{2,3}(?!')",  # wikis: bold
    r"\{\{[<%].{0,500}?[%>]\}\}|\{%.{1,200}?%\}|--8<--",  # Hugo, Liquid, snippets
    r"^\[\[?_?TOC_?\]\]?$|^\{:toc\}$",  # tables of contents
    r"(?<![\w:/]):[a-z][a-z0-9_]{2,30}:(?![\w:/])",  # emoji by name
    r"\^\[[^\]\n]{1,300}\]",  # Pandoc: footnotes within the line
    r"\{(?:\+\+|--|~~|==)[^{}\n]{1,300}\}",  # CriticMarkup: changes
    r"\[(?P<tag>b|i|u|url|img|quote|color|size)(?:=[^\]\n]{0,80})?\][^\n]{0,200}?\[/(?P=tag)\]",  # BBCode
    r"^(?:h[1-6]|bq)\. ",  # Textile
    r"^\.\. [a-z-]+::",  # reStructuredText
    r"^\+{3}$",  # Hugo: fields
    r"^: {1,3}\S.*$",  # Pandoc, Python-Markdown: words and what they mean
    r"\[[^\[\]\n]{1,100}\] \((?:https?://|mailto:)[^()\s]{1,200}\)",  # a link with a space in the middle
)
_MARK = re.compile(
    "|".join(f"(?P<hidden{number}>{pattern})" for number, pattern in enumerate(_HIDDEN)) + "|" + "|".join(_FOREIGN),
    re.MULTILINE,
)
_HINT = re.compile(
    r"[{}=\\]|%%|\[[\[!/]|\][ (]|''|:[:a-z]|\^\[|--8|^(?:h\d|bq)\. |^\.\. |^\+{3}|^: |^\[_?TOC",
    re.MULTILINE,
)
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_HEADING = re.compile(r"#{2,6}[^\W\d_][^\n]*$", re.MULTILINE)

MOST_TOLD = 200
"""Marks of one piece of text that are noted: who is told of so many has seen what is wrong."""


def note_marks(text: str, line: int, notes: Notes) -> None:
    """Note the marks in a piece of running text that begins on a line."""
    if text.startswith("##") and (found := _HEADING.match(text)):
        notes.add(Sort.HEADING, line, found[0])
    if not _HINT.search(text):
        return
    words = _CODE.sub(lambda found: re.sub(r"[^\n]", "x", found[0]), text) if "`" in text else text
    told = set()
    for found in islice(_MARK.finditer(words), MOST_TOLD):
        sort = Sort.HIDDEN if any(found[f"hidden{number}"] for number in range(len(_HIDDEN))) else Sort.FOREIGN
        where = line + words.count("\n", 0, found.start())
        if (where, sort) not in told:  # One of each sort on a line is enough to find the others.
            told.add((where, sort))
            notes.add(sort, where, found[0])
