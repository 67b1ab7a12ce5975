"""Photos, files and the like as messages show them."""

from bot.playground.arrived import Upload
from bot.playground.stored import Stored
from bot.playground.things import Thing, only_full

SHAPES: dict[str, Thing] = {
    "animation": {"width": 320, "height": 240, "duration": 3},
    "audio": {"duration": 3},
    "photo": {"width": 320, "height": 240},
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
    "video": {"width": 320, "height": 240, "duration": 3},
    "video_note": {"length": 240, "duration": 3},
    "voice": {"duration": 3},
}
"""What each kind says of itself beside its file."""


def show_document(stored: Stored, data: bytes, name: str, mime_type: str, caption: str = "") -> Thing:
    """Keep a file and give the content of a message that holds it."""
    kept = stored.keep(Upload(name, data, mime_type), "documents")
    return {"document": {**kept, "file_name": name, "mime_type": mime_type}, **only_full({"caption": caption})}


def show_media(stored: Stored, kind: str, data: bytes, caption: str = "") -> Thing:
    """Keep a photo, a video or the like and give the content of a message that holds it."""
    if kind not in SHAPES:
        raise ValueError(f"no such kind: {kind}; allowed: {', '.join(SHAPES)}")
    shown = {**stored.keep(Upload(kind, data), f"{kind}s"), **SHAPES[kind]}
    return {kind: [shown] if kind == "photo" else shown, **only_full({"caption": caption})}
