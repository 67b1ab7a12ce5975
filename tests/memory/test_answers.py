"""An answer is found by its id, by what was asked and by its text."""

from dataclasses import replace

from bot.model import Article
from bot.service.keeping import KeptAnswer, Memory, Outcome
from tests.memory.builder import CHAT, OTHER, answer, feedback, finish

DAY = 86_400.0


async def test_an_answer_comes_back_with_every_letter_of_its_article(memory: Memory) -> None:
    article = Article("“Wörter” 🚢 \ud83d\ude00 \ud800 \x00\r\n", None, "https://example.org", "Site", "Pia Lund", "2026-03-01")
    kept = KeptAnswer("a", CHAT, 3, 5, "s", article, "digest", 1.5, links=("https://example.org/1", "https://example.org/2"))
    await finish(memory, Outcome(answers=[kept]), 1)
    assert await memory.answers.get("a") == kept


async def test_an_unknown_answer_is_none(memory: Memory) -> None:
    assert await memory.answers.get("a") is None
    assert await memory.answers.find_asked(CHAT, 5) is None
    assert await memory.answers.find_same(CHAT, "d", 0.0) is None


async def test_the_newest_answer_to_a_message_is_found(memory: Memory) -> None:
    one, two, three = answer("1", at=1.0), answer("2", at=2.0), answer("3", at=2.0)
    await finish(memory, Outcome(answers=[two, three, one, answer("4", asked=6, at=9.0), answer("5", OTHER, at=9.0)]), 1)
    assert await memory.answers.find_asked(CHAT, 5) == three


async def test_the_first_answer_to_the_same_text_since_then_is_found(memory: Memory) -> None:
    answers = [answer("3", at=3.0), answer("2", at=2.0), answer("2 again", at=2.0), answer("1", at=1.0)]
    others = [answer("another text", at=2.0, digest="e"), answer("elsewhere", OTHER, at=2.0)]
    await finish(memory, Outcome(answers=[*answers, *others]), 1)
    assert await memory.answers.find_same(CHAT, "d", 2.0) == answers[1]
    assert await memory.answers.find_same(CHAT, "d", 3.5) is None


def about(name: str, url: str | None, at: float = 0.0, text: str = "The dam holds.", chat: int = CHAT) -> KeptAnswer:
    return replace(answer(name, chat, at=at), article=Article(text, url=url))


async def test_the_newest_answer_about_a_page_is_found(memory: Memory) -> None:
    page, other = "https://example.org/dam?day=1", "https://example.org/dam"
    answers = [about("1", page, 1.0), about("3", page, 3.0), about("3 again", page, 3.0), about("2", page, 2.0)]
    others = [about("another page", other, 9.0), about("no page", None, 9.0), about("elsewhere", page, 9.0, chat=OTHER)]
    await finish(memory, Outcome(answers=[*answers, *others]), 1)
    assert await memory.answers.find_page(CHAT, page) == answers[2]
    assert [await memory.answers.find_page(CHAT, url) for url in ("https://example.org", "", "\ud800")] == [None] * 3


async def test_a_page_is_no_longer_found_once_its_answer_is_about_another(memory: Memory) -> None:
    await finish(memory, Outcome(answers=[about("a", "https://example.org/1")]), 1)
    await finish(memory, Outcome(answers=[about("a", "https://example.org/2")]), 2)
    assert await memory.answers.find_page(CHAT, "https://example.org/1") is None


async def test_the_newest_answers_that_have_a_text_are_listed(memory: Memory) -> None:
    answers = [about("1", None, 1.0), about("3", None, 3.0), about("2", None, 2.0), about("2 again", None, 2.0)]
    others = [about("no text", None, 9.0, ""), about("elsewhere", None, 9.0, chat=OTHER)]
    await finish(memory, Outcome(answers=[*answers, *others]), 1)
    listed = [[one.id for one in await memory.answers.list_recent(CHAT, most)] for most in (9, 3, 1, 0, -1)]
    assert listed == [["3", "2 again", "2", "1"], ["3", "2 again", "2"], ["3"], [], []]


async def test_an_answer_with_the_same_id_takes_the_place_of_the_first(memory: Memory) -> None:
    await finish(memory, Outcome(answers=[answer("a", asked=5)]), 1)
    await finish(memory, Outcome(answers=[answer("a", asked=6)]), 2)
    assert await memory.answers.get("a") == answer("a", asked=6)
    assert await memory.answers.find_asked(CHAT, 5) is None


async def test_a_person_says_one_thing_of_a_statement_the_last(memory: Memory) -> None:
    said = [feedback(wrong="wrong words", at=1.0), feedback(wrong="wrong claim", at=2.0), feedback(person=8, at=1.5)]
    await finish(memory, Outcome(feedback=[*said, feedback(statement=2, at=1.0), feedback(of="b", at=0.5)]), 1)
    assert list(await memory.feedback.list_all()) == [feedback(of="b", at=0.5), feedback(statement=2, at=1.0), said[2], said[1]]


async def test_feedback_outlives_its_answer(memory: Memory) -> None:
    await finish(memory, Outcome(answers=[answer("a")], feedback=[feedback("a")]), 1)
    await memory.expire(99 * DAY)
    assert await memory.answers.get("a") is None
    assert list(await memory.feedback.list_all()) == [feedback("a")]
