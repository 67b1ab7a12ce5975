"""The methods by which a bot puts something into a chat: messages, files, forwards, copies, a sign that it is busy."""

from bot.playground.access import check_may_send, enter_room
from bot.playground.arrived import Upload
from bot.playground.authors import sign_member
from bot.playground.keyboards import check_keyboard
from bot.playground.media import show_document, show_media
from bot.playground.origins import carry, find_origin
from bot.playground.refusal import bad_request, not_now
from bot.playground.replies import show_quote, show_replied
from bot.playground.rights import Kind
from bot.playground.rooms import Room, Topic
from bot.playground.state import place_of
from bot.playground.texts import check_caption, check_words, format_words
from bot.playground.things import Fields, Thing, is_service
from bot.playground.threads import check_thread, show_thread, topic_of
from bot.playground.world import World
from bot.playground.writing import share_post

ACTIONS = frozenset(
    {
        *("typing", "choose_sticker", "find_location", "record_video", "record_video_note", "record_voice"),
        *("upload_document", "upload_photo", "upload_video", "upload_video_note", "upload_voice"),
    }
)

LARGEST_DOCUMENT = 50 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024
"""Bytes."""

PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")
"""How the files begin that Telegram takes for photos."""


def send_message(world: World, given: Fields) -> Thing:
    """Post a text."""
    content = format_words(world, given)
    room = _open(world, given)
    return _post(world, room, given, {**check_words(content), **show_preview(given)})


def send_document(world: World, given: Fields) -> Thing:
    """Post a file, uploaded or by the id of one that was sent before."""
    caption = check_caption(format_words(world, given, "caption", "caption_entities"))
    upload = _upload(world, given["document"], LARGEST_DOCUMENT)
    room = _open(world, given, "can_send_documents")
    return _post(world, room, given, {**show_document(world.stored, upload.data, upload.name, upload.mime_type), **caption})


def send_photo(world: World, given: Fields) -> Thing:
    """Post a photo, uploaded or by the id of one that was sent before."""
    caption = check_caption(format_words(world, given, "caption", "caption_entities"))
    upload = _upload(world, given["photo"], LARGEST_PHOTO)
    if isinstance(given["photo"], Upload) and not upload.data.startswith(PICTURES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    room = _open(world, given, "can_send_photos")
    return _post(world, room, given, {**show_media(world.stored, "photo", upload.data), **caption})


def forward_message(world: World, given: Fields) -> Thing:
    """Post a forward of a message."""
    message = _find_original(world, given, "forward")
    return _post(world, _open(world, given), given, {**carry(message), "forward_origin": find_origin(world, message)})


def copy_message(world: World, given: Fields) -> Thing:
    """Post a message again as the bot's own, with another caption if one is given, and give its id."""
    message = _find_original(world, given, "copy")
    is_new = "caption" in given and "text" not in message
    caption = check_caption(format_words(world, given, "caption", "caption_entities")) if is_new else {}
    posted = _post(world, _open(world, given), given, {**carry(message), **caption})
    return {"message_id": posted["message_id"]}


def send_chat_action(world: World, given: Fields) -> bool:
    """Show what the bot is busy with."""
    if given["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    room = enter_room(world, given["chat_id"])
    if room.kind is Kind.CHANNEL:
        raise bad_request("chat actions are not shown in channels")
    check_thread(world, room, given.get("message_thread_id"))
    check_may_send(world, room)
    return True


def show_preview(given: Fields) -> Thing:
    """Give the field that shows how a link is previewed, where the call says so."""
    return {"link_preview_options": given["link_preview_options"]} if given.get("link_preview_options") else {}


def _open(world: World, given: Fields, right: str = "can_send_messages") -> Room:
    room = enter_room(world, given["chat_id"])
    check_may_send(world, room, right)
    return room


def _post(world: World, room: Room, given: Fields, content: Thing) -> Thing:
    """Put a message into a chat with all that the call says of where and how."""
    keyboard = check_keyboard(given, room)
    named = check_thread(world, room, given.get("message_thread_id"))
    replied, shown = _reply(world, room, given.get("reply_parameters", {}))
    topic = named or topic_of(room, replied)
    _check_open(world, room, topic)
    if world.limits:
        world.limits.admit(room.id, room.is_group, world.clock())
    protected = {"has_protected_content": True} if given.get("protect_content") else {}
    fields = {**content, **show_thread(world, room, topic, replied), **shown, **keyboard, **protected}
    message = world.put(room, sign_member(room, world.bot), fields)
    world.own_posts.add(place_of(message))
    if room.kind is Kind.CHANNEL:
        share_post(world, room, message)
    return message


def _check_open(world: World, room: Room, topic: Topic | None) -> None:
    if topic and topic.is_closed and not room.member(world.bot).manages("can_manage_topics"):
        raise not_now("TOPIC_CLOSED")


def _reply(world: World, room: Room, reply: Fields) -> tuple[Thing | None, Thing]:
    """Give the message replied to and how the reply shows it; neither where it is gone and may be."""
    if not reply:
        return None, {}
    where = enter_room(world, reply["chat_id"]) if "chat_id" in reply else room
    replied = world.messages.get((where.id, reply["message_id"]))
    if replied is None and reply.get("allow_sending_without_reply") and where is room:
        return None, {}
    if replied is None:
        raise not_now("message to be replied not found")
    words = {"quote": reply.get("quote", ""), "parse_mode": reply.get("quote_parse_mode", "")}
    entities = {"quote_entities": reply["quote_entities"]} if "quote_entities" in reply else {}
    quoted = format_words(world, {**words, **entities}, "quote", "quote_entities") if words["quote"] else None
    quote = show_quote(replied, quoted, reply.get("quote_position", 0)) if quoted else {}
    return replied, {**show_replied(world, room, replied), **quote}


def _upload(world: World, given: Upload | str, largest: int) -> Upload:
    """Give a file as it came, or one that was sent before by its id; nothing is fetched from addresses."""
    if isinstance(given, str) and given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    upload = world.stored.find(given) if isinstance(given, str) else given
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > largest:
        raise bad_request("file is too big")
    return upload


def _find_original(world: World, given: Fields, purpose: str) -> Thing:
    source = enter_room(world, given["from_chat_id"])
    message = world.find_message(source, given["message_id"], purpose)
    if is_service(message) or source.is_protected or message.get("has_protected_content"):
        raise not_now("message can't be forwarded" if purpose == "forward" else "message can't be copied")
    return message


METHODS = {
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "forwardMessage": forward_message,
    "copyMessage": copy_message,
    "sendChatAction": send_chat_action,
}
