"""The frozen values that everything else passes around, and their closed sets of words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a sentence is for in the article."""

    HEADLINE = "headline"
    BODY = "body"
    BOILERPLATE = "boilerplate"


class Status(StrEnum):
    """The one label of a statement, most doubtful first: the first that applies is carried."""

    WITHDRAWN = "withdrawn"
    DENIED = "denied"
    DISPUTED = "disputed"
    UNCONFIRMED = "unconfirmed"
    HEARSAY = "hearsay"
    UNNAMED = "unnamed"
    HEDGED = "hedged"
    SECOND_HAND = "second-hand"
    CONFIRMED = "confirmed"
    FUTURE = "future"
    NAMED = "named"
    STATED = "stated"
    OTHER = "other"


class Certainty(StrEnum):
    """How sure the text, or whoever it quotes, says to be."""

    CERTAIN = "certain"
    HEDGED = "hedged"
    UNCONFIRMED = "unconfirmed"


class Polarity(StrEnum):
    """Whether the statement says that something is so or that it is not."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Time(StrEnum):
    """Whether the statement is about what happened or about what is yet to happen."""

    DONE = "done"
    PLANNED = "planned"


class Family(StrEnum):
    """What a cue does; the last six change no status."""

    UNCONFIRMED = "unconfirmed"
    DENIAL = "denial"
    DISPUTE = "dispute"
    WITHDRAWN = "withdrawn"
    HEARSAY = "hearsay"
    UNNAMED = "unnamed"
    HEDGE = "hedge"
    SECOND_HAND = "second-hand"
    FUTURE = "future"
    ATTRIBUTION = "attribution"
    CONFIRMATION = "confirmation"
    VAGUE = "vague"
    APPROXIMATOR = "approximator"
    NO_COMMENT = "no-comment"
    BOOSTER = "booster"
    PRESSURE = "pressure"
    VIEW = "view"


class SourceKind(StrEnum):
    """Who vouches: how well a reader could find them again."""

    PERSON = "person"
    ORGANISATION = "organisation"
    DOCUMENT = "document"
    OUTLET = "outlet"
    UNNAMED_SPECIFIC = "unnamed-specific"
    UNNAMED_BARE = "unnamed-bare"
    COLLECTIVE = "collective"


class Part(StrEnum):
    """What a source does for a statement."""

    VOUCHES = "vouches"
    ORIGIN = "origin"
    DENIES = "denies"
    COULD_NOT_CONFIRM = "could-not-confirm"
    HOLDS = "holds"
    """Their view, wish or act of speech is what the statement tells; they vouch for nothing."""


class Level(StrEnum):
    """What a reading says as a whole, the first that holds."""

    TOO_LITTLE = "too-little"
    WITHDRAWN = "withdrawn"
    DOUBTED = "doubted"
    UNNAMED = "unnamed"
    UNSOURCED = "unsourced"
    ATTRIBUTED = "attributed"
    MIXED = "mixed"


class FindingKind(StrEnum):
    """Something seen across sentences, in the order in which a reply tells it."""

    HEADLINE_OUTRUNS_BODY = "headline-outruns-body"
    CAVEAT_NEAR_HEADLINE = "caveat-near-headline"
    FLAT_HERE_UNCONFIRMED_THERE = "flat-here-unconfirmed-there"
    CAVEAT_DEPTH = "caveat-depth"
    NOT_CONFIRMED_BY = "not-confirmed-by"
    UNNAMED_ONLY = "unnamed-only"
    SECOND_HAND_ORIGINS = "second-hand-origins"
    ONE_ORIGIN = "one-origin"
    HEARSAY_CHAIN = "hearsay-chain"
    SILENCE = "silence"
    NAMES_DIFFER = "names-differ"
    NUMBERS = "numbers"
    PRESSURE = "pressure"
    WHAT_WOULD_SETTLE = "what-would-settle"
    NO_AUTHOR = "no-author"
    NO_DATE = "no-date"
    OLD_DATE = "old-date"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """A text to read. `text` is kept exactly as it was given; `title` only where it came apart from the text.

    `published` is a day or a time in ISO 8601, as the page or the first post gives it; `passed_on` the day on which it was
    forwarded or its link was sent. `is_page` says that it was taken from a web page, which could have named author and date.
    """

    text: str
    title: str | None = None
    url: str | None = None
    site: str | None = None
    author: str | None = None
    published: str | None = None
    passed_on: str | None = None
    is_page: bool = False
    left_out: int = 0
    """Paragraphs in other languages that are not in `text`."""


class PageFault(StrEnum):
    """Why a link gives no article: each is a key of the phrasebook."""

    BAD_ADDRESS = "bad-address"
    NOT_WEB = "not-web"
    CREDENTIALS = "credentials"
    PORT = "port"
    NOT_PUBLIC = "not-public"
    UNKNOWN_NAME = "unknown-name"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    REDIRECTS = "redirects"
    HTTP_STATUS = "http-status"
    ROBOTS = "robots"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"
    CUT_SHORT = "cut-short"
    NOT_TEXT = "not-text"
    LOGIN_WALL = "login-wall"
    CONSENT = "consent"
    VIDEO = "video"
    HOME_PAGE = "home-page"
    NEARLY_EMPTY = "nearly-empty"


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a web page. `address` is the same for the same article, however its link was dressed up."""

    article: Article
    address: str


