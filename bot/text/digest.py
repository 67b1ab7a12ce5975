"""The digest by which the same words are known again, whatever their case, spaces and marks."""

from hashlib import blake2b

from bot.text.fold import fold

_MARKS = str.maketrans(dict.fromkeys(".,;:!\"'()[]…•—*", " "))
"""What two texts may differ in and still be the same; a question mark, a currency or a minus is none of it."""


def digest_words(text: str) -> bytes:
    """Give what tells whether two texts are the same but for case, spaces and marks: 16 bytes."""
    words = "\n".join(fold(text).lower.translate(_MARKS).split())
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()
