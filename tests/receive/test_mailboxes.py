"""Mailboxes: who is written to about a page. (receive.mails)"""

import pytest

import trees
from catalogue.checks.check import Check
from catalogue.receive.desk import Desk
from catalogue.receive.mailboxes import Mailbox, describe, find_mailbox, is_shared
from catalogue.receive.mails import Mail, Sender, compose, from_data, write_mail
from catalogue.receive.proposals import Event, Proposal, Standing, What
from entering import EDITORS, MAILBOX, files
from receiving import NOON, repository

OURS = Mailbox(MAILBOX)
DOMAINS = ("eksempel.invalid",)
SENDER = Sender("post@eksempel.invalid", EDITORS, "Inspirationskatalog", "katalog.eksempel.invalid")
SHARED = ["koekkenet@eksempel.invalid", "hjemmepleje.nord@pleje.eksempel.invalid", "plejecenter.syd@eksempel.invalid"]
NOT_SHARED = [
    "anna.andersen@eksempel.invalid",
    "koekkenet@andet.invalid",
    "koekkenet@ondeksempel.invalid",
    "koekkenet@eksempel.invalid.andet.invalid",
    "a@b@eksempel.invalid",
    "koekkenet@eksempel.invalid\r\nBcc: alle@eksempel.invalid",
    "koekkenet,alle@eksempel.invalid",
    '"a b"@eksempel.invalid',
    "køkkenet@eksempel.invalid",
    "@eksempel.invalid",
    "",
]


@pytest.mark.parametrize("address", SHARED)
def test_a_function_at_home_may_be_written_to(address: str) -> None:
    assert is_shared(address, DOMAINS)


@pytest.mark.parametrize("address", NOT_SHARED)
def test_a_person_a_stranger_and_what_is_no_address_may_not(address: str) -> None:
    assert not is_shared(address, DOMAINS)


@pytest.fixture
def checked(tmp_path, request) -> Check:
    contact = getattr(request, "param", None)
    laid = files() if contact is None else files(contact)
    return Desk(repository(tmp_path / "katalog.git", laid), tmp_path / "room").renew(trees.TODAY)


def proposal(kind: str = "interpretation", key: str = "gryden/borgeren", file: str = "", *events: Event) -> Proposal:
    path, events = file or f"units/{key}.md", events or (Event(What.HELD, NOON),)
    return Proposal(
        "0" * 64, kind, key, "Klik på http://ond.invalid", (path,), "c", events or (Event(What.HELD, NOON),)
    )


def test_the_workplace_s_own_mailbox_is_the_one_on_main(checked: Check) -> None:
    assert find_mailbox(proposal(), checked, EDITORS, DOMAINS) == OURS
    new = proposal(key="nye/borgeren")
    assert find_mailbox(new, checked, EDITORS, DOMAINS) == Mailbox(EDITORS, is_editors=True)
    story = proposal("story", "gryden", "stories/gryden.md")
    assert find_mailbox(story, checked, EDITORS, DOMAINS) == Mailbox(EDITORS, is_editors=True)
    assert find_mailbox(new, checked, "", DOMAINS) is None


@pytest.mark.parametrize(
    "checked",
    ["", "contact: {role: Lederen}\n", "contact: {role: Lederen, mail: anna.andersen@eksempel.invalid}\n"],
    indirect=True,
)
def test_without_a_shared_mailbox_the_editors_are_asked(checked: Check) -> None:
    assert find_mailbox(proposal(), checked, EDITORS, DOMAINS) == Mailbox(EDITORS, is_editors=True)


PAGES = [
    (proposal(), "en side om temaet »Blik for borgeren«"),
    (proposal("idea", "gryden/borgeren/ny"), "en side om temaet »Blik for borgeren«"),
    (proposal(key="gryden/findes-ikke"), "en side"),
    (proposal("unit", "gryden", "units/gryden/index.md"), "en side om arbejdspladsen"),
    (proposal("meeting", "gryden/meetings/2026-06-20"), "en side om mødet den 20. juni 2026"),
    (proposal("story", "x", "stories/x.md"), "en historie"),
]


def test_a_mail_calls_a_page_by_main_s_names(checked: Check) -> None:
    assert [describe(one, checked).new for one, _ in PAGES] == [new for _, new in PAGES]


LINK = f"https://katalog.eksempel.invalid/indsend/{'0' * 52}/"


def mail_of(checked: Check, *events: Event, mailbox: Mailbox = OURS) -> Mail:
    one = proposal("interpretation", "gryden/borgeren", "", *events)
    return write_mail(Standing(one, "c"), describe(one, checked), mailbox, LINK, NOON, 14)


def test_the_question_says_what_was_sent_what_to_do_and_what_happens_if_nobody_does(checked: Check) -> None:
    mail = mail_of(checked)
    assert (mail.subject, mail.to, mail.is_question) == ("Er siden fra jer?", MAILBOX, True)
    text = " ".join(mail.text.split())
    assert "en side om temaet »Blik for borgeren« til kataloget og sagt, at den er fra Køkkenet Gryden." in text
    assert f"\n{LINK}\n" in mail.text
    assert "Svarer ingen inden 14 dage, bliver den slettet." in text
    again = mail_of(checked, Event(What.HELD, NOON), Event(What.HELD, NOON))
    assert "Den er ændret, siden vi skrev sidst." in again.text
    assert again.name != mail.name
    asked = mail_of(checked, mailbox=Mailbox(EDITORS, is_editors=True))
    assert asked.subject == "Kender I afsenderen? En side venter"


def test_nothing_that_a_sender_typed_stands_in_a_mail(checked: Check) -> None:
    for what in What:
        mail = mail_of(checked, Event(What.HELD, NOON), Event(what, NOON))
        assert "ond.invalid" not in mail.text + mail.subject


def test_a_mail_of_news_says_what_the_receipt_says_with_the_editors_words(checked: Check) -> None:
    mail = mail_of(checked, Event(What.SENT, NOON), Event(What.ASKED, NOON, "Hvad gør I?\r\nBcc: x@y.z"))
    assert mail.subject == "Spørgsmål til jer: jeres side til kataloget"
    assert "Redaktionen skriver:\n\nHvad gør I?\nBcc: x@y.z\n" in mail.text
    assert mail_of(checked, Event(What.SENT, NOON), Event(What.READ, NOON)).subject.startswith("Bliver læst:")


def test_a_mail_goes_over_the_line_as_plain_text_that_no_machine_answers(checked: Check) -> None:
    message = compose(mail_of(checked), SENDER)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Message-ID"] == "<000000000000.1-waiting@katalog.eksempel.invalid>"
    assert message["Reply-To"] == EDITORS
    assert message["From"].addresses[0].addr_spec == SENDER.address
    assert message["Content-Language"] == "da"
    assert message.get_content_type() == "text/plain"
    assert all(len(line) < 998 for line in message.as_bytes().splitlines())


@pytest.mark.parametrize("field", ["to", "subject", "name", "at"])
def test_no_value_makes_a_header_of_its_own(field: str, checked: Check) -> None:
    mail = from_data({**mail_of(checked).to_data(), field: f"{MAILBOX}\r\nBcc: alle@eksempel.invalid"})
    try:
        message = compose(mail, SENDER)
    except ValueError:
        return
    assert "\nBcc:" not in message.as_string()


def test_what_was_kept_is_the_mail_that_was_written(checked: Check) -> None:
    mail = mail_of(checked)
    assert from_data(mail.to_data()) == mail
    for wrong in ({}, {**mail.to_data(), "to": 1}, {**mail.to_data(), "more": ""}):
        with pytest.raises(TypeError):
            from_data(wrong)
