"""What happens when a rule file was saved: the rules are read again, the bot starts with them, and what they changed is told."""

from dataclasses import dataclass

from bot.errors import RuleError
from bot.playground.stage.asked import CannotBe
from bot.playground.stage.changes import list_changes
from bot.playground.stage.originals import Original
from bot.playground.stage.stage import Stage
from bot.playground.state import place_of
from bot.playground.telling import tell_edit
from bot.playground.things import Thing
from bot.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Reloading:
    """Puts saved rules into force."""

    stage: Stage

    async def watch(self) -> None:
        """Reload whenever a rule file was saved, for ever."""
        await self.stage.files.watch(self.reload)

    async def reload(self, files: list[str]) -> None:
        """Read the rules again because files were saved, and tell what came of it; rules that are wrong change nothing."""
        stage = self.stage
        begun = stage.world.clock()
        event: Thing = {"kind": "rules", "file": ", ".join(files), "error": "", "message": None, "changes": []}
        event |= await self._renew()
        event |= {"digest": stage.rules.digest, "seconds": round(stage.world.clock() - begun, 2)}
        stage.refresh()
        stage.pages.tell([event])

    async def _renew(self) -> Thing:
        before = self.stage.rules.digest
        try:
            old, new = await self.stage.rules.renew()
        except RuleError as error:
            return {"error": str(error)}
        except Exception as error:  # noqa: BLE001  whatever somebody saved, the next save is looked at again
            return {"error": f"The rules cannot be read: {error}."}
        return {} if new.version == before else await self._apply(old, new)

    async def _apply(self, old: Rulebook | None, new: Rulebook) -> Thing:
        """Start the bot with new rules, and have it and the page read the last message again."""
        await self.stage.restart_bot()
        original = self.stage.find_last()
        if original is None:
            return {}
        message, world = original.message, self.stage.world
        tell_edit(world, world.room_of(message["chat"]), message)  # Telegram, too, tells of edits that change no word
        chat, number = place_of(message)
        return {"message": {"chat": chat, "id": number}, "changes": await self._compare(original, old, new)}

    async def _compare(self, original: Original, old: Rulebook | None, new: Rulebook) -> list[Thing]:
        readings = self.stage.readings
        try:
            after = await readings.read(original, new)
            before = await readings.read(original, old or new)
        except CannotBe:
            return []
        return list_changes(before, after, readings.phrasebook)
