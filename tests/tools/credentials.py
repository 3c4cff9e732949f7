"""Credentials as people paste them. They are put together here, so that no scanner takes this file for a leak."""

from collections.abc import Mapping

LONG = "a1B2c3D4e5F6g7H8i9J0" * 3
SECRETS: Mapping[str, str] = {
    "private key": f"-----BEGIN OPENSSH PRIVATE {'KEY'}-----\n{LONG}\n-----END",
    "AWS": "AK" + "IAABCDEFGHIJKLMNOP",
    "GitHub": "gh" + f"p_{LONG[:36]}",
    "GitHub, fine": "github" + f"_pat_{LONG}",
    "GitLab": "gl" + f"pat-{LONG[:20]}",
    "Slack": "xo" + f"xb-{LONG[:30]}",
    "Google": "AI" + f"za{LONG[:35]}",
    "Azure": f"AccountName=x;Account{'Key'}={LONG}==;",
    "Azure signature": f"https://eksempel.invalid/?sv=1&{'sig'}={LONG}",
    "JWT": f"ey{'J'}{LONG}.ey{'J'}{LONG}.{LONG}",
    "password": "password: Tulipan7",
    "Danish password": "**Adgangskode:** tulipanen",
    "password in capitals": "ADGANGSKODE = tulip@n",
    "code of a door": "Dørkode: 47114",
    "connection": "postgresql://gryden:tulipan@db.eksempel.invalid/plan",
    "connection string": "Server=db;Database=plan;Pwd=tulipan7;",
    "key by its name": f"api_key: '{LONG[:32]}'",
    "token by its name": f"TOKEN={LONG[:24]}",
}
