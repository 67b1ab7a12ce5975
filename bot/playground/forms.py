"""Reads the parameters of a call out of its request: a form with or without files, an address, or JSON."""

import json

from tornado.httputil import HTTPFile, HTTPServerRequest

from bot.playground.arrived import Packed, Upload
from bot.playground.refusal import bad_request


def read_request(request: HTTPServerRequest) -> dict[str, object]:
    """Give the parameters by name. Raises Refusal where they cannot be read."""
    if request.headers.get("Content-Type", "").startswith("application/json"):
        return _read_json(request.body)
    return _read_form(request)


def _read_form(request: HTTPServerRequest) -> dict[str, object]:
    """Give the fields and files of a form; `attach://name` stands for the file of that name."""
    uploads = {name: _upload(files[-1]) for name, files in request.files.items()}
    fields = {name: Packed(_decode(values[-1])) for name, values in request.arguments.items()}
    attached = {name: value.removeprefix("attach://") for name, value in fields.items() if value.startswith("attach://")}
    found = {name: uploads[upload] for name, upload in attached.items() if upload in uploads}
    rest = {name: upload for name, upload in uploads.items() if name not in attached.values()}
    return {**fields, **found, **rest}


def _upload(file: HTTPFile) -> Upload:
    return Upload(file.filename, file.body, file.content_type)


def _decode(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _read_json(body: bytes) -> dict[str, object]:
    try:
        given = json.loads(body or b"{}")
        json.dumps(given, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise bad_request("can't parse request body as JSON object")
    return given