@dataclass(frozen=True, slots=True)
class NoPage:
    """Why a link gives no article; `facts` are what the phrase for it is built from, such as "host", "status" or "words"."""

    fault: PageFault
    url: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say how something is known, where they stand and what they touch. Offsets as in Statement."""

    rule: str
    family: Family
    text: str
    start: int
    end: int
    scope: Span
    quoted: bool
    ended_by: str = ""
    """The words that ended the scope, empty where the sentence did."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who vouches, denies or could not confirm, in the text's own words; `via` is an index into the same tuple."""

    text: str
    name: str | None
    kind: SourceKind
    part: Part
    via: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class About:
    """What a cue says is unconfirmed, in the cue's own sentence.

    `refers_to` is the number of the earlier statement it points back to ("the report", "this"), None where
    the words stand for themselves or where no earlier statement fits.
    """

    text: str
    start: int
    end: int
    refers_to: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What one sentence or clause asserts. Offsets are code points into the article's text, or its title for the headline.

    `parties` are those whose silence or view it tells; it does not rest on them: "the mill did not answer", "Finch opposes it".
    """

    n: int
    sentence: int
    start: int
    end: int
    text: str
    role: Role
    status: Status
    certainty: Certainty
    polarity: Polarity
    time: Time
    about: About | None
    sources: tuple[Source, ...]
    cues: tuple[Cue, ...]
    parties: tuple[Source, ...] = ()


Fact = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something seen across sentences: its kind, the statements that show it, and the facts its sentence is built from."""

    kind: FindingKind
    statements: tuple[int, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aside:
    """Words of the page that are no part of the article, kept so that nothing is silently lost."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything about one article. The same article and rulebook give an equal reading, always.

    `counts` holds only statuses that occur. `sentences` is the number of body sentences, `words` of words read.
    """

    article: Article
    title: str | None
    language: str
    rules: str
    receipt: str
    level: Level
    counts: Mapping[Status, int]
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    set_aside: tuple[Aside, ...]
    sentences: int
    words: int


@dataclass(frozen=True, slots=True)
class FactCheck:
    """One published fact-check, all of it in its publisher's words. What the publisher left out is empty.

    `url` is an http or https address, `claimed` and `reviewed` are days or times in ISO 8601, `language` a code such as "en".
    """

    claim: str
    publisher: str
    rating: str
    url: str
    title: str = ""
    claimant: str = ""
    claimed: str = ""
    reviewed: str = ""
    language: str = ""
