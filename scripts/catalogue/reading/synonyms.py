"""Synonyms: the editors' list of words that mean the same, `data/synonyms.yml`, checked like a page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from catalogue import checkout
from catalogue.language import wording
from catalogue.problems.codes import fault, faults_in
from catalogue.problems.problem import Problem

FILE = checkout.DATA / "synonyms.yml"
_TEXTS, _LISTS = ("id", "term", "note"), ("synonyms", "related", "themes")


@dataclass(frozen=True, slots=True)
class Group:
    """Words for one thing: the catalogue's own first. `themes` are the numbers of the themes it belongs to."""

    members: tuple[str, ...]
    related: tuple[str, ...] = ()
    themes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SynonymList:
    """The groups that can be used, and what is wrong with the rest."""

    groups: tuple[Group, ...]
    problems: tuple[Problem, ...]


@lru_cache(maxsize=1)
def read_synonyms() -> SynonymList:
    """Return the editors' list. Raises OSError when it is gone."""
    return parse_synonyms(FILE.name, FILE.read_text("utf-8"))


def parse_synonyms(path: str, text: str) -> SynonymList:
    """Return the groups in a text, and every problem with the line it stands on. Never raises."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return SynonymList((), (unreadable_list.at(path, mark.line + 1 if mark else 1),))
    if not isinstance(root, yaml.MappingNode) or [key.value for key, _ in root.value] != ["groups"]:
        return SynonymList((), (unreadable_list.at(path, 1),))
    problems: list[Problem] = []
    taken: dict[str, int] = {}
    groups = []
    for node in root.value[0][1].value:
        found = list(_judge(path, node, taken))
        problems += found
        if not found:
            groups.append(_make_group(_values(node)))
    return SynonymList(tuple(groups), tuple(sorted(problems)))


def _judge(path: str, node: Any, taken: dict[str, int]) -> Iterator[Problem]:
    """Yield what is wrong with one group. `taken` are the words of the groups before it, with their lines."""
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        yield bad_group.at(path, line, "en gruppe skal have felter som »id« og »term«")
        return
    keys = [key.value for key, _ in node.value]
    for key, value in node.value:
        place = key.start_mark.line + 1
        if key.value not in (*_TEXTS, *_LISTS):
            yield bad_group.at(
                path, place, f"feltet »{key.value}« findes ikke. Vælg mellem {wording.listed((*_TEXTS, *_LISTS))}"
            )
        elif keys.count(key.value) > 1:
            yield bad_group.at(path, place, f"feltet »{key.value}« står to gange i samme gruppe")
        elif (key.value in _LISTS) != isinstance(value, yaml.SequenceNode):
            yield bad_group.at(
                path, place, f"»{key.value}« skal være {'en liste i [ ]' if key.value in _LISTS else 'en tekst'}"
            )
    for key in ("id", "term"):
        if key not in keys:
            yield bad_group.at(path, line, f"feltet »{key}« mangler")
    yield from _judge_words(path, node, taken)


def _judge_words(path: str, node: yaml.MappingNode, taken: dict[str, int]) -> Iterator[Problem]:
    for key, value in node.value:
        for word in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            if key.value not in ("term", "synonyms") or not isinstance(word, yaml.ScalarNode):
                continue
            place, folded = word.start_mark.line + 1, " ".join(word.value.casefold().split())
            if folded in taken:
                yield repeated_word.at(path, place, word.value, taken[folded])
            taken.setdefault(folded, place)


def _values(node: yaml.MappingNode) -> Mapping[str, Sequence[str]]:
    return {
        key.value: [word.value for word in value.value] if isinstance(value, yaml.SequenceNode) else [value.value]
        for key, value in node.value
    }


def _make_group(values: Mapping[str, Sequence[str]]) -> Group:
    themes = tuple(int(number) for number in values.get("themes", ()) if number.isdecimal())
    return Group((*values["term"], *values.get("synonyms", ())), tuple(values.get("related", ())), themes)


@fault("O01")
def unreadable_list() -> str:
    """Synonymlisten kan ikke læses.

    Forkert: `synonyms: [TR, tillidsvalgt`
    Rigtigt: `synonyms: [TR, tillidsvalgt]`
    Hvorfor: Når listen ikke kan læses, finder søgningen kun det ord, der bliver skrevet.
    """
    return "Synonymlisten kan ikke læses fra denne linje. Se efter en parentes, et kolon eller et indryk, der mangler."


@fault("O02")
def bad_group(what: str) -> str:
    """En gruppe i synonymlisten har et forkert felt.

    Forkert: `synonym: [TR]`
    Rigtigt: `synonyms: [TR]`
    Hvorfor: Et felt, som søgningen ikke kender, virker ikke.
    """
    return f"Gruppen kan ikke bruges: {what}."


@fault("O03")
def repeated_word(word: str, line: int) -> str:
    """Et ord står i to grupper.

    Forkert: `synonyms: [TR]` i to grupper
    Rigtigt: ordet står ét sted, og den anden gruppe har det under `related`
    Hvorfor: Søgningen kan kun oversætte et ord til én gruppe.
    """
    return f"»{word}« står allerede på linje {line}. Et ord kan kun stå i én gruppe; skriv det under »related« her."


FAULTS = faults_in(globals())
"""What can be wrong with the list, in the order of the rule page."""
