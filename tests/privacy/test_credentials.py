"""Credentials: keys and passwords are found and masked, and what only looks like one is let be."""

import pytest

from catalogue.privacy.credentials import find_credentials
from catalogue.privacy.masking import mask

# Secrets. Put together here, so that no scanner takes this file for a leak.
_LONG = "a1B2c3D4e5F6g7H8i9J0" * 3
SECRETS = {
    "private key": f"-----BEGIN OPENSSH PRIVATE {'KEY'}-----\n{_LONG}\n-----END",
    "AWS": "AK" + "IAABCDEFGHIJKLMNOP",
    "GitHub": "gh" + f"p_{_LONG[:36]}",
    "GitHub, fine": "github" + f"_pat_{_LONG}",
    "GitLab": "gl" + f"pat-{_LONG[:20]}",
    "Slack": "xo" + f"xb-{_LONG[:30]}",
    "Google": "AI" + f"za{_LONG[:35]}",
    "Azure": f"AccountName=x;Account{'Key'}={_LONG}==;",
    "Azure signature": f"https://eksempel.invalid/?sv=1&{'sig'}={_LONG}",
    "JWT": f"ey{'J'}{_LONG}.ey{'J'}{_LONG}.{_LONG}",
    "password": "password: Tulipan7",
    "Danish password": "**Kodeord:** tulipanen",
    "password in capitals": "ADGANGSKODE = tulip@n",
    "code of a door": "Dørkode: 47114",
    "connection": "postgresql://gryden:tulipan@db.eksempel.invalid/plan",
    "connection string": "Server=db;Database=plan;Pwd=tulipan7;",
    "key by its name": f"api_key: '{_LONG[:32]}'",
    "token by its name": f"TOKEN={_LONG[:24]}",
}
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
