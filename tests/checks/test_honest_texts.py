"""Texts as workplaces would write them get no errors, and advice only where a good colleague would give it.

(checks.check, checks.speller, checks.abbreviations)
"""

import re
from collections.abc import Callable
from pathlib import Path

import trees
from catalogue.checks.check import Check
from some import some

FILE = Path(__file__).with_name("honest.txt")
TEXTS = dict(re.findall(r"(?ms)^# (\w+)\n(.*?)(?=^# |\Z)", FILE.read_text("utf-8")))
TOLD = {
    ("loen", "T11"): "»AUB«",
    ("systemer", "T11"): "»SBSYS«",
    ("link", "T11"): "»BFA«",
    ("liste", "M12"): "ligner en liste",
}
"""What is told, by the text and the rule: abbreviations that are not for everybody, and points led by letters."""


def test_honest_texts_get_no_errors_and_hardly_any_advice(
    draw: Callable[..., Path], judge: Callable[..., Check]
) -> None:
    pages = {
        f"stories/{name}.md": trees.story(f"Prøve {number}", body=body)
        for number, (name, body) in enumerate(some(TEXTS.items()))
    }
    assert len(pages) == 65
    found = judge(draw({**trees.small(), **pages})).problems
    told = {(Path(problem.path).stem, problem.code): problem.message for problem in found}
    assert told.keys() == TOLD.keys()
    assert all(words in told[key] for key, words in some(TOLD.items()))
