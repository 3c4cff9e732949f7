"""Receipts: the secret word by which a writer finds a proposal again, and the names that are made of it.

The word itself is given once and kept nowhere: what is kept is its digest, and a part of that is the proposal's name.
A workplace's shared mailbox gets a link of its own, which is no secret of the writer's: the proposal's name under a
seal that only the receiver can make. So it can be written in each mail, and is kept nowhere either.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass

BYTES = 20
"""160 random bits."""
TOKEN = re.compile(r"[0-9a-f]{40}")
LINK = re.compile(r"([0-9a-f]{12})([0-9a-f]{40})")
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


@dataclass(frozen=True, slots=True)
class Link:
    """What a shared mailbox finds a proposal by: its name and a seal, as 52 hexadecimal digits."""

    name: str
    seal: str

    @property
    def token(self) -> str:
        """The link's part of an address."""
        return f"{self.name}{self.seal}"

    def is_genuine(self, key: bytes) -> bool:
        """Tell whether its seal was made with a key, in a time that says nothing of how much of it was."""
        return bool(key) and hmac.compare_digest(self.seal, make_link(self.name, key).seal)


def make_link(name: str, key: bytes) -> Link:
    """Return the link to a proposal that a shared mailbox gets."""
    return Link(name, hmac.new(key, f"mailbox {name}".encode(), hashlib.sha256).hexdigest()[:40])


def read_link(token: str) -> Link | None:
    """Return the link of a token out of an address, or None for what is none. Its seal may be anybody's."""
    found = LINK.fullmatch(token)
    return Link(found[1], found[2]) if found else None


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
