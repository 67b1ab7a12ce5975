"""The names in two sentences, so that Niger is not taken for Nigeria; a first name or a title may be left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.reading.compare_line import SMALL, Line

_TITLES_WORDS = """
mr mrs ms miss dr prof professor sir dame lord lady president minister premier chancellor king queen prince princess mayor
governor
senator general colonel captain major sergeant judge justice bishop pope imam sheikh chief director spokesman spokeswoman
spokesperson
secretary deputy vice prime foreign interior defence defense chairman chairwoman chair ceo commissioner ambassador inspector
officer
constable state former sen gov gen rep col lt capt sgt adm pres acting leader coach party the
"""
_TITLES = frozenset(_TITLES_WORDS.split())
_COMMON_WORDS = """
finance trade labour labor energy education transport environment justice security industry culture agriculture interior tap
police people officials authorities army military government parliament court hospital doctors men women children man woman troops
residents sources reports report witnesses voters students schools staff crews crew soldiers rebels gunmen militants thousands
hundreds
dozens yesterday today tomorrow tonight breaking update exclusive video watch photo photos news live nobody everyone everybody
someone
anyone nothing everything rain snow fire floods flood storm oil gas power water food prices inflation unemployment shares stocks
talks
trains train flights buses bus roads road bridge dam ferry ship boat plane aircraft helicopter car cars shops banks bank factory
mine
union unions strike protest protests elections election results turnout turns neither either several few many most some all both
only half nearly almost around about over up more less fewer least according earlier later meanwhile however still yet now then
there here according another one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty
hundred
data figures statement statements documents document footage images rumours rumors claims claim calls mobile electricity
scientists
engineers negotiators prosecutors lawyers judges teachers nurses miners farmers fishermen divers rescuers firefighters
investigators
inspectors workers guards passengers villagers neighbours neighbors relatives activists protesters demonstrators opposition
lawmakers
deputies senators ministers cabinet council city town village port airport harbour harbor station market factory company firm
owner
owners teachers pupils parents mother father son daughter wife husband clashes fighting shelling gunfire explosion explosions
blast
attack attacks raid raids strikes lessons classes work traffic visitors tourists fans players team teams health heavy local
regional
national federal central emergency coast customs border please share new old no not never there it he she they we you his her its
their our an a in on at of for from with by as if when while after before since until during under between among
"""
_COMMON = frozenset(_COMMON_WORDS.split()) | SMALL
_PEOPLE_ENDINGS = ("ers", "ists", "ians", "ors", "men", "ants", "ents", "ees", "ly", "ing", "tion", "tions", "ment", "ness")
_BODY_WORDS_WORDS = "inc ltd llc plc corp corporation company co group ag gmbh city region province state republic river"
_BODY_WORDS = frozenset(_BODY_WORDS_WORDS.split())
_QUALIFIER_WORDS = """
dr
new north south east west northern southern eastern western upper lower equatorial central greater papua saint san port fort great
little old los las el junior jr senior sr ii iii iv
"""
_QUALIFIERS = frozenset(_QUALIFIER_WORDS.split())

_PEOPLES_WORDS = """
afghanistan afghan; albania albanian; algeria algerian; argentina argentine argentinian; armenia armenian; australia australian;
austria austrian; azerbaijan azerbaijani; bangladesh bangladeshi; belarus belarusian; belgium belgian; bolivia bolivian; brazil
brazilian; britain british uk; bulgaria bulgarian; cambodia cambodian; cameroon cameroonian; canada canadian; chad chadian; chile
chilean; china chinese; colombia colombian; congo congolese; croatia croatian; cuba cuban; cyprus cypriot; czechia czech; denmark
danish; egypt egyptian; england english; estonia estonian; ethiopia ethiopian; finland finnish; france french; georgia georgian;
germany german; ghana ghanaian; greece greek; guinea guinean; haiti haitian; hungary hungarian; iceland icelandic; india indian;
indonesia indonesian; iran iranian; iraq iraqi; ireland irish; israel israeli; italy italian; japan japanese; jordan jordanian;
kazakhstan kazakh; kenya kenyan; korea korean; kosovo kosovar; kuwait kuwaiti; laos laotian; latvia latvian; lebanon lebanese;
liberia
liberian; libya libyan; lithuania lithuanian; malaysia malaysian; mali malian; mexico mexican; moldova moldovan; mongolia
mongolian;
morocco moroccan; myanmar burma burmese; nepal nepalese; netherlands dutch; nicaragua nicaraguan; niger nigerien; nigeria
nigerian;
norway norwegian; oman omani; pakistan pakistani; palestine palestinian; panama panamanian; paraguay paraguayan; peru peruvian;
philippines philippine filipino; poland polish; portugal portuguese; qatar qatari; romania romanian; russia russian; rwanda
rwandan;
scotland scottish; senegal senegalese; serbia serbian; slovakia slovak; slovenia slovenian; somalia somali; spain spanish; sudan
sudanese; sweden swedish; switzerland swiss; syria syrian; taiwan taiwanese; tanzania tanzanian; thailand thai; tunisia tunisian;
turkey turkish türkiye; uganda ugandan; ukraine ukrainian; uruguay uruguayan; venezuela venezuelan; vietnam vietnamese; wales
welsh;
yemen yemeni; zambia zambian; zimbabwe zimbabwean; america american us usa u_s u_s_a; europe european; africa african; asia asian
"""
_PEOPLES = {word: row.split()[0] for row in _PEOPLES_WORDS.split(";") for word in row.split()}
_LOWER = frozenset(
    word for word in _PEOPLES if word not in {"us", "turkey", "polish", "china", "jordan", "chad", "georgia", "guinea"}
)
"""Countries and peoples that are known without a capital."""

_LONG_NAMES: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("united", "states"): ("america",),
    ("united", "kingdom"): ("britain",),
    ("great", "britain"): ("britain",),
}
_PLACING_WORDS = "in at near from off on of outside inside around across to for by over into with between"
_PLACING = frozenset(_PLACING_WORDS.split())


_LONGEST_ACRONYM = 4
"""Letters: "BREAKING" at the beginning is none, "WHO" is."""


class Naming(IntEnum):
    """How the names of two sentences stand to each other."""

    AGREE = 0
    UNSURE = 1
    DIFFER = 2


@dataclass(frozen=True, slots=True)
class Name:
    """A run of name words: where it stands, and its words as they are compared."""

    first: int
    last: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the names stand, and the two that differ, as they are written."""

    naming: Naming
    before: str = ""
    now: str = ""


