"""From a phone to a branch, and the answer back: the real form, the real process and real Git, at 390 pixels.

(commands.embedding, commands.forwarding)
"""

import base64
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, expect

import trees
from catalogue.commands.embedding import EmbeddedReceiver
from catalogue.receive.application import TAKEN
from contexts import Contexts
from filling import Form, Window, unfold
from processes import Finished
from receiving import main_files, photo, to_bytes

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
LISTEN = """
const asked = window.fetch
window.fetch = async (address, options = {}) => {
  for (const sent of options.body?.getAll?.("picture") ?? []) {
    const bytes = new Uint8Array(await sent.arrayBuffer())
    await window.keep(btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join("")))
  }
  return asked(address, options)
}
"""
"""Gives the test the pictures that the page sends, as they leave it."""


@dataclass
class Preview:
    """A preview that runs, the repository of its receiver, and the folder that it shows."""

    address: str
    repository: Path
    docs: Path

    def git(self, *words: str) -> bytes:
        done = subprocess.run(["git", "-C", str(self.repository), *words], capture_output=True, check=True)
        return done.stdout

    @property
    def branch(self) -> str:
        (branch,) = self.git("for-each-ref", "--format=%(refname:short)", "refs/heads/bidrag/").decode().split()
        return branch


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for all: each test takes away what it has sent, but for the last, whose page is taken in."""
    docs = trees.draw(tmp_path_factory.mktemp("preview") / "docs", main_files())
    folder = EmbeddedReceiver(docs, "/indsend/").folder
    words = ["-m", "catalogue.commands.main", "serve", "--docs", str(docs), "--port", "0"]
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        line = next(line for line in process.stdout if "Kataloget vises" in line)
        address = line.split(" på ")[1].split("/ ")[0]
        while httpx.get(f"{address}/indsend/x/", timeout=120).status_code == 503:
            time.sleep(0.5)  # The receiver is begun when the site is there to send from.
        yield Preview(address, folder / "katalog.git", docs)
    finally:
        process.terminate()
        process.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def phone(contexts: Contexts, preview: Preview) -> Iterator[Window]:
    # A busy machine is slow to answer, and nothing here is judged by how long it takes.
    expect.set_options(timeout=60_000)
    with contexts.lend(viewport=PHONE) as context:
        yield Window(context, preview.address)
    expect.set_options(timeout=5_000)


NOBODY = {
    "phone": "ja",
    "readable": "nej",
    "consent.people": "ingen",
    "consent.channels": "kataloget",
    "rights": "ja",
}
"""What is answered of a picture on which nobody can be known."""
ANSWERS = {
    "unit": "gryden",
    "theme": "borgeren",
    "title": "Ti minutter ved tavlen",
    "summary": "Vi mødes kort, før dagen begynder.",
    "section-2": "Vi står op.\n\n- Blåbær\n- Æbler",
}


def test_what_only_the_receiver_knows_is_told_at_once_and_a_page_can_be_withdrawn(phone: Window) -> None:
    receipt = send(filled(phone, ANSWERS))
    second = filled(phone, {**ANSWERS, "title": "En anden titel"})
    second.page.get_by_role("button", name="Send siden").click()
    expect(second.page.locator("[data-faults]")).to_contain_text(TAKEN)
    expect(second.page.get_by_role("alert").first).to_be_focused()
    expect(second.page.locator("[name=title]")).to_have_value("En anden titel")
    linking = {**ANSWERS, "theme": "borgeren", "section-3": "Se [siden](../findes-ikke/)."}
    third = filled(phone, linking)
    third.page.get_by_role("button", name="Tjek siden").click()
    expect(third.page.locator("[data-field='section-3'] [data-error]")).to_be_visible()
    take_back(receipt)
    look(receipt)


def test_a_page_that_cannot_be_sent_stays_in_the_form(phone: Window) -> None:
    form = filled(phone, ANSWERS)
    phone.context.set_offline(True)
    form.page.get_by_role("button", name="Send siden").click()
    expect(form.page.get_by_text("Siden er ikke sendt, for der er ingen forbindelse lige nu.")).to_be_focused()
    expect(form.page.locator("[name=title]")).to_have_value(ANSWERS["title"])
    phone.context.set_offline(False)
    assert is_at(send(form), "Modtaget")
    assert is_at(form.page, "Modtaget")
    again = phone.open()
    expect(again.page.locator("[name=title]")).to_have_value("")
    take_back(form.page)


def test_what_is_built_meanwhile_waits_for_pictures_that_no_draft_keeps(
    phone: Window, preview: Preview, tmp_path: Path
) -> None:
    form = filled(phone, ANSWERS)
    (tmp_path / "a.png").write_bytes(photo((240, 120), "teal"))
    unfold(form.page.locator("[data-choose]"))
    form.page.locator("[data-choose]").set_input_files(tmp_path / "a.png")
    expect(form.page.locator("[data-shot]")).to_have_count(1)
    unit = preview.docs / "units/gryden/index.md"
    before = unit.read_bytes()
    unit.write_text(trees.unit("Køkkenet Gryden", body="Vi er flyttet.\n"), "utf-8")
    expect(form.page.get_by_role("alert").filter(has_text="Kataloget er bygget igen.")).to_be_visible()
    expect(form.page.locator("[data-shot]")).to_have_count(1)
    with form.page.expect_navigation():
        form.page.get_by_role("button", name="Fjern billedet").click()
    expect(form.page.locator("[name=title]")).to_have_value(ANSWERS["title"])
    with form.page.expect_navigation():
        unit.write_bytes(before)


def test_a_page_with_two_photos_is_sent_asked_about_answered_taken_in_and_read(
    phone: Window, preview: Preview, run: Callable[..., Finished], tmp_path: Path
) -> None:
    pictures: list[bytes] = []
    phone.context.expose_function("keep", lambda sent: pictures.append(base64.b64decode(sent)))
    phone.context.add_init_script(LISTEN)
    form = phone.open()
    form.fill(ANSWERS)
    for number in range(2):
        (tmp_path / f"{number}.png").write_bytes(photo((2400, 1200), ("teal", "orange")[number]))
    form.page.locator("[data-choose]").set_input_files([tmp_path / "0.png", tmp_path / "1.png"])
    expect(form.page.locator("[data-shots] [data-step]")).to_have_count(2)
    for number, alt in enumerate(("En tallerken", "En gryde")):
        form.fill({f"images.{number}.{key}": value for key, value in {"alt": alt, **NOBODY}.items()})
    assert form.faults == []
    expect(form.page.get_by_text("Siden er klar. Tryk »Send siden«.")).to_be_focused(timeout=60_000)
    text = form.text
    receipt = send(form)
    assert is_at(receipt, "Modtaget")
    look(receipt)
    receipt.get_by_role("button", name="Kopiér linket").click()
    expect(receipt.get_by_text("Det er kopieret.")).to_be_visible()
    assert receipt.evaluate("document.querySelector('[data-words]').textContent") == receipt.url
    named = [line.split(": ")[1].strip() for line in text.splitlines() if "file: " in line]
    sent = {"docs/units/gryden/borgeren.md": text.encode()}
    sent |= {f"docs/units/gryden/{name}": content for name, content in zip(named, pictures[-2:], strict=True)}
    for path, content in sent.items():
        assert preview.git("show", f"{preview.branch}:{path}") == content, path
    assert preview.git("diff", "--name-only", "main", preview.branch).decode().split() == sorted(sent)

    inbox = ("--repository", preview.repository)
    assert run("inbox", "return", preview.branch, "Hvem fører listen?", *inbox).status == 0
    receipt.reload()
    assert is_at(receipt, "Spørgsmål til jer")
    expect(receipt.get_by_text("Hvem fører listen?")).to_be_visible()
    look(receipt)
    receipt.get_by_role("link", name="Svar og ret").click()
    answering = Form(receipt)
    expect(receipt.get_by_text("Redaktionen skriver: »Hvem fører listen?«")).to_be_focused()
    expect(receipt.locator("[name=title]")).to_have_value(ANSWERS["title"])
    expect(receipt.locator("[data-about]")).to_contain_text("Her er siden, som I sendte den.")
    assert "receipt" not in receipt.url
    answering.fill({"section-1": "Vagtplanlæggeren fører den."})
    assert send(answering) is receipt
    assert is_at(receipt, "Modtaget")
    assert preview.git("rev-list", "--count", f"main..{preview.branch}").strip() == b"2"
    assert b"Vagtpl" in preview.git("show", f"{preview.branch}:docs/units/gryden/borgeren.md")

    accepted = run("inbox", "accept", preview.branch, *inbox)
    assert accepted.status == 0, accepted.err
    await_page(f"{preview.address}/units/gryden/borgeren/", "Vagtplanlæggeren fører den.")
    await_page(receipt.url, '"state": "udgivet"')
    receipt.reload()
    assert is_at(receipt, "Udgivet")
    look(receipt)
    receipt.get_by_role("link", name="Se siden").click()
    expect(receipt.get_by_role("heading", level=1)).to_have_text(ANSWERS["title"])
    written = {file.relative_to(preview.docs).as_posix(): file.read_bytes() for file in preview.docs.rglob("*.*")}
    assert written == to_bytes(main_files()), "the folder that is shown is nobody's to write to"


def filled(phone: Window, answers: dict[str, str]) -> Form:
    form = phone.open()
    form.fill(answers)
    return form


def send(form: Form) -> Page:
    """Send the page by keyboard, and return the window when it shows the receipt."""
    form.page.get_by_role("button", name="Send siden").press("Enter")
    try:
        form.page.wait_for_url("**/indsend/*/", timeout=60_000)
    except Error:
        told = [form.page.locator(f"[data-{mark}]").text_content() for mark in ("faults", "sending", "ready")]
        raise AssertionError(f"the page was not sent: {told}") from None
    return form.page


def take_back(receipt: Page) -> None:
    """Withdraw a page that was sent, from its receipt."""
    receipt.get_by_text("Træk siden tilbage").click()
    receipt.get_by_role("button", name="Træk tilbage").press("Enter")
    expect(receipt.get_by_role("heading", level=1)).to_have_text("Trukket tilbage")


def is_at(page: Page, state: str) -> bool:
    expect(page.get_by_role("heading", level=1)).to_have_text(state)
    return page.title().startswith(f"{state}: ")


def look(page: Page) -> None:
    """See that a receipt can be read by everybody, and that it is no wider than the phone."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def await_page(address: str, words: str) -> None:
    """Wait until the site shows some words on a page."""
    end = time.monotonic() + 120
    while words not in httpx.get(address).text:
        assert time.monotonic() < end, f"{address} never showed {words}"
        time.sleep(0.3)
