"""Windows slide, are taken all or none, and counts begin anew after a pause."""

from bot.service.keeping import Memory, Want

SECOND = Want("chat", 1, 1.0)
MINUTE = Want("chat", 3, 60.0)


async def test_a_window_takes_so_many_and_says_when_the_next(memory: Memory) -> None:
    assert [await memory.limits.take([MINUTE], now) for now in (0.0, 10.0, 20.0, 30.0)] == [0.0, 0.0, 0.0, 30.0]


async def test_a_window_slides(memory: Memory) -> None:
    for now in (0.0, 10.0, 20.0):
        await memory.limits.take([MINUTE], now)
    assert [await memory.limits.take([MINUTE], now) for now in (60.0, 60.0, 70.0)] == [0.0, 10.0, 0.0]


async def test_waiting_as_long_as_told_is_enough(memory: Memory) -> None:
    now = 1_700_000_000.1
    await memory.limits.take([SECOND], now)
    for pause in (0.1, 0.3, 0.7, 0.999):
        wait = await memory.limits.take([SECOND], now + pause)
        assert 0.0 < wait < 1.0
        now = now + pause + wait
        assert await memory.limits.take([SECOND], now) == 0.0


async def test_one_full_window_keeps_the_others_free(memory: Memory) -> None:
    other = Want("all", 1, 60.0)
    await memory.limits.take([SECOND], 0.0)
    assert await memory.limits.take([other, SECOND], 0.5) == 0.5
    assert await memory.limits.take([other], 0.6) == 0.0


async def test_the_longest_wait_is_given(memory: Memory) -> None:
    wants = [SECOND, Want("all", 1, 60.0)]
    await memory.limits.take(wants, 0.0)
    assert await memory.limits.take(wants, 0.25) == 59.75


async def test_windows_of_one_name_and_two_lengths_are_two(memory: Memory) -> None:
    assert [await memory.limits.take([SECOND, MINUTE], now) for now in (0.0, 2.0, 4.0, 6.0)] == [0.0, 0.0, 0.0, 54.0]
    assert await memory.limits.take([SECOND], 6.0) == 0.0


async def test_a_window_of_none_is_always_full(memory: Memory) -> None:
    assert await memory.limits.take([Want("never", 0, 60.0)], 0.0) == 60.0


async def test_wanting_nothing_takes_nothing(memory: Memory) -> None:
    assert await memory.limits.take([], 0.0) == 0.0


async def test_a_clock_that_was_set_back_closes_no_window_for_long(memory: Memory) -> None:
    await memory.limits.take([SECOND], 1_000_000.0)
    assert await memory.limits.take([SECOND], 0.0) == 0.0


async def test_two_callers_whose_clocks_differ_a_little_share_a_window(memory: Memory) -> None:
    await memory.limits.take([SECOND], 10.2)
    assert round(await memory.limits.take([SECOND], 10.0), 6) == 1.2


async def test_a_count_goes_on_while_there_are_events(memory: Memory) -> None:
    assert [await memory.limits.bump("raid", 60.0, now) for now in (0.0, 59.0, 118.0)] == [1, 2, 3]


async def test_a_count_begins_anew_after_a_pause(memory: Memory) -> None:
    assert [await memory.limits.bump("raid", 60.0, now) for now in (0.0, 1.0, 61.0)] == [1, 2, 1]


async def test_each_name_is_counted_by_itself(memory: Memory) -> None:
    assert [await memory.limits.bump(name, 60.0, 0.0) for name in ("a", "b", "a")] == [1, 1, 2]


async def test_what_still_counts_does_not_expire(memory: Memory) -> None:
    await memory.limits.take([SECOND], 0.0)
    await memory.limits.bump("raid", 60.0, 0.0)
    await memory.expire(0.5)
    assert await memory.limits.take([SECOND], 0.5) == 0.5
    assert await memory.limits.bump("raid", 60.0, 0.5) == 2
