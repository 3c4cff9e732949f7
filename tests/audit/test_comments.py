"""The answer to a pull request under long fuzzing: forged answers through GitHub's Markdown, and damaged archives."""

import io
import random
import time
import zipfile

import answers
import posting
from catalogue.review import answer
from catalogue.review.comments import Surroundings
from rows import Note

SECONDS = 120
"""For each of the two."""
SEED = 15


def test_forged_answers_stay_words(note: Note) -> None:
    around = Surroundings(
        repository=answers.REPOSITORY,
        commit="c0ffee",
        preview=f"{answers.REPOSITORY}/actions/runs/7#artifacts",
        site_address=answers.SITE,
    )
    lots, tried, end = random.Random(SEED), 0, time.monotonic() + SECONDS
    while time.monotonic() < end:
        answers.assert_inert(lots, around)
        tried += 1
    note(f"0 live of {tried} answers", "0 live")


def test_damaged_archives_are_read_or_refused(note: Note) -> None:
    lots, tried, end = random.Random(SEED), 0, time.monotonic() + SECONDS
    while time.monotonic() < end:
        stream = io.BytesIO()
        text = answer.to_json(answers.draw_answer(lots))
        with zipfile.ZipFile(stream, "w", lots.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
            archive.writestr("answer.json", text)
        for _ in range(50):
            posting.assert_archive_is_read_or_refused(lots, stream.getvalue(), text)
            tried += 1
    note(f"0 tracebacks of {tried} archives", "0 tracebacks")
