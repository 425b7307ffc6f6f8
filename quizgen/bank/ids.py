"""Ids: made once, when an item is born, from what it was then."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container

from quizgen.item import Kind

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 in small letters: no i, l, o or u, which are taken for 1, 1, 0 and v."""

LENGTH = 12
CODE_LENGTH = 6
"""Characters of an id, and of the code on paper that starts it."""

ID = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")


def digest(*parts: str, length: int = 10) -> str:
    """Return `length` characters of `ALPHABET` (5 bits each, at most 51) from the SHA-256 of `parts`.

    Texts are compared in Unicode's composed form (NFC); where one part ends and the next begins matters.
    """
    sha = hashlib.sha256()
    for part in parts:
        data = unicodedata.normalize("NFC", part).encode("utf-8", "surrogatepass")
        sha.update(len(data).to_bytes(8, "big"))
        sha.update(data)
    number = int.from_bytes(sha.digest(), "big")
    return "".join(ALPHABET[number >> (251 - 5 * place) & 31] for place in range(length))


def sentence_hash(text: str) -> str:
    """Return the short hash by which a bank knows a sentence: 10 characters, blind to how its white space is folded."""
    return digest(" ".join(text.split()))


def birth_id(*, project_key: str, kind: Kind, sentence: str, key: str, taken: Container[str] = ()) -> str:
    """Return the id of a new item: 12 characters, a hash of the project's key, the kind, the sentence and the key.

    `taken` must hold every id of the project, and the first six characters of each id of the same bank: an id that
    collides with one of them is hashed again with a running number until it is free. An item without a sentence gives
    its stem for it.
    """
    attempt = 0
    while True:
        parts = (project_key, kind.value, sentence, key, *([str(attempt)] if attempt else []))
        found = digest(*parts, length=LENGTH)
        if found not in taken and found[:CODE_LENGTH] not in taken:
            return found
        attempt += 1