Rests = Sequence[tuple[str, ...]]
"""Of each name the words that the other sentence does not have."""


def compare_names(before: Line, now: Line, taken: tuple[frozenset[int], frozenset[int]], sources: frozenset[str]) -> Verdict:
    """Tell whether two sentences name the same; `taken` are places of dates and numbers; a word of `sources` may be left out."""
    plain, either = (_has_no_case(before), _has_no_case(now)), taken[0] | taken[1]
    if (all(plain) and _replaces_a_word(before, now, either)) or _swaps_two_words(before, now, either):
        return Verdict(Naming.UNSURE)
    ones, others = _find_names(before, now, taken[0], plain=plain[0]), _find_names(now, before, taken[1], plain=plain[1])
    left, right = [_find_unmatched(name, others, now) for name in ones], [_find_unmatched(name, ones, before) for name in others]
    mine = [name for name, rest in zip(ones, left, strict=True) if _tells(name, rest)]
    theirs = [name for name, rest in zip(others, right, strict=True) if _tells(name, rest)]
    if mine and theirs:
        return Verdict(Naming.DIFFER, before.quote(mine[0].first, mine[0].last), now.quote(theirs[0].first, theirs[0].last))
    if clash := _find_clash(ones, others, left, right) or _find_clash(mine, others) or _find_clash(ones, theirs):
        return Verdict(Naming.DIFFER, before.quote(clash[0].first, clash[0].last), now.quote(clash[1].first, clash[1].last))
    if any(not sources.issuperset(name.words) for name in (*mine, *theirs)) or _swaps_roles(before, now, ones, others):
        return Verdict(Naming.UNSURE)
    return Verdict(Naming.AGREE)


