"""The numbers of a sentence with their bounds, units and what they count, so that "at least 12" is not taken for "12"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.reading.compare_line import KNOWN, SMALL, Line

_ONES = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: value for value, word in enumerate(_ONES.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), 2)
}
_ORDINALS_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_ORDINALS = {word: value for value, word in enumerate(_ORDINALS_WORDS.split(), 1)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES |= {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12}
_CROWDS_WORDS = "dozens hundreds thousands millions billions scores tens couple several"
_CROWDS = frozenset(_CROWDS_WORDS.split())
_OTHERS = {"half": 0.5, "twice": 2.0, "thrice": 3.0, "double": 2.0, "doubled": 2.0, "triple": 3.0, "tripled": 3.0}
_DIGITS = re.compile(r"(\d+(?:_\d+)*)([a-z]{0,12})")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")

_UNIT_WORDS = """
km: km kilometre kilometres kilometer kilometers kms
mile: mile miles mi
m: metre metres meter meters
cm: cm centimetre centimetres centimeter centimeters
mm: mm millimetre millimetres millimeter millimeters
foot: foot feet ft
inch: inch inches
yard: yard yards
hectare: hectare hectares ha
acre: acre acres
kg: kg kilo kilos kilogram kilograms kilogramme kilogrammes
g: gram grams gramme grammes
tonne: tonne tonnes
ton: ton tons
pound-weight: lb lbs
litre: litre litres liter liters
gallon: gallon gallons
barrel: barrel barrels
second: second seconds sec secs
minute: minute minutes min mins
hour: hour hours hr hrs
day: day days
week: week weeks
month: month months
year: year years
degree: degree degrees °
celsius: celsius
fahrenheit: fahrenheit
percent: % percent pct
point: points
dollar: $ dollar dollars usd
euro: € euro euros eur
pound: £ pound pounds gbp
yen: ¥ yen
rouble: rouble roubles ruble rubles
yuan: yuan renminbi
rupee: rupee rupees
franc: franc francs
naira: naira
mw: mw megawatt megawatts
kw: kw kilowatt kilowatts
gw: gw gigawatt gigawatts
kmh: kmh kph
mph: mph
"""
_UNITS = {word: unit for unit, words in (row.split(": ") for row in _UNIT_WORDS.strip().splitlines()) for word in words.split()}
_BEFORE = frozenset("$€£¥")

_BOUNDS = (
    ("no fewer than", "least"),
    ("no less than", "least"),
    ("not less than", "least"),
    ("not fewer than", "least"),
    ("a minimum of", "least"),
    ("at least", "least"),
    ("at the least", "least"),
    ("no more than", "most"),
    ("not more than", "most"),
    ("a maximum of", "most"),
    ("as many as", "most"),
    ("as much as", "most"),
    ("at most", "most"),
    ("up to", "most"),
    ("more than", "over"),
    ("greater than", "over"),
    ("in excess of", "over"),
    ("upwards of", "over"),
    ("over", "over"),
    ("above", "over"),
    ("exceeding", "over"),
    ("fewer than", "under"),
    ("less than", "under"),
    ("lower than", "under"),
    ("under", "under"),
    ("below", "under"),
    ("close to", "about"),
    ("some", "about"),
    ("about", "about"),
    ("around", "about"),
    ("roughly", "about"),
    ("approximately", "about"),
    ("nearly", "about"),
    ("almost", "about"),
    ("an estimated", "about"),
    ("estimated", "about"),
)
_BOUNDS_AFTER = (
    ("or more", "least"),
    ("or so", "about"),
    ("or fewer", "most"),
    ("or less", "most"),
    ("at least", "least"),
    ("at most", "most"),
)

_FATES = """
dead: dead died die dies dying death deaths kill kills killed killing fatal fatally fatality fatalities slain perished lives
hurt: hurt injured injuring injure injury injuries wounded wounding wound wounds
missing: missing unaccounted disappeared vanished
rescued: rescued rescue saved survivors survived
held: arrested arrest arrests detained detaining detentions arresting
freed: freed released releasing freeing
"""
FATES = {word: fate for fate, words in (row.split(": ") for row in _FATES.strip().splitlines()) for word in words.split()}
"""What became of people, by the words that say it: twelve dead are not twelve hurt."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a sentence. `counted` is what it counts as far as that is seen, "" where it is not."""

    first: int
    last: int
    value: float | str
    bound: str
    unit: str
    counted: str

    @property
    def measure(self) -> tuple[float | str, str, str]:
        """What must agree: the value, its bound and its unit."""
        return self.value, self.bound, self.unit


