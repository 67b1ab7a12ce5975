"""Files that people and the bot have sent, by their ids, and how messages show them."""

from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count

from bot.playground.arrived import Upload
from bot.playground.refusal import not_now
from bot.playground.things import Thing

LARGEST_DOWNLOAD = 20 * 1024 * 1024
"""Bytes that a bot may fetch."""


@dataclass(slots=True)
class Stored:
    """All files, by id and by the path under which they are fetched."""

    by_id: dict[str, Upload] = field(default_factory=dict)
    by_path: dict[str, Upload] = field(default_factory=dict)
    _ids: "count[int]" = field(default_factory=lambda: count(1))

    def keep(self, upload: Upload, folder: str) -> Thing:
        """Keep a file and give the fields that every message shows of one."""
        number = next(self._ids)
        file_id = f"{folder}-{number}"
        self.by_id[file_id] = upload
        self.by_path[_path(file_id, upload)] = upload
        return {"file_id": file_id, "file_unique_id": sha256(upload.data).hexdigest()[:16], "file_size": len(upload.data)}

    def describe(self, file_id: str) -> Thing:
        """Give a File with the path to fetch it from. Raises Refusal where it is unknown or too large."""
        upload = self.find(file_id)
        if len(upload.data) > LARGEST_DOWNLOAD:
            raise not_now("file is too big")
        unique = sha256(upload.data).hexdigest()[:16]
        path = _path(file_id, upload)
        return {"file_id": file_id, "file_unique_id": unique, "file_size": len(upload.data), "file_path": path}

    def find(self, file_id: str) -> Upload:
        """Give a file. Raises Refusal where it is unknown."""
        if file_id not in self.by_id:
            raise not_now("wrong file_id or the file is temporarily unavailable")
        return self.by_id[file_id]


def _path(file_id: str, upload: Upload) -> str:
    folder, _, number = file_id.partition("-")
    ending = upload.name.rpartition(".")[2] if "." in upload.name else "bin"
    return f"{folder}/file_{number}.{ending if ending.isalnum() else 'bin'}"
