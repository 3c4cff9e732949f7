"""Readiness: settings that a catalogue still lacks before it goes live, as problems of its mkdocs.yml."""

import re
from collections.abc import Sequence

from catalogue.problems.codes import fault, faults_in
from catalogue.problems.problem import Problem, Severity
from catalogue.settings import Settings, Unset, find_unset


@fault("I01")
def required_setting(name: str, key: str, words: str) -> str:
    """En indstilling mangler, før kataloget kan gå i luften.

    Forkert: `extra.catalogue` i mkdocs.yml uden `editors_mail`.
    Rigtigt: `editors_mail: redaktionen@eksempel.invalid`
    Hvorfor: Uden den kan læserne ikke det, de skal kunne. `catalogue check --site` fortæller, hvad der mangler.
    """
    return f"»{name}« ({key}) mangler, og den skal være der, før kataloget går i luften. {words}"


@fault("I02", Severity.ADVICE)
def useful_setting(name: str, key: str, words: str) -> str:
    """En indstilling kan give læserne mere.

    Forkert: `extra.catalogue` i mkdocs.yml uden `forge`.
    Rigtigt: `forge: { address: "https://forge.eksempel.invalid/katalog" }`
    Hvorfor: Kataloget virker også uden, men så mangler læserne noget. `catalogue check --site` fortæller hvad.
    """
    return f"»{name}« ({key}) er ikke sat. {words}"


FAULTS = faults_in(globals())
"""Every fault above, for the rule page."""


def find_missing(settings: Settings, path: str, written: str) -> Sequence[Problem]:
    """Return what a catalogue lacks before it goes live, as problems of its configuration.

    `path` is the configuration's path and `written` its text, in which the problems stand where the setting belongs.
    """
    line = _line_of_ours(written)
    return [_to_problem(unset, path, line) for unset in find_unset(settings)]


def _to_problem(unset: Unset, path: str, line: int) -> Problem:
    told = required_setting if unset.missed.is_required else useful_setting
    return told.at(path, line, unset.missed.name, unset.key, unset.missed.words)


def _line_of_ours(written: str) -> int:
    """Return the line of `catalogue:` in a configuration's text, or the first."""
    found = re.search(r"^[ \t]+catalogue:", written, re.MULTILINE)
    return written.count("\n", 0, found.start()) + 1 if found else 1