@lru_cache(maxsize=KNOWN)
def find_amounts(line: Line, taken: frozenset[int]) -> Sequence[Amount]:
    """Give the numbers of a sentence in order; what stands at the places `taken` is a date."""
    found: list[Amount] = []
    place = 0
    while place < len(line.forms):
        read = None if place in taken else _read_number(line, place, taken)
        if read is None:
            place += 1
            continue
        last, value, unit = read
        found.append(_complete(line, place, last, value, unit))
        place = max(found[-1].last, last)
    return tuple(found)


def _read_number(line: Line, place: int, taken: frozenset[int]) -> tuple[int, float | str, str] | None:
    """Where the number at a place ends, its value, and its unit where it is part of the number ("12th", "40km")."""
    form = line.forms[place]
    if form in _CROWDS:
        return _read_crowd(line, place)
    if form in _ORDINALS:
        return (place + 1, float(_ORDINALS[form]), "th") if form != "second" or line.form(place - 1) != "a" else None
    if form in _OTHERS:
        return place + 1, _OTHERS[form], "half" if form == "half" else "times"
    if form in {"a", "an"} and line.form(place + 1) in _SCALES and len(line.form(place + 1)) > 2:
        return _scale(line, place + 1, 1.0, "")
    if form in _WORDS:
        return None if form == "one" and _is_pronoun(line, place) else _read_words(line, place)
    digits = _DIGITS.fullmatch(form)
    return _read_digits(line, place, digits, taken) if digits else None


def _read_crowd(line: Line, place: int) -> tuple[int, float | str, str]:
    last = place + 3 if line.form(place + 1) == "of" and line.form(place + 2) in _CROWDS else place + 1
    return last, " ".join(line.forms[place:last]), ""


def _is_pronoun(line: Line, place: int) -> bool:
    return line.form(place - 1) in {"no", "any", "every", "each", "this", "that", "which", "another"} or line.form(place + 1) in {
        "of",
        "another",
        "'s",
    }


def _read_words(line: Line, place: int) -> tuple[int, float | str, str]:
    """ "Twenty-two", "two hundred and five", "one million"."""
    value, part, place = 0.0, float(_WORDS[line.forms[place]]), place + 1
    while True:
        form = line.form(place)
        if form in _WORDS and (part % 10 == 0 or part == 0) and _WORDS[form] < max(part % 100, 10) + 10 * (part >= 100) * 9:
            part += _WORDS[form]
        elif form in _SCALES and len(form) > 2:
            value, part = (value, part * _SCALES[form]) if _SCALES[form] <= 100 else (value + part * _SCALES[form], 0.0)
        elif form == "and" and part and part % 100 == 0 and line.form(place + 1) in _WORDS:
            part += _WORDS[line.form(place + 1)]
            place += 1
        else:
            return place, value + part, ""
        place += 1


def _read_digits(line: Line, place: int, digits: re.Match[str], taken: frozenset[int]) -> tuple[int, float | str, str] | None:
    written, ending = line.written[place][: len(digits[1])], digits[2]
    value = _value(written)
    if ending in {"st", "nd", "rd", "th"}:
        return place + 1, value, "th"
    if ending in _SCALES:
        return _scale(line, place + 1, value * _SCALES[ending], "")
    if ending and ending not in _UNITS:
        return place + 1, line.forms[place], ""
    if ending:
        return place + 1, value, _UNITS[ending]
    if place + 1 in taken:
        return place + 1, value, ""
    return _scale(line, place + 1, value, "")


