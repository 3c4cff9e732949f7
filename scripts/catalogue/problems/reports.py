"""Reports: problems as text for people, as annotations for a forge, as JSON for programs."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from catalogue.language import wording
from catalogue.problems.problem import Problem, Severity


def to_text(problems: Iterable[Problem]) -> str:
    """Return one line a problem: `path:line: message [code]`; advice says so first."""
    return "".join(map(_to_line, problems))


def _to_line(problem: Problem) -> str:
    return f"{problem.shown_path}:{problem.line}: {_spoken(problem)} [{problem.code}]\n"


def _spoken(problem: Problem) -> str:
    return problem.message if problem.is_error else f"Råd: {problem.message}"


def to_github(problems: Iterable[Problem]) -> str:
    """Return GitHub's workflow commands, which annotate the lines of a pull request."""
    return "".join(map(_to_command, problems))


def _to_command(problem: Problem) -> str:
    level = "error" if problem.is_error else "notice"
    place = f"file={_escape(problem.shown_path, True)},line={problem.line},title={_escape(problem.code, True)}"
    return f"::{level} {place}::{_escape(problem.message)}\n"


def _escape(text: str, is_property: bool = False) -> str:
    # The escapes that GitHub's runner undoes: actions/toolkit, packages/core/src/command.ts.
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C") if is_property else escaped


def to_json(problems: Iterable[Problem]) -> str:
    """Return the list of problems as JSON: `path`, `line`, `code`, `severity`, `message`."""
    return json.dumps([_to_object(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"


def _to_object(problem: Problem) -> Mapping[str, str | int]:
    return {
        "path": problem.shown_path,
        "line": problem.line,
        "code": problem.code,
        "severity": str(problem.severity),
        "message": problem.message,
    }


FORMATS: Mapping[str, Callable[[Iterable[Problem]], str]] = {"text": to_text, "github": to_github, "json": to_json}


def summarise(problems: Iterable[Problem], pages: int) -> str:
    """Return one line on how it went, such as »12 sider er læst. 2 fejl og 1 råd.«."""
    severities = [problem.severity for problem in problems]
    errors, advice = severities.count(Severity.ERROR), severities.count(Severity.ADVICE)
    read = f"{wording.count(pages, 'side', 'sider')} er læst."
    if not severities:
        return f"{read} Alt er i orden."
    return f"{read} {wording.count(errors, 'fejl', 'fejl')} og {wording.count(advice, 'råd', 'råd')}."


def located(problems: Iterable[Problem], shown: str) -> Iterator[Problem]:
    """Yield problems with their paths as a writer knows them: below the docs folder as it is shown."""
    return (replace(problem, path=_join(shown, problem.path)) for problem in problems)


def _join(docs: str, path: str) -> str:
    # The editors' word list lies outside the docs folder; everything else is named by the folder as it was given.
    return os.path.normpath(f"{docs}/{path}") if path.startswith("../") else f"{docs}/{path}"
