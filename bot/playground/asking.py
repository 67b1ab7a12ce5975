"""How people ask the bot other than by writing to it: pressing a button, inline, as a guest; and how they react."""

from bot.playground.authors import sign_as_user
from bot.playground.keyboards import find_button
from bot.playground.queries import Asked
from bot.playground.results import read_result, send_result
from bot.playground.rights import Kind
from bot.playground.rooms import Room
from bot.playground.state import Place, State, place_of
from bot.playground.telling import tell_message
from bot.playground.things import Thing
from bot.playground.writing import mark


def press_button(state: State, person: Thing, place: Place, wanted: str, *, data: str = "") -> str:
    """Let a person press a button, by label or data; give the id of the query.

    Under a message that is gone a client may still show the button: then its data must be given.
    """
    message = state.messages.get(place)
    pressed = data or find_button(message or {}, wanted).get("callback_data")
    if not pressed:
        raise ValueError(f"the button {wanted!r} asks the bot nothing")
    query_id = state.queries.next_id()
    head = {"id": query_id, "from": person, "chat_instance": str(place[0]), "data": pressed}
    query: Thing = {**head, **_where(state, place, message)}
    state.queries.ask(Asked.PRESS, query_id, query, state.clock())
    state.queue.add(Asked.PRESS.value, query)
    return query_id


def ask_inline(state: State, person: Thing, text: str, offset: str, chat_type: str) -> str:
    """Let a person type the bot's name and a text in some chat; give the id of the query."""
    if not state.takes_inline:
        raise ValueError("this bot takes no inline queries")
    query_id = state.queries.next_id()
    query: Thing = {"id": query_id, "from": person, "query": text[:256], "offset": offset, "chat_type": chat_type}
    state.queries.ask(Asked.INLINE, query_id, query, state.clock())
    state.queue.add(Asked.INLINE.value, query)
    return query_id


def choose_result(state: State, query_id: str, result_id: str, room: Room) -> Thing:
    """Let the person send one of the results; give the message, and tell the bot of the choice."""
    query = state.queries.by_id[query_id]
    offered = {result["id"]: result for result in (query.answer or {}).get("results", [])}
    if result_id not in offered:
        raise ValueError(f"no such result: {result_id!r}; offered: {', '.join(offered) or 'none'}")
    person = query.thing["from"]
    content = {**read_result(state, offered[result_id]), "via_bot": state.bot}
    inline_id, message = send_result(state, room, sign_as_user(person), content)
    tell_message(state, room, message)
    chosen = {"result_id": result_id, "from": person, "query": query.thing["query"]}
    state.queue.add("chosen_inline_result", {**chosen, **({"inline_message_id": inline_id} if "reply_markup" in content else {})})
    return message


def ask_as_guest(state: State, person: Thing, room: Room, text: str, shown: Thing) -> Thing:
    """Let a person name the bot in a chat where it is not; give the message, which carries the id of the query."""
    if not state.takes_guests or room.member(state.bot).is_inside:
        raise ValueError("a bot is a guest only where it is no member, and only if it takes guest queries")
    if f"@{state.bot['username']}".casefold() not in text.casefold():
        raise ValueError("a guest message names the bot")
    query_id = state.queries.next_id()
    content = {**mark(state, text), **shown, "guest_query_id": query_id}
    message = state.put(room, sign_as_user(person), content)
    state.queries.ask(Asked.GUEST, query_id, message, state.clock())
    state.queue.add(Asked.GUEST.value, message)
    return message


def react_to(state: State, person: Thing, message: Thing, emoji: tuple[str, ...]) -> None:
    """Let a person react; the bot hears of it where it leads and asked for it."""
    room = state.room_of(message["chat"])
    mine = state.reactions.setdefault(place_of(message), {})
    old, new = mine.get(person["id"], []), [{"type": "emoji", "emoji": one} for one in emoji]
    mine[person["id"]] = new
    if room.kind is not Kind.PRIVATE and room.member(state.bot).leads:
        head = {"chat": room.chat, "message_id": message["message_id"], "user": person, "date": state.now}
        state.queue.add("message_reaction", {**head, "old_reaction": old, "new_reaction": new})


def _where(state: State, place: Place, message: Thing | None) -> Thing:
    """Give the message under which a button was pressed; of an inline one its id alone, of a lost one its place."""
    if place in state.inline_ids:
        return {"inline_message_id": state.inline_ids[place]}
    room = state.rooms[place[0]]
    return {"message": message or {"chat": room.chat, "message_id": place[1], "date": 0}}
