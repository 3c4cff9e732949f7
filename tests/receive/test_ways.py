"""The ways to send, as people meet them: at once, by a colleague's yes at the shared mailbox, or by signing in."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

import trees
from catalogue.receive import application, gate
from catalogue.receive.configuration import Way
from catalogue.receive.proposals import Event, What
from catalogue.receive.receipts import make_link
from entering import KEY, SECRET, entered
from issuers import FalseIssuer, false_issuer, issuer_at, real_issuer, sign_in_at
from receiving import JSON, PAGE, PATH, Receiving, everything_in, git, photo, with_pictures

GOOD = trees.interpretation(body="\n## Det gør vi\n\nVi ringer <b>først</b>.\n")
KNOWN = {"X-Remote-User": "B12345"}


def messages(answer: httpx.Response) -> list[str]:
    return [one["message"] for one in answer.json()["problems"]]


def link_of(receiving: Receiving, number: int = -1) -> str:
    """Return the address that the mailbox was sent."""
    return f"{PATH}{make_link(receiving.branches.all()[number].proposal.name, KEY).token}/"


def press(receiving: Receiving, link: str, action: str, **headers: str) -> httpx.Response:
    """Press a button of the page that a link opens."""
    page = receiving.client.get(link, headers=PAGE).text
    found = re.search(rf'<form method="post" action="({action}[^"]*)"', page)
    assert found, page
    return receiving.client.post(f"{link}{found[1]}", headers={**JSON, **headers})


# By a proxy's header


def test_who_has_signed_on_at_the_proxy_sends_at_once_and_nothing_is_kept_of_them(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.PROXY)
    answer = receiving.post("", GOOD, headers=KNOWN)
    assert (answer.status_code, answer.json()["state"]) == (201, "modtaget")
    assert b"B12345" not in everything_in([tmp_path, receiving.branches.repository.folder])
    branch = receiving.show(answer.json()["receipt"])["branch"]
    said = git(receiving.branches, "log", "--format=%an %ae %cn %ce", f"main..{branch}").split("\n")[0]
    assert said == "Modtageren modtageren@katalog.invalid Modtageren modtageren@katalog.invalid"


@pytest.mark.parametrize("path", ["check", ""])
def test_who_has_not_signed_on_is_told_to(path: str, tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.PROXY)
    answer = receiving.post(path, GOOD)
    assert (answer.status_code, messages(answer)) == (403, [gate.NOT_ALLOWED])
    assert receiving.heads == []


FORGED = [
    {"X-Catalogue-Secret": "forkert" * 6},
    {"X-Catalogue-Secret": ""},
    {"X_Remote_User": "B12345"},
    {"X_Catalogue_Secret": SECRET},
    {"Host": "127.0.0.1"},
    {"Origin": "https://ond.invalid"},
    {"Sec-Fetch-Site": "cross-site"},
]


@pytest.mark.parametrize("headers", FORGED)
def test_what_the_server_in_front_did_not_say_gets_nothing(headers: dict[str, str], tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.PROXY)
    for answer in (
        receiving.post("", GOOD, headers={**KNOWN, **headers}),
        receiving.post("check", GOOD, headers={**KNOWN, **headers}),
    ):
        assert answer.status_code == 403
    assert receiving.heads == []


def test_over_tcp_nobody_is_let_in_where_there_are_ways(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.PROXY)
    receiving.client._transport.client = ("127.0.0.1", 5)  # type: ignore[attr-defined]
    assert messages(receiving.post("", GOOD, headers=KNOWN)) == [gate.PAST_THE_FRONT]
    assert receiving.client.get(f"{PATH}{'0' * 40}/", headers=JSON).status_code == 403


def test_the_limits_are_by_the_browser_s_own_address(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.PROXY, missed_by_address=2)
    tried = []
    for address in ("10.0.0.1",) * 3 + ("10.0.0.2",):
        headers = {**JSON, "X-Catalogue-Address": address}
        tried.append(receiving.client.get(f"{PATH}{'0' * 40}/", headers=headers).status_code)
    assert tried == [404, 404, 429, 404]


# By the shared mailbox


def test_a_page_waits_until_a_colleague_says_yes(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.MAILBOX)
    answer = receiving.post("", GOOD)
    assert (answer.status_code, answer.json()["state"]) == (201, "venter på jer")
    receipt = answer.json()["receipt"]
    shown = receiving.show(receipt)
    assert shown["says"].startswith("Vi har skrevet til jeres fælles postkasse.")
    link = link_of(receiving)
    assert press(receiving, link, "confirm/").json() == {"receipt": link, "state": "modtaget"}
    assert receiving.show(receipt)["state"] == "modtaget"
    assert receiving.show(link)["pages"] == receiving.show(receipt)["pages"]


def test_the_colleague_sees_all_that_was_sent_and_none_of_it_runs(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.MAILBOX)
    text = with_pictures("en.png", title="Gryder & co") + "\n## Det gør vi\nSkriv `<script>alert(1)</script>`.\n"
    receiving.send(text, photo(), told_to="Lederen & co.")
    page = receiving.client.get(link_of(receiving), headers=PAGE).text
    assert "<title>Er siden fra jer?</title>" in page
    assert "<script" not in page
    for seen in (
        'text--heading">Det gør vi</p>',
        "Gryder &amp; co",
        "Skriv `&lt;script&gt;",
        "Der er et billede med.",
        "Hvem fortæller: Lederen &amp; co.",
    ):
        assert seen in page


def test_a_scanner_that_follows_links_changes_nothing(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.MAILBOX)
    receipt, before = receiving.send(GOOD), git(receiving.branches, "for-each-ref")
    link = link_of(receiving)
    page = receiving.client.get(link, headers=PAGE).text
    actions = re.findall(r'(?:href|action)="([^"#]*)"', page)
    assert any(action.startswith("confirm/") for action in actions)
    for action in ("", *actions):
        address = action if action.startswith("/") else f"{link}{action}"
        for method in ("GET", "HEAD", "OPTIONS"):
            receiving.client.request(method, address, headers=PAGE)
    assert git(receiving.branches, "for-each-ref") == before
    assert receiving.show(receipt)["state"] == "venter på jer"


def test_the_writer_s_own_receipt_cannot_say_yes(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.MAILBOX)
    receipt = receiving.send(GOOD)
    content = receiving.branches.all()[0].proposal.content
    for action in (f"confirm/{content}", "disown"):
        assert receiving.client.post(f"{receipt}{action}", headers=JSON).status_code == 404
    assert "data-confirm" not in receiving.client.get(receipt, headers=PAGE).text
    assert receiving.show(receipt)["state"] == "venter på jer"


@pytest.mark.parametrize("action", ["confirm/", "disown"])
def test_a_foreign_page_cannot_press_a_colleague_s_button(action: str, tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.MAILBOX)
    receiving.send(GOOD)
    answer = press(receiving, link_of(receiving), action, Origin="https://ond.invalid")
    assert (answer.status_code, messages(answer)) == (403, [gate.FOREIGN])


def test_a_page_that_is_not_theirs_is_gone_at_once(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.MAILBOX)
    receipt = receiving.send(GOOD)
    link = link_of(receiving)
    assert press(receiving, link, "disown").json()["state"] == "ikke taget med"
    shown = receiving.show(receipt)
    assert (shown["state"], shown["form"], receiving.heads) == ("ikke taget med", "", [])
    assert "siden ikke er fra jer" in shown["words"][0]
    again = receiving.client.post(f"{link}confirm/{'0' * 64}", headers=JSON)
    assert messages(again) == [application.ALREADY.format(state="ikke taget med")]
    page = receiving.client.post(f"{link}disown", headers=PAGE)
    assert (page.status_code, application.NOT_ANSWERED in page.text) == (409, True)
    assert f'href="{link}"' in page.text


def test_a_page_that_changed_meanwhile_is_not_what_was_said_yes_to(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.MAILBOX)
    receipt = receiving.send(GOOD)
    link, seen = link_of(receiving), receiving.branches.all()[0].proposal.content
    again = receiving.post(receipt, trees.interpretation("Noget helt andet"))
    assert again.json()["state"] == "venter på jer"
    answer = receiving.client.post(f"{link}confirm/{seen}", headers=JSON)
    assert messages(answer) == [application.CHANGED]
    assert press(receiving, link, "confirm/").json()["state"] == "modtaget"


def test_a_page_that_was_said_yes_to_is_put_right_without_another(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.MAILBOX)
    receipt = receiving.send(GOOD)
    press(receiving, link_of(receiving), "confirm/")
    assert receiving.post(receipt, trees.interpretation("Nu bedre")).json()["state"] == "modtaget"
    assert receiving.post(link_of(receiving), trees.interpretation("Nu bedst")).json()["state"] == "modtaget"
    twice = receiving.client.post(f"{link_of(receiving)}confirm/{'0' * 64}", headers=JSON)
    assert (twice.status_code, messages(twice)) == (409, [application.ALREADY.format(state="modtaget")])


def test_a_page_that_waits_stands_in_nobody_s_way(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.PROXY, Way.MAILBOX)
    receiving.send(trees.interpretation("Fra hvem som helst"))
    link = link_of(receiving)
    known = receiving.post("", GOOD, headers=KNOWN)
    assert known.json()["state"] == "modtaget"
    answer = press(receiving, link, "confirm/")
    assert (answer.status_code, messages(answer)) == (409, [application.TAKEN])
    assert receiving.post("", trees.interpretation("En til")).status_code == 409


def test_who_is_known_lets_the_very_same_page_on_that_waited(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.PROXY, Way.MAILBOX)
    waited = receiving.send(GOOD)
    known = receiving.post("", GOOD, headers=KNOWN)
    assert known.json()["state"] == "modtaget"
    assert receiving.show(waited)["state"] == "modtaget"
    assert len(receiving.heads) == 1


def test_nobody_can_fill_a_workplace_s_mailbox_or_its_place_in_the_queue(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.PROXY, Way.MAILBOX, waiting_by_unit=2, versions_waiting=2, open_by_unit=1)
    receipt = receiving.send(trees.interpretation("Nummer et"))
    receiving.send(trees.interpretation("Nummer to"))
    assert messages(receiving.post("", trees.interpretation("Nummer tre"))) == [application.TOO_MANY_WAITING]
    assert receiving.post(receipt, trees.interpretation("Nummer et, igen")).status_code == 200
    third = receiving.post(receipt, trees.interpretation("Nummer et, atter"))
    assert (third.status_code, messages(third)) == (429, [application.TOO_MANY_VERSIONS])
    assert receiving.post("", GOOD, headers=KNOWN).status_code == 201


def test_a_workplace_without_a_mailbox_is_asked_for_at_the_editors(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.MAILBOX, contact="")
    receipt = receiving.send(GOOD)
    assert "så vi har spurgt redaktionen" in receiving.show(receipt)["says"]
    page = receiving.client.get(link_of(receiving), headers=PAGE).text
    assert "Er siden fra arbejdspladsen?" in page
    assert "Ja, den er fra dem" in page


def test_nobody_names_the_mailbox_that_is_asked(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.MAILBOX, contact="")
    mine = "contact: {role: Mig, mail: mig@eksempel.invalid}\n"
    receiving.send(GOOD, key="nye/borgeren", unit_text=trees.unit("Nye", more=mine))
    receiving.send(trees.unit(more=mine), kind="unit", key="gryden")
    receiving.rounds.go()
    assert receiving.rounds.mailing
    assert {mail.to for mail in receiving.rounds.mailing.outbox.waiting()} == {"redaktionen@eksempel.invalid"}


def test_a_link_lasts_as_long_as_the_receipt(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.MAILBOX)
    name = receiving.send(GOOD) and receiving.branches.all()[0].proposal.name
    link = link_of(receiving)
    press(receiving, link, "confirm/")
    receiving.branches.add(name, Event(What.DECLINED, receiving.clock(), "Nej"))
    receiving.clock.advance(days=181)
    answer = receiving.client.get(link, headers=JSON)
    assert (answer.status_code, messages(answer)) == (404, [application.NO_RECEIPT.format(days=180)])


# By signing in


@pytest.fixture(scope="module")
def real() -> Iterator[str]:
    with real_issuer() as address:
        yield address


def signing_in(folder: Path, address: str, *ways: Way) -> Receiving:
    receiving = entered(folder, *(ways or (Way.OPENID,)), issuer=issuer_at(address))
    receiving.clock.now = datetime.now(UTC)
    return receiving


def begin(receiving: Receiving, receipt: str) -> tuple[str, str]:
    """Press »Log ind«, and return where the browser is led and the cookie that it got."""
    answer = receiving.client.get(f"{receipt}sign-in", headers=PAGE)
    assert answer.status_code == 303, answer.text
    cookie = answer.headers["set-cookie"]
    assert re.fullmatch(
        r"__Host-catalogue-sign-in=[0-9a-f]{64}; Path=/; Max-Age=600; Secure; HttpOnly; SameSite=Lax", cookie
    )
    return answer.headers["location"], cookie.partition(";")[0]


def come_back(receiving: Receiving, answer: dict[str, str], cookie: str, **headers: str) -> httpx.Response:
    """Come back from the issuer, as another site sends a browser."""
    receiving.client.cookies.clear()
    told: dict[str, Any] = {"Cookie": cookie, "Sec-Fetch-Site": "cross-site", **PAGE, **headers}
    return receiving.client.get(f"{PATH}signed-in", params=answer, headers=told)


def test_who_signs_in_lets_the_page_go_on_and_leaves_no_cookie_and_no_name(tmp_path: Path, real: str) -> None:
    receiving = signing_in(tmp_path, real)
    receipt = receiving.send(GOOD)
    assert receiving.show(receipt)["says"] == "Log ind, så går siden videre til redaktionen."
    assert 'href="sign-in"' in receiving.client.get(receipt, headers=PAGE).text
    address, cookie = begin(receiving, receipt)
    answer = sign_in_at(address, "anna.andersen@eksempel.invalid")
    back = come_back(receiving, answer, cookie)
    assert (back.status_code, back.headers["location"]) == (303, receipt)
    assert back.headers["set-cookie"].startswith("__Host-catalogue-sign-in=; Path=/; Max-Age=0;")
    assert receiving.show(receipt)["state"] == "modtaget"
    assert b"anna" not in everything_in([tmp_path, receiving.branches.repository.folder])
    replayed = come_back(receiving, answer, cookie)
    assert (replayed.status_code, receiving.show(receipt)["state"]) == (403, "modtaget")


def test_no_other_answer_sets_a_cookie(tmp_path: Path, real: str) -> None:
    receiving = signing_in(tmp_path, real, Way.OPENID, Way.MAILBOX)
    receipt = receiving.send(GOOD)
    link = link_of(receiving)
    answers = [receiving.client.get(address, headers=PAGE) for address in (receipt, link, f"{PATH}x", PATH)]
    answers += [receiving.post("check", GOOD), receiving.post(receipt, GOOD), press(receiving, link, "confirm/")]
    answers += [receiving.client.get(f"{receipt}sign-in", headers=PAGE)]  # It does not wait any more.
    assert answers[-1].status_code == 409
    assert not [answer for answer in answers if "set-cookie" in answer.headers]


def test_another_browser_cannot_end_a_signing_in(tmp_path: Path, real: str) -> None:
    receiving = signing_in(tmp_path, real)
    receipt = receiving.send(GOOD)
    address, _ = begin(receiving, receipt)
    back = come_back(receiving, sign_in_at(address), "__Host-catalogue-sign-in=" + "0" * 64)
    assert (back.status_code, receiving.show(receipt)["state"]) == (403, "venter på jer")
    assert "Du blev ikke logget ind" in back.text


def test_who_says_no_at_the_issuer_is_led_back_to_the_receipt(tmp_path: Path, real: str) -> None:
    receiving = signing_in(tmp_path, real)
    receipt = receiving.send(GOOD)
    address, cookie = begin(receiving, receipt)
    state = str(httpx.URL(address).params["state"])
    back = come_back(receiving, {"error": "access_denied", "state": state}, cookie)
    assert back.status_code == 403
    assert f'href="{receipt}"' in back.text
    assert "Siden venter stadig" in back.text
    assert "Max-Age=0" in back.headers["set-cookie"]


@pytest.mark.parametrize("query", ["", "state=x&code=y", "state=x&state=y&code=z", "code=%00&state=%ff", "error=<b>"])
def test_an_answer_that_nobody_asked_for_is_told_of_in_danish(query: str, tmp_path: Path, real: str) -> None:
    receiving = signing_in(tmp_path, real)
    back = receiving.client.get(f"{PATH}signed-in?{query}", headers=PAGE)
    assert back.status_code == 403
    assert "Du blev ikke logget ind" in back.text
    assert "<b>" not in back.text


def test_answers_cannot_be_guessed_again_and_again(tmp_path: Path, real: str) -> None:
    receiving = entered(tmp_path, Way.OPENID, issuer=issuer_at(real), missed_by_address=2)
    tried = [receiving.client.get(f"{PATH}signed-in?state={n}&code=x", headers=JSON).status_code for n in range(3)]
    assert tried == [403, 403, 429]


@pytest.fixture
def false() -> Iterator[FalseIssuer]:
    with false_issuer() as issuer:
        yield issuer


def test_an_issuer_that_is_down_keeps_the_page_waiting(tmp_path: Path, false: FalseIssuer) -> None:
    receiving = signing_in(tmp_path, false.address)
    receipt = receiving.send(GOOD)
    false.status = 500
    answer = receiving.client.get(f"{receipt}sign-in", headers=PAGE)
    assert answer.status_code == 503
    assert "Vi kan ikke få fat i jeres login lige nu." in answer.text
    assert receiving.show(receipt)["state"] == "venter på jer"


def test_where_nobody_can_sign_in_there_is_nothing_to_sign_in_to(tmp_path: Path) -> None:
    receiving = entered(tmp_path, Way.MAILBOX)
    receipt = receiving.send(GOOD)
    for address in (f"{receipt}sign-in", f"{PATH}signed-in?state=x&code=y"):
        assert receiving.client.get(address, headers=JSON).status_code == 404