def _value(written: str) -> float:
    plain = written.replace(",", "") if _THOUSANDS.fullmatch(written) else written.replace(",", ".")
    whole, _, rest = plain.replace(":", ".").partition(".")
    return float(f"{whole}.{rest.replace('.', '')}")


def _scale(line: Line, place: int, value: float, unit: str) -> tuple[int, float | str, str]:
    while (scale := _SCALES.get(line.form(place))) is not None:
        value, place = value * scale, place + 1
    return place, value, unit


def _complete(line: Line, first: int, last: int, value: float | str, unit: str) -> Amount:
    """The number with what stands around it: a bound before or behind, a currency before, a unit behind."""
    if line.form(first - 1) in _BEFORE:
        first, unit = first - 1, _UNITS[line.form(first - 1)]
    if line.form(first - 1) in {"-", "minus"} and isinstance(value, float):
        first, value = first - 1, -value
    if not unit:
        last, unit = _find_unit(line, last)
    start, bound = _find_bound(line, first)
    end, bound = (last, bound) if bound else _find_bound_after(line, last)
    return Amount(start, end, value, bound, unit, _find_counted(line, start, end))


def _find_unit(line: Line, place: int) -> tuple[int, str]:
    form, after = line.form(place), line.form(place + 1)
    if form == "per" and after == "cent":
        return place + 2, "percent"
    if form in {"square", "cubic"} and after in _UNITS:
        return place + 2, f"{form} {_UNITS[after]}"
    if form in {"us", "u_s", "canadian", "australian"} and after in _UNITS:
        return place + 2, _UNITS[after]
    if form not in _UNITS:
        return place, ""
    if _UNITS[form] == "percent" and after in {"point", "points"}:
        return place + 2, "percent point"
    if _UNITS[form] == "degree" and after in _UNITS:
        return place + 2, _UNITS[after]
    return place + 1, _UNITS[form]


def _find_bound(line: Line, first: int) -> tuple[int, str]:
    for words, bound in _BOUNDS:
        parts = tuple(words.split())
        if first >= len(parts) and line.forms[first - len(parts) : first] == parts:
            return first - len(parts), bound
    return first, ""


def _find_bound_after(line: Line, last: int) -> tuple[int, str]:
    for words, bound in _BOUNDS_AFTER:
        parts = tuple(words.split())
        for gap in (0, 1):
            if line.forms[last + gap : last + gap + len(parts)] == parts:
                return last + gap + len(parts), bound
    return last, ""


def _find_counted(line: Line, first: int, last: int) -> str:
    """What became of those who are counted, else the next telling word."""
    near = [*line.forms[last : last + 4], *reversed(line.forms[max(first - 3, 0) : first])]
    fate = next((FATES[form] for form in _until_break(near[:4]) if form in FATES), "")
    fate = fate or next((FATES[form] for form in _until_break(near[4:]) if form in FATES), "")
    return fate or next((stem for stem in _telling(line, last)), "")


def _until_break(forms: Sequence[str]) -> Iterator[str]:
    for form in forms:
        if form in {",", ".", ";", "and", "but"} or form[:1].isdigit() or form in _WORDS:
            return
        yield form


def _telling(line: Line, last: int) -> Iterator[str]:
    for place in range(last, min(last + 3, len(line.forms))):
        form = line.forms[place]
        if form in {",", ".", ";", "and", "but"}:
            return
        if form.isalpha() and form not in SMALL:
            yield line.stems[place]


def by_counted(amounts: Sequence[Amount]) -> Mapping[str, Amount]:
    """Give the amounts by what they count, where that is seen."""
    return {amount.counted: amount for amount in amounts if amount.counted}


def find_scores(amounts: Sequence[Amount]) -> Sequence[tuple[float | str, float | str]]:
    """Give the pairs of numbers that stand side by side, as in "won 3-1", in which the order tells."""
    neighbours = pairwise(amounts)
    return [(one.value, other.value) for one, other in neighbours if other.first - one.last <= 1]


def is_loose(amount: Amount) -> bool:
    """Tell whether a number may be missing on one side: "one man" and "a man", "the first" in passing."""
    return amount.value == 1.0 and not amount.bound and amount.unit in {"", "th"}
