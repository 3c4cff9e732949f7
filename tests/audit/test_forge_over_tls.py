"""A forge over TLS, on loopback: whom the machine does not trust gets neither token nor page; whom it trusts, both."""

import ssl
import subprocess
from pathlib import Path

import pytest

import trees
from catalogue.receive.receipts import make_receipt
from courier_rig import Rig
from forge_kinds import Forgejo
from forge_server import serving
from receiving import begun, submission
from rows import Note

FIRST = make_receipt(bytes(20))


def make_certificate(folder: Path) -> tuple[Path, Path]:
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    words += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(words, check=True, capture_output=True)
    return key, certificate


def test_only_a_forge_that_the_machine_trusts_is_told_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, note: Note
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    key, certificate = make_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    forge = Forgejo(begun(tmp_path / "forge.git").repository.folder)
    with serving(forge, context):
        rig = Rig(tmp_path, forge, begun(tmp_path / "katalog.git"))
        rig.send(submission(trees.interpretation()), FIRST)
        rig.fail()
        assert forge.asked == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        rig.restart()
        rig.round()
        assert len(forge.pulls) == 1
    note("told nothing before its certificate was trusted", "neither token nor page")
