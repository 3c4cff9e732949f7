"""Finishing: the tokens of a text get what only the page knows – levels and names of headings, targets of links."""

import re
from collections.abc import Iterator, MutableMapping, Sequence
from typing import Any

from markdown_it.token import Token

from catalogue.language.slugs import slugify
from catalogue.model import links
from catalogue.rendering.blocks import Footnotes, References
from catalogue.rendering.inlines import link_bare
from catalogue.rendering.outline import Link
from catalogue.rendering.remarks import Notes, Remark, Sort

TITLES = {
    "Note": "Bemærk",
    "Info": "Godt at vide",
    "Success": "Det lykkes",
    "Question": "Spørgsmål",
    "Warning": "Pas på",
    "Danger": "Fare",
    "Example": "Eksempel",
    "Quote": "Citat",
}
"""What stands over a box whose writer gave it no title of its own."""
LONGEST_NAME = 80
"""Characters in the name of a heading, without the number of one that has been there before."""
_LANGUAGE = re.compile(r"[A-Za-z0-9+#.-]{0,20}(?:$|[ \t]*\{|[ \t]+[\w-]+=)")


class Finisher:
    """Finishes the tokens of one page's text, in order, and gathers its links and what there is to tell of it."""

    def __init__(self, path: str, env: MutableMapping[str, Any]) -> None:
        self.path = path
        self.links: list[Link] = []
        self.notes: Notes = env["notes"]
        self._references: References = env["references"]
        self._footnotes: Footnotes = env["footnotes"]
        self._level = 1
        self._names: dict[str, int] = {}  # How many more were named after each.
        self._kind = ""
        self._numbers: list[Iterator[int | None]] = []

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Everything noted on the text, by line."""
        return tuple(sorted(self.notes.remarks, key=lambda remark: remark.line))

    def finish(self, tokens: list[Token]) -> list[Token]:
        """Return the tokens as they are to be shown, the footnotes last."""
        for number, token in enumerate(tokens):
            finish = getattr(self, f"_finish_{token.type}", None)
            if finish:
                finish(token, tokens, number)
        return self._gather_footnotes(tokens) if self._footnotes.defined else tokens

    # Running text

    def _finish_inline(self, token: Token, tokens: Sequence[Token], number: int) -> None:
        line = token.map[0] if token.map else 0
        token.children = link_bare(token.children or [], line)
        self._finish_children(token.children)

    def _finish_children(self, children: Sequence[Token]) -> None:
        for child in children:
            if child.type == "link_open":
                self._resolve(child, "href")
            elif child.type == "image":
                self._resolve(child, "src")
                self._finish_children(child.children or ())
            elif child.tag == "s":
                child.tag = "del"

    def _resolve(self, token: Token, attribute: str) -> None:
        written = str(token.attrs[attribute])
        target = links.resolve(self.path, written)
        token.attrs[attribute] = target
        line = token.map[0] if token.map else 0
        is_image = token.type == "image"
        self.links.append(Link(written, target, is_image, line, token.content.strip() if is_image else ""))

    # Headings, boxes and tables

    def _finish_heading_open(self, token: Token, tokens: Sequence[Token], number: int) -> None:
        self._level = min(max(int(token.tag[1]), 2), self._level + 1)
        token.tag = tokens[number + 2].tag = f"h{self._level}"
        slug = slugify(_words_of(tokens[number + 1].children or ()))
        name = base = slug[:LONGEST_NAME].strip("-") or "afsnit"
        while name in self._names:
            self._names[base] = self._names.get(base, 0) + 1
            name = f"{base}-{self._names[base]}"
        self._names[name] = 0
        token.attrs["id"] = name

    def _finish_box_open(self, token: Token, tokens: Sequence[Token], number: int) -> None:
        self._kind = token.info.capitalize()
        token.attrs["class"] = token.info if token.tag == "details" else f"admonition {token.info}"
        if token.meta["open"]:
            token.attrs["open"] = ""

    def _finish_box_title_open(self, token: Token, tokens: Sequence[Token], number: int) -> None:
        if token.tag == "p":
            token.attrs["class"] = "admonition-title"
        title = tokens[number + 1]
        own = title.content or self._kind
        if own == self._kind or own in TITLES:
            title.children = [Token("text", "", 0, content=TITLES.get(own, own))]

    def _finish_th_open(self, token: Token, tokens: Sequence[Token], number: int) -> None:
        # Where a cell's text stands is said by a class: a style is not let in.
        side = str(token.attrs.pop("style", "")).rpartition(":")[2]
        if side in ("right", "center"):
            token.attrs["class"] = f"c-cell--{side}"

    _finish_td_open = _finish_th_open

    # Lists

    def _finish_ordered_list_open(self, token: Token, tokens: Sequence[Token], number: int) -> None:
        written = [int(one.info) for one in _items_of(tokens, number)]
        first = written[0]
        token.attrs.pop("start", None)
        if len(written) > 1 and len(set(written)) == 1 and first <= 1:
            self._numbers.append(iter([None] * len(written)))  # Only ones are numbers that Markdown counts itself.
            return
        if first != 1:
            token.attrs["start"] = str(first)
        expected = [first, *(one + 1 for one in written)]
        self._numbers.append(iter([None if one == due else one for one, due in zip(written, expected, strict=False)]))

    def _finish_ordered_list_close(self, token: Token, tokens: Sequence[Token], number: int) -> None:
        self._numbers.pop()

    def _finish_bullet_list_open(self, token: Token, tokens: Sequence[Token], number: int) -> None:
        tasks = [self._mark_task(one, tokens[at + 1 : at + 3]) for at, one in _numbered_items(tokens, number)]
        if any(tasks):
            token.attrs["class"] = "task-list"

    def _finish_list_item_open(self, token: Token, tokens: Sequence[Token], number: int) -> None:
        if token.info and (value := next(self._numbers[-1])) is not None:
            token.attrs["value"] = str(value)

    @staticmethod
    def _mark_task(item: Token, within: Sequence[Token]) -> bool:
        """Make an item that begins with `[ ]` or `[x]` a task; tell whether it was one."""
        if len(within) < 2 or within[0].type != "paragraph_open" or not within[1].children:
            return False
        first = within[1].children[0]
        found = re.match(r"\[([ xX])\]\s", first.content) if first.type == "text" else None
        if not found:
            return False
        item.attrs["class"] = "task-list-item"
        first.content = first.content[3:]
        within[1].children.insert(0, Token("task", "", 0, meta={"done": found[1] != " "}))
        return True

    # Code, addresses and footnotes

    def _finish_code_block(self, token: Token, tokens: Sequence[Token], number: int) -> None:
        self.notes.add(Sort.CODE, token.map[0] if token.map else 0, token.content.strip().split("\n")[0])

    def _finish_fence(self, token: Token, tokens: Sequence[Token], number: int) -> None:
        first, last = token.map or (0, 0)
        info = token.info.strip()
        if info and not _LANGUAGE.match(info):
            self.notes.add(Sort.INFO, first, info)
        if last - first - 1 <= token.content.count("\n"):
            self.notes.add(Sort.OPEN_WITHIN if token.level else Sort.OPEN, first, token.markup)

    def _finish_definition(self, token: Token, tokens: Sequence[Token], number: int) -> None:
        token.meta["used"] = token.meta["label"] in self._references.used
        if not token.meta["used"]:
            sort = Sort.HIDDEN if token.meta["hides"] else Sort.DEFINITION
            self.notes.add(sort, token.map[0] if token.map else 0, token.content)

    def _finish_footnote_open(self, token: Token, tokens: Sequence[Token], number: int) -> None:
        if token.meta["label"] not in self._footnotes.numbers:
            self.notes.add(Sort.DEFINITION, token.map[0] if token.map else 0, token.meta["written"])

    def _gather_footnotes(self, tokens: Sequence[Token]) -> list[Token]:
        """Move the footnotes that are referred to behind the text, in order; the others stay where they are."""
        text: list[Token] = []
        notes: dict[int, list[Token]] = {}
        open_: list[list[Token]] = [text]
        for token in tokens:
            if token.type == "footnote_open":
                number = self._footnotes.numbers.get(token.meta["label"])
                if number is None:
                    text_of = [Token("footnote_mark", "", 0, content=token.meta["written"])]
                    open_[-1] += text_of
                    open_.append(open_[-1])
                else:
                    token.meta["number"] = number
                    open_.append(notes.setdefault(number, []))
                    open_[-1].append(token)
            elif token.type == "footnote_close":
                inner = open_.pop()
                if inner is not open_[-1]:
                    label = inner[0].meta["label"]
                    _add_ways_back(inner, inner[0].meta["number"], self._footnotes.times[label])
                    inner.append(token)
            else:
                open_[-1].append(token)
        if notes:
            text.append(Token("footnotes_open", "", 1))
            text += (token for _, note in sorted(notes.items()) for token in note)
            text.append(Token("footnotes_close", "", -1))
        return text


def _add_ways_back(note: list[Token], number: int, times: int) -> None:
    """Add the links back to where a footnote is referred to, at the end of its last paragraph."""
    ways = [Token("footnote_back", "", 0, meta={"number": number, "time": time}) for time in range(1, times + 1)]
    if note[-1].type == "paragraph_close" and note[-2].type == "inline":
        note[-2].children = [*(note[-2].children or ()), *ways]
    else:
        note += ways


def _numbered_items(tokens: Sequence[Token], number: int) -> Iterator[tuple[int, Token]]:
    """Yield the items of the list that begins at a token, with their places."""
    level = tokens[number].level
    for at in range(number + 1, len(tokens)):
        token = tokens[at]
        if token.level == level and token.nesting == -1:
            return
        if token.type == "list_item_open" and token.level == level + 1:
            yield at, token


def _items_of(tokens: Sequence[Token], number: int) -> Iterator[Token]:
    return (token for _, token in _numbered_items(tokens, number))


def _words_of(children: Sequence[Token]) -> str:
    return "".join(
        _words_of(child.children or ()) if child.type == "image" else child.content or " " * (child.tag == "br")
        for child in children
    )
