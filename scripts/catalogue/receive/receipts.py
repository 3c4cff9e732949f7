"""Receipts: the secret word by which a writer finds a proposal again, and the names that are made of it.

The word itself is given once and kept nowhere: what is kept is its digest, and a part of that is the proposal's name.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass

BYTES = 20
"""160 random bits."""
TOKEN = re.compile(r"[0-9a-f]{40}")
NAME = re.compile(r"[0-9a-f]{12}")
BRANCHES = "bidrag/"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt, by its token of 40 hexadecimal digits."""

    token: str

    @property
    def digest(self) -> str:
        """What is kept of it: the SHA-256 of the token, as 64 hexadecimal digits."""
        return hashlib.sha256(self.token.encode()).hexdigest()

    @property
    def name(self) -> str:
        """The name of its proposal: the first twelve digits of the digest."""
        return self.digest[:12]

    @property
    def branch(self) -> str:
        """The branch of its proposal."""
        return f"{BRANCHES}{self.name}"

    def fits(self, digest: str) -> bool:
        """Tell whether a digest is that of this receipt, in a time that says nothing of how much of it is."""
        return hmac.compare_digest(self.digest, digest)


def make_receipt(random_bytes: bytes) -> Receipt:
    """Return the receipt that 20 random bytes give. Raises ValueError for any other number of them."""
    if len(random_bytes) != BYTES:
        raise ValueError(f"a receipt is made of {BYTES} bytes")
    return Receipt(random_bytes.hex())


def read_receipt(token: str) -> Receipt | None:
    """Return the receipt of a token out of an address, or None for what is none."""
    return Receipt(token) if TOKEN.fullmatch(token) else None


def name_of(written: str) -> str:
    """Return the name of the proposal that an editor writes as a token, a name or a branch; empty for what is none."""
    word = written.strip().strip("/").removeprefix("refs/heads/").removeprefix(BRANCHES)
    if receipt := read_receipt(word):
        return receipt.name
    return word if NAME.fullmatch(word) else ""
