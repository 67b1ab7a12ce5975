"""Readings that nobody would write: hostile words, any status, any number of statements."""

from hypothesis import settings
from hypothesis import strategies as st

from bot.model import Article, Certainty, Family, FindingKind, Level, Part, Polarity, Reading, SourceKind, Status, Time
from tests.reply.builder import By, Found, Line, Words, build_reading

PATIENT = settings(deadline=None, max_examples=60)
"""A reading of two hundred statements takes its time on a busy machine."""

HOSTILE = (
    '<b>&"</b>',
    "</blockquote>",
    "{who}",
    "{0}",
    "%s",
    "👩‍👩‍👧‍👦" * 40,
    "\u202egnorw\u202c",
    "\u2066\u2067\u2068",
    "שלום עליכם",
    "مرحبا\u200f",
    "\ud800",
    "\udfff\ud800",
    "\x00",
    "\x1b[31mred\x1b[0m",
    "\x9b31m",
    "\x07\x08\r",
    "a\nb\tc",
    "e\u0301" * 60,
    "x" * 5_000,
    "word " * 1_000,
    "“nested „quotes« »",
    "@channel",
    "#tag",
    "/start",
    "$USD",
    "http://evil.example/a?b=c&d",
    "evil.com",
    "tg://resolve?domain=x",
    "4242 4242 4242 4242",
    "a@b.org",
    "&nbsp;&lt;",
    "漢字" * 100,
    "\U000e0041\ufeff\u200b",
    ".",
    "”",
)

words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(), max_size=40),
    st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4).map(" ".join),
)

sources = st.builds(
    By,
    text=st.just(""),
    kind=st.sampled_from(SourceKind),
    part=st.sampled_from(Part),
    name=st.none() | words,
    via=st.none() | st.integers(0, 3),
)
cues = st.builds(Words, text=st.just(""), family=st.sampled_from(Family), scope=st.just(""), quoted=st.booleans(), ended_by=words)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """A line whose sources and cues are any stretch of its words."""
    text = draw(words)
    ends = st.integers(0, len(text))

    def stretch() -> str:
        start, end = sorted((draw(ends), draw(ends)))
        return text[start:end]

    return Line(
        text,
        draw(st.sampled_from(Status)),
        by=[By(stretch(), by.kind, by.part, by.name, by.via) for by in draw(st.lists(sources, max_size=4))],
        words=[Words(stretch(), cue.family, stretch(), cue.quoted, cue.ended_by) for cue in draw(st.lists(cues, max_size=3))],
        about=stretch() if draw(st.booleans()) else None,
        refers_to=draw(st.none() | st.integers(0, 5)),
        certainty=draw(st.sampled_from(Certainty)),
        polarity=draw(st.sampled_from(Polarity)),
        time=draw(st.sampled_from(Time)),
    )


def findings(kind: FindingKind) -> st.SearchStrategy[Found]:
    """A finding with every fact that any kind has."""
    numbers, names = st.integers(0, 300), st.lists(words, max_size=6).map(tuple)
    facts = st.fixed_dictionaries(
        {
            "headline": words,
            "words": words,
            "about": st.just("") | words,
            **dict.fromkeys(("sentence", "flat", "of", "lines", "count", "unsourced", "days", "page"), numbers),
            **dict.fromkeys(("could_not", "no_comment", "names"), names),
        }
    )
    return st.builds(Found, st.just(kind), st.lists(st.integers(0, 6), max_size=4).map(tuple), facts)


maybe = st.none() | words
origins = st.builds(
    Article, st.just(""), url=maybe, site=maybe, author=maybe, published=maybe | st.just("2026-03-03"), is_page=st.booleans()
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading; now and then one of two hundred statements."""
    some = draw(st.lists(lines(), max_size=8))
    return build_reading(
        draw(st.sampled_from(Level)),
        some * draw(st.sampled_from((1, 1, 1, 25))),
        headline=draw(st.none() | lines()),
        findings=[draw(findings(kind)) for kind in draw(st.lists(st.sampled_from(FindingKind), max_size=9))],
        aside=draw(st.lists(words, max_size=3)),
        origin=draw(origins),
    )
