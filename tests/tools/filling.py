"""The form in a browser, as tests use it: opened, filled by the names of its fields, and read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page, expect

from catalogue.model.pages import AnyPage
from catalogue.problems.problem import Problem
from catalogue.reading.names import travelling_name
from trees import read

ANSWERS: Mapping[str, str] = {
    "unit": "koekkenet-gryden",
    "theme": "digitale-muligheder",
    "title": "Ti minutter ved tavlen",
    "summary": "Vi mødes kort, før dagen begynder.",
}
"""What is enough for a page."""


def unfold(part: Locator) -> None:
    """Open all that a part of a page is folded in, as a reader would."""
    part.evaluate(
        "one => { for (let at = one.closest('details'); at; at = at.parentElement.closest('details')) at.open = true }"
    )


@dataclass(frozen=True)
class Form:
    """A form that is open in a browser."""

    page: Page

    def fill(self, answers: Mapping[str, str]) -> None:
        """Answer questions by the names of their fields."""
        for name, answer in answers.items():
            control = self.page.locator(f"[name='{name}']").first
            unfold(control)
            kind = control.evaluate("one => one.type")
            if kind in ("radio", "checkbox"):
                self.page.locator(f"[name='{name}'][value='{answer}']:enabled").check()
            elif kind == "select-one":
                control.select_option(answer)
            else:
                control.fill(answer)

    @property
    def path(self) -> str:
        """The path of the page's file below docs/."""
        return self.page.locator("[data-filename]").text_content() or ""

    @property
    def text(self) -> str:
        """The text of the page's file."""
        return self.page.locator("[data-markdown]").text_content() or ""

    @property
    def faults(self) -> list[str]:
        """What the summary says must be put right, after the page is checked."""
        self.page.get_by_role("button", name="Tjek siden").click()
        return self.page.locator("[data-faults] a").all_text_contents()

    def read(self) -> tuple[AnyPage | None, Sequence[Problem]]:
        """Read the file as the catalogue does."""
        return read(self.path, self.text)

    def save(self, docs: Path) -> list[Path]:
        """Download every file and lay it where it belongs."""
        marks = {"Hent filen": "filename", "Hent siden": "filename", "Hent filen om jer": "unit-filename"}
        saved = []
        unfold(self.page.locator("[data-downloads]"))
        for button in self.page.locator("[data-downloads] [data-download]").all():
            path = self.page.locator(f"[data-{marks[button.inner_text()]}]").text_content() or ""
            target = docs / path
            with self.page.expect_download() as download:
                button.click()
            target.parent.mkdir(parents=True, exist_ok=True)
            download.value.save_as(target)
            assert download.value.suggested_filename == travelling_name(path)
            saved.append(target)
        return saved


class Window:
    """A window of its own, and what went wrong in it."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.faults: list[str] = []

    def open(self, path: str = "contribute/form/") -> Form:
        page = self.context.new_page()
        page.on("console", lambda one: self.faults.append(one.text) if one.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.goto(f"{self.address}/{path}", wait_until="load")
        expect(page.locator("[data-markdown]")).not_to_be_empty()  # The script has run.
        return Form(page)

    def follow(self, address: str, words: str, target: str) -> Form:
        """Open a page of the site, follow a link on it, and return the form it leads to."""
        page = self.context.new_page()
        page.goto(f"{self.address}/{address}", wait_until="load")
        page.get_by_role("main").get_by_role("link", name=words).click()
        page.wait_for_url(f"**/{target}*")
        expect(page.locator("[data-markdown]")).not_to_be_empty()  # The script has run.
        return Form(page)