# --- names of one sentence


def find_name_places(line: Line, other: Line, taken: frozenset[int]) -> frozenset[int]:
    """Give the places of a sentence that hold a name."""
    names = _find_names(line, other, taken, plain=_has_no_case(line))
    return frozenset(place for name in names for place in range(name.first, name.last))


def _has_no_case(line: Line) -> bool:
    """Tell whether capitals say nothing here: there are none, or every telling word has one."""
    capitals = [written[0].isupper() for form, written in zip(line.forms, line.written, strict=True) if _tells_case(form)]
    return line.text.isupper() or line.text.islower() or (all(capitals) and len(capitals) > 3)


def _tells_case(form: str) -> bool:
    return form[0].isalpha() and form not in SMALL


def _find_names(line: Line, other: Line, taken: frozenset[int], *, plain: bool) -> Sequence[Name]:
    places = [place for place in range(len(line.forms)) if place not in taken and _is_name_word(line, place, other, plain=plain)]
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1 and _joins(line, runs[-1][-1]):
            runs[-1].append(place)
        else:
            runs.append([place])
    return [_name(line, run) for run in runs]


def _joins(line: Line, place: int) -> bool:
    """Tell whether a name may go on behind a word: a people and what is behind it are two ("French Airbus")."""
    return _PEOPLES.get(line.forms[place], line.forms[place]) == line.forms[place]


def _name(line: Line, run: Sequence[int]) -> Name:
    words = tuple(_PEOPLES.get(line.forms[place], line.forms[place]) for place in run)
    kept = (
        tuple(word for word, place in zip(words, run, strict=True) if word not in _TITLES or line.written[place] == "DR") or words
    )
    return Name(run[0], run[-1] + 1, _LONG_NAMES.get(kept, kept))


def _is_name_word(line: Line, place: int, other: Line, *, plain: bool) -> bool:
    form, written = line.forms[place], line.written[place]
    if form in _LOWER:
        return True
    if not written[0].isupper() or (form in SMALL and not (len(written) > 1 and written.isupper())) or form == "i":
        return False
    if plain:
        return form in _PEOPLES or _is_capital_inside(other, form)
    return not _opens(line, place) or _is_name_at_start(line, place, other)


def _is_capital_inside(line: Line, form: str) -> bool:
    if _has_no_case(line):
        return False
    return any(one == form and line.written[at][0].isupper() and not _opens(line, at) for at, one in enumerate(line.forms))


def _opens(line: Line, place: int) -> bool:
    return place == 0 or line.form(place - 1) in {".", ":", '"', "!", "?", "•", "—", "'"}


def _is_name_at_start(line: Line, place: int, other: Line) -> bool:
    """Tell whether the first word of a sentence would have a capital elsewhere too."""
    form, written = line.forms[place], line.written[place]
    if written.isupper() and 1 < len(written) <= _LONGEST_ACRONYM:
        return True
    if form in _COMMON | _TITLES or any(form == one and other.written[at].islower() for at, one in enumerate(other.forms)):
        return False
    return form in _PEOPLES or not form.endswith(_PEOPLE_ENDINGS)


# --- names of two sentences


def _find_unmatched(name: Name, others: Sequence[Name], line: Line) -> tuple[str, ...]:
    return tuple(word for word in name.words if not _is_met(word, name, others, line))


