"""Published fact-checks, held in memory: each is looked at for every question."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.memory.nearest_rank import Weights, rank
from bot.memory.nearest_terms import find_terms
from bot.memory.published import digest_check
from bot.model import FactCheck
from bot.service.published import MOST_CANDIDATES, Kept


@dataclass(frozen=True, slots=True)
class HeldPublished:
    """Fact-checks by their address and claim."""

    kept: dict[bytes, FactCheck] = field(default_factory=dict)

    async def put(self, checks: Sequence[FactCheck]) -> Kept:
        """Keep fact-checks; one of the same claim at the same address takes the place of the earlier one."""
        return sum((self._put(check) for check in checks), Kept())

    def _put(self, check: FactCheck) -> Kept:
        known = digest_check(check)
        before = self.kept.get(known)
        self.kept[known] = check
        return Kept(new=1) if before is None else Kept(same=1) if before == check else Kept(changed=1)

    async def find_like_each(self, texts: Sequence[str], most: int = MOST_CANDIDATES) -> Sequence[Sequence[FactCheck]]:
        """Give for each text the fact-checks whose claims share the most telling words with it, best first."""
        return tuple(self._find_like(text, most) for text in texts)

    def _find_like(self, text: str, most: int) -> Sequence[FactCheck]:
        checks = dict(enumerate(self.kept.values()))
        counts = Counter(term for check in checks.values() for term in set(find_terms(check.claim)))
        weights = Weights(find_terms(text), counts, len(checks))
        ranked = rank(weights, {number: find_terms(check.claim) for number, check in checks.items()}, most)
        return tuple(checks[number] for number, _ in ranked)

    async def count(self) -> int:
        """Count the fact-checks that are kept."""
        return len(self.kept)

    async def clear(self) -> int:
        """Remove all of them; give how many there were."""
        count = len(self.kept)
        self.kept.clear()
        return count
