"""Hashes of e-mail addresses, which tell whether two comments have one writer."""

from __future__ import annotations

import hashlib

from migrator.document.document import Document


def email_hash(email: str, doc: Document) -> str:
    """A salted hash of an address: tells whether two comments have one writer, and cannot be looked
    up in a table of known hashes. The salt is the site's host name, so that a run gives the same
    hashes again."""
    return address_hash(email, doc.address.host)


def address_hash(email: str, host: str) -> str:
    """The hash of an e-mail address on the site with the name `host`."""
    salt = hashlib.blake2b(host.encode(), digest_size=16).digest()
    return hashlib.blake2b(
        email.strip().lower().encode(), digest_size=16, salt=salt[:16]
    ).hexdigest()