def _is_met(word: str, name: Name, others: Sequence[Name], line: Line) -> bool:
    """Tell whether the other sentence has the word, in a name or as a plain word, or as an initial or in an acronym."""
    met = {one for other in others for one in other.words}
    if word in met or word in line.forms or any(_PEOPLES.get(form) == word for form in line.forms):
        return True
    if len(word) == 1:
        return any(
            one.startswith(word) and set(other.words) & (set(name.words) - {word}) for other in others for one in other.words
        )
    if any(one == word[0] and set(other.words) & (set(name.words) - {word}) for other in others for one in other.words):
        return True
    return any(
        _is_acronym(word, other.words) or (len(other.words) == 1 and _is_acronym(other.words[0], name.words)) for other in others
    )


def _is_acronym(word: str, words: Sequence[str]) -> bool:
    return len(words) > 1 and word.replace("_", "") == "".join(one[0] for one in words)


def _tells(name: Name, rest: Sequence[str]) -> bool:
    """Tell whether it is another name: nothing of it is known, or a word that makes it another place or body."""
    if not rest:
        return False
    if len(rest) == len(name.words) or any(word in _QUALIFIERS for word in rest):
        return True
    return name.words[-1] in rest and name.words[-1] not in _BODY_WORDS


def _find_clash(ones: Sequence[Name], others: Sequence[Name], left: Rests = (), right: Rests = ()) -> tuple[Name, Name] | None:
    """Two names that share a word, of which each has one more: "Ilse Marn" and "Oskar Marn"; of all, where no rests are given."""
    for name, mine in zip(ones, left or [name.words for name in ones], strict=True):
        for other, theirs in zip(others, right or [other.words for other in others], strict=True):
            if mine and theirs and name.words != other.words and set(name.words) & set(other.words):
                return name, other
    return None


def _replaces_a_word(before: Line, now: Line, taken: frozenset[int]) -> bool:
    """Tell whether one sentence is the other with one word in place of another: without capitals it may be a name."""
    if len(before.forms) != len(now.forms):
        return False
    other = [place for place, stem in enumerate(before.stems) if stem != now.stems[place]]
    return len(other) == 1 and other[0] not in taken


def _swaps_two_words(before: Line, now: Line, taken: frozenset[int]) -> bool:
    """Tell whether two words have changed places and nothing else: "more women than men"; not so around "and"."""
    if len(before.forms) != len(now.forms):
        return False
    other = [place for place, stem in enumerate(before.stems) if stem != now.stems[place]]
    if (
        len(other) != 2
        or taken.issuperset(other)
        or {before.stems[place] for place in other} != {now.stems[place] for place in other}
    ):
        return False
    return before.forms[other[0] + 1 : other[1]] not in _JOINERS


_JOINERS = {("and",), (",",), (",", "and"), ("or",)}


def _swaps_roles(before: Line, now: Line, ones: Sequence[Name], others: Sequence[Name]) -> bool:
    """Tell whether two names have changed places: "A sued B", "B sued A"; not so in "B was sued by A" or "B and A met"."""
    mine, theirs = list(_find_actors(before, ones)), list(_find_actors(now, others))
    shared = [word for word in mine if word in theirs]
    if len(shared) < 2:
        return False
    order = [word for word in theirs if word in shared]
    return (
        (order != shared) != (_is_passive(before) != _is_passive(now))
        and not _are_joined(before, ones)
        and not _are_joined(now, others)
    )


def _find_actors(line: Line, names: Sequence[Name]) -> Iterator[str]:
    """The last words of the names that may do or suffer something: those not behind "in" and the like, and no owner's."""
    seen: set[str] = set()
    for name in names:
        word = name.words[-1]
        behind = line.form(name.first - 1)
        if word not in seen and (
            behind not in _PLACING or (behind == "by" and _is_passive(line)) or behind in {"to", "for", "from", "with"}
        ):
            seen.add(word)
            yield word


def _is_passive(line: Line) -> bool:
    return "by" in line.forms and line.holds_any(
        0, len(line.forms), frozenset(("was", "were", "been", "is", "are", "being", "be"))
    )


def _are_joined(line: Line, names: Sequence[Name]) -> bool:
    """Tell whether the first two names stand side by side: "A and B", "A, B"."""
    return len(names) > 1 and line.forms[names[0].last : names[1].first] in _JOINERS
