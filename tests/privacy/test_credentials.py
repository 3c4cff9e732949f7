"""Credentials: keys and passwords are found and masked, and what only looks like one is let be."""

import pytest

from catalogue.privacy.credentials import find_credentials
from catalogue.privacy.masking import mask
from credentials import SECRETS

NO_SECRETS = {
    "a sentence on passwords": "Kodeord: Brug mindst tolv tegn, og skift dem ofte",
    "a question": "Glemt dit kodeord: Ring til vagten.",
    "a place to write it": "Kodeord: [skriv her]",
    "stars": "Password: ********",
    "an address with a port": "https://eksempel.invalid:8080/a@b",
    "a slug": "den-danske-svenske-norske-nordiske-kasse-samarbejdsaftale-2",
    "a case": "Sag: 22/179",
    "the word token": "token: etlangtordudentalmenmedmangebogstaver",
}

PASSWORDS = (
    "Kode: Sommer2024!",
    "Kode til iPad'en: 135790",
    "Log ind som gryden og med kode Tulipan7",
    "Koden er stadig 4711",
    "PIN: 0815",
    "pin 1234",
    "pw: Tulipan7!",
    "Nøgleboksen åbnes med 4711",
    "Døren låses op med 4711.",
    "Koden til skabet: 2580",
    "Brug koden 4711 ved døren",
    "Døren åbnes med koden 4711",
    "Tast 4711 og nøgle",
    "Password (intranet): Vinter25",
    "[Hos password: Tulipan7](../themes/borgeren.md)",
    'aliases: ["Dørkode: 47114"]',
    "[Koden til døren er 4711](https://eksempel.invalid/1)",
    "| **Adgangskode:** tulipanen | i dag |",
    "Adgangskoden er Sommer2024!",
    "Koden til døren er 4711.",
    "Dørkode 4711",
    "Mødekode: aB3xYz",
    "**Kodeord:** tulipan7",
    "Koden er 4711",
    "Kode til alarmen: 4711",
    "Adgangskoden til wifi er »Gryden2024«",
    "Pinkoden er 1234 og den virker",
    "Koden på nøgleboksen er 0815",
    "Wifi-kode: Koekken2024",
    "password er Tulipan7",
    "Adgangskode: tulipanen",
    "Alarmkoden er 4711, husk den",
    "Koden til hoveddøren 4711.",
    "Kode = Tulipan!7",
    "ADGANGSKODE = tulip@n",
)
"""Passwords as people write them."""
SENTENCES = (
    "Kodeord: nærvær",
    "DRG-kode 4711",
    "Stregkode 5701234567890",
    "Kodeord for 2026: tryghed",
    "Skift adgangskode hver 90. dag",
    "Tast 70 10 10 10, og vent",
    "Kontoret åbner med 1200 nye pladser",
    "Huset åbnes med 2000 gæster",
    "Vi fik pin 3 og 4",
    "Koden (den nye): brug hovedet",
    "Med kode 3-kørsel går det hurtigt",
    "Kodeordet er stadig tillid",
    "[Kodeord: nærvær](../themes/1.md)",
    "[Adgangskode: nulstil](https://eksempel.invalid/1)",
    "Kodeord: Nærvær, faglighed og humor",
    "Kodeordet er nærvær.",
    "Koden er knækket",
    "Koden til god trivsel er 10-12 minutter sammen",
    "Koden til succes er 1000 samtaler",
    "Adgangskoden er hemmelig.",
    "Adgangskoden er på 12 tegn",
    "Pinkode på 4 cifre",
    "Postkode: 8500",
    "Postnummer 8500",
    "QR-kode: https://eksempel.dk/a",
    "Farvekode: #FF8800",
    "Koden er skiftet i 2025",
    "Kode: F07",
    "Spørg lederen om koden.",
    "Koden til et godt møde er 2026-planen",
    "Dørkode: spørg vagten",
    "Fejlkode: 4040",
    "Kodeord: Brug mindst tolv tegn",
    "Koder: se bilag",
    "Løsen: Fællesskab",
    "Diagnosekode: DZ511",
    "I 2024 fik vi dørkode",
    "Adgangskode: [skriv her]",
    "Kildekode: python3",
    "Stregkoden er 5701234567890123",
)
"""What people write of passwords and codes, and no password."""


@pytest.mark.parametrize("text", PASSWORDS)
def test_a_password_is_found_as_people_write_it(text: str) -> None:
    (found,) = find_credentials(f"Hej\n{text}\nfarvel")
    assert found.kind == "et kodeord"
    assert text.split()[-1].rstrip(".!") not in mask(text) or not text.split()[-1].rstrip(".!")[-1].isdigit()


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_on_codes_is_no_password(text: str) -> None:
    assert find_credentials(f"Hej\n{text}\nfarvel") == []


@pytest.mark.parametrize("text", SECRETS.values(), ids=SECRETS)
def test_a_secret_is_found_and_masked(text: str) -> None:
    whole = f"Før\n{text}\nefter"
    (found,) = find_credentials(whole)
    secret = whole[found.start : found.end].strip()
    assert len(secret) >= 4
    assert secret not in mask(whole)
    assert "efter" in mask(whole)


@pytest.mark.parametrize("text", NO_SECRETS.values(), ids=NO_SECRETS)
def test_what_is_no_secret_gives_nothing(text: str) -> None:
    assert find_credentials(text) == []
