"""Readings by name: one for every level and for every finding; a golden reply stands beside each."""

from collections.abc import Mapping

from bot.model import Article, Certainty, Family, FindingKind, Level, Part, Polarity, Reading, SourceKind, Status, Time
from tests.reply.builder import By, Found, Line, Words, build_reading

ORGANISATION, OUTLET, DOCUMENT = SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.DOCUMENT
SPECIFIC, BARE, COLLECTIVE = SourceKind.UNNAMED_SPECIFIC, SourceKind.UNNAMED_BARE, SourceKind.COLLECTIVE

TOO_LITTLE = build_reading(Level.TOO_LITTLE, [Line("The Lowmere bridge is closed to lorries until further notice.")])

WITHDRAWN = build_reading(
    Level.WITHDRAWN,
    [
        Line("The zoo in Lowmere is looking for two wolves that left their enclosure on Sunday."),
        Line(
            "Update: police said on Monday evening that the call about the wolves was a hoax.",
            Status.WITHDRAWN,
            by=[By("police", ORGANISATION)],
            words=[Words("was a hoax", Family.WITHDRAWN, "the call about the wolves")],
        ),
        Line(
            "“All our wolves are where they should be,” said the keeper, Ada Lindqvist.",
            Status.NAMED,
            by=[By("the keeper, Ada Lindqvist", name="Ada Lindqvist")],
            words=[Words("said", Family.ATTRIBUTION, "All our wolves are where they should be")],
        ),
        Line(
            "The mayor rejected a report that the zoo would be shut, calling it invented.",
            Status.DENIED,
            by=[By("The mayor", name="Olaf Brandt", part=Part.DENIES)],
            words=[Words("rejected a report that", Family.DENIAL, "the zoo would be shut")],
            time=Time.PLANNED,
        ),
    ],
)

DOUBTED = build_reading(
    Level.DOUBTED,
    [
        Line("The army of Ostrania struck a fuel depot outside Lowmere during the night."),
        Line(
            "Two drivers who asked not to be named told this newspaper that the convoy had left before dawn.",
            Status.UNNAMED,
            by=[By("Two drivers who asked not to be named", SPECIFIC)],
            words=[
                Words("asked not to be named", Family.UNNAMED, "Two drivers"),
                Words("told this newspaper that", Family.ATTRIBUTION, "the convoy had left before dawn"),
            ],
        ),
        Line(
            "Hill Radio reported that the fire could be seen from the coast road.",
            Status.SECOND_HAND,
            by=[By("Hill Radio", OUTLET)],
            words=[Words("reported that", Family.SECOND_HAND, "the fire could be seen from the coast road")],
        ),
        Line("The depot supplies most of the petrol stations in the valley."),
        Line(
            "Some residents believe that the depot had been empty for weeks.",
            Status.HEARSAY,
            by=[By("Some residents", COLLECTIVE)],
            words=[Words("Some residents believe that", Family.HEARSAY, "the depot had been empty for weeks")],
        ),
        Line(
            "However, there is no direct confirmation of the strike, and Northern Wire could not verify the pictures.",
            Status.UNCONFIRMED,
            by=[By("Northern Wire", OUTLET, Part.COULD_NOT_CONFIRM)],
            words=[
                Words("no direct confirmation of", Family.UNCONFIRMED, "the strike", ended_by="and"),
                Words("could not verify", Family.UNCONFIRMED, "the pictures"),
            ],
            about="the strike",
            certainty=Certainty.UNCONFIRMED,
        ),
        Line("The ministry of defence declined to comment.", words=[Words("declined to comment", Family.NO_COMMENT)]),
        Line("What would such a strike mean for the harvest?", Status.OTHER),
        Line(
            "It is not clear whether anybody was at the depot.",
            Status.UNCONFIRMED,
            words=[Words("It is not clear whether", Family.UNCONFIRMED, "anybody was at the depot")],
            about="anybody was at the depot",
            certainty=Certainty.UNCONFIRMED,
        ),
    ],
    headline=Line("Army strikes fuel depot outside Lowmere"),
    findings=[
        Found(
            FindingKind.HEADLINE_OUTRUNS_BODY,
            (1, 7),
            {"headline": "Army strikes fuel depot outside Lowmere", "words": "no direct confirmation of", "sentence": 6},
        ),
        Found(FindingKind.CAVEAT_DEPTH, (7,), {"words": "no direct confirmation of", "sentence": 6, "of": 9, "lines": 2}),
        Found(
            FindingKind.NOT_CONFIRMED_BY,
            (7, 8),
            {"could_not": ("Northern Wire",), "no_comment": ("the ministry of defence",), "words": "could not verify"},
        ),
    ],
    aside=["READ MORE: Ten things to do in Lowmere", "Please enter your name"],
)

UNNAMED = build_reading(
    Level.UNNAMED,
    [
        Line(
            "Sources say the chief executive of Brightwater will leave in spring.",
            Status.UNNAMED,
            by=[By("Sources", BARE)],
            words=[
                Words("Sources", Family.UNNAMED),
                Words("say", Family.ATTRIBUTION, "the chief executive of Brightwater will leave in spring"),
            ],
            time=Time.PLANNED,
        ),
        Line(
            "Jonas Pell, an editor, said three board members and a French banker confirmed the search for a successor.",
            Status.UNNAMED,
            by=[By("Jonas Pell", name="Jonas Pell"), By("three board members and a French banker", SPECIFIC, via=0)],
            words=[Words("confirmed", Family.ATTRIBUTION, "the search for a successor")],
        ),
        Line("Brightwater makes pumps."),
        Line(
            "The search may take until summer, a former manager said.",
            Status.UNNAMED,
            by=[By("a former manager", SPECIFIC)],
            words=[Words("may", Family.HEDGE), Words("said", Family.ATTRIBUTION, "The search may take until summer")],
            certainty=Certainty.HEDGED,
        ),
    ],
    findings=[
        Found(FindingKind.UNNAMED_ONLY, (1, 2, 4), {"count": 3}),
    ],
)

SECOND_HAND = build_reading(
    Level.UNNAMED,
    [
        Line(
            "According to the Harbour Gazette, the lighthouse of Skerry will be sold.",
            Status.SECOND_HAND,
            by=[By("the Harbour Gazette", OUTLET)],
            words=[Words("According to", Family.SECOND_HAND, "the lighthouse of Skerry will be sold")],
            time=Time.PLANNED,
        ),
        Line(
            "Hill Radio reported that two buyers have been to see it.",
            Status.SECOND_HAND,
            by=[By("Hill Radio", OUTLET)],
            words=[Words("reported that", Family.SECOND_HAND, "two buyers have been to see it")],
        ),
        Line(
            "The price was first reported by Coast TV.",
            Status.SECOND_HAND,
            by=[By("Coast TV", OUTLET, Part.ORIGIN)],
            words=[Words("first reported by", Family.SECOND_HAND, "The price")],
        ),
        Line(
            "US officials are among the guests, a page called Skerry News wrote.",
            Status.SECOND_HAND,
            by=[By("a page called Skerry News", OUTLET, name="Skerry News")],
            words=[Words("wrote", Family.SECOND_HAND, "US officials are among the guests")],
        ),
        Line("The light went out in 1998."),
    ],
    findings=[
        Found(
            FindingKind.SECOND_HAND_ORIGINS,
            (1, 2, 3, 4),
            {"names": ("the Harbour Gazette", "Hill Radio", "Coast TV", "Skerry News")},
        ),
        Found(FindingKind.ONE_ORIGIN, (2, 4), {"names": ("Hill Radio", "Skerry News"), "origin": "Coast TV"}),
        Found(FindingKind.HEARSAY_CHAIN, (4,), {"names": ("Skerry News", "Coast TV"), "words": "a keeper", "steps": 3}),
    ],
)

UNSOURCED = build_reading(
    Level.UNSOURCED,
    [
        Line("A new kind of battery charges a car in two minutes."),
        Line("It costs half as much as the batteries of today."),
        Line(
            "The first cars with it will be sold next year.",
            Status.FUTURE,
            words=[Words("will be", Family.FUTURE)],
            time=Time.PLANNED,
        ),
        Line("No other maker has anything like it."),
        Line(
            "Share this before they delete it!",
            Status.OTHER,
            words=[Words("Share this before they delete it", Family.PRESSURE)],
        ),
    ],
    headline=Line("Two minutes and your car is full"),
    findings=[
        Found(FindingKind.SILENCE, (), {"unsourced": 5, "of": 5}),
        Found(FindingKind.PRESSURE, (6,), {"words": "Share this before they delete it"}),
    ],
)

ATTRIBUTED = build_reading(
    Level.ATTRIBUTED,
    [
        Line(
            "Halden Pumps said on Friday that it would build a second works in Lowmere.",
            Status.CONFIRMED,
            by=[By("Halden Pumps", ORGANISATION)],
            words=[Words("said", Family.CONFIRMATION, "it would build a second works in Lowmere")],
            time=Time.PLANNED,
        ),
        Line(
            "“It may open a year late,” said the minister of labour, Iris Okafor.",
            Status.HEDGED,
            by=[By("the minister of labour, Iris Okafor", name="Iris Okafor")],
            words=[Words("may", Family.HEDGE, "It may open a year late", quoted=True), Words("said", Family.ATTRIBUTION)],
            certainty=Certainty.HEDGED,
            time=Time.PLANNED,
        ),
        Line(
            "A study by the University of Lowmere found no harm to the river.",
            Status.NAMED,
            by=[By("A study by the University of Lowmere", DOCUMENT)],
            words=[Words("found", Family.ATTRIBUTION, "no harm to the river")],
            polarity=Polarity.NEGATIVE,
        ),
        Line(
            "The fishermen’s union says the river is warmer already, which Halden Pumps denies.",
            Status.DISPUTED,
            by=[By("The fishermen’s union", ORGANISATION), By("Halden Pumps", ORGANISATION, Part.DENIES)],
            words=[Words("denies", Family.DENIAL, "the river is warmer already")],
        ),
        Line(
            "The city council, not yet ready to confirm it last week, has now confirmed the sale of the land.",
            Status.CONFIRMED,
            by=[By("The city council", ORGANISATION)],
            words=[
                Words("not yet ready to confirm", Family.UNCONFIRMED, "it"),
                Words("has now confirmed", Family.CONFIRMATION, "the sale of the land"),
            ],
        ),
    ],
    headline=Line("Halden Pumps to build in Lowmere", Status.FUTURE, words=[Words("to build", Family.FUTURE)], time=Time.PLANNED),
    findings=[
        Found(FindingKind.NOT_CONFIRMED_BY, (), {"could_not": (), "no_comment": ("the owners",), "words": "did not reply"})
    ],
)

MIXED = build_reading(
    Level.MIXED,
    [
        Line(
            "The ferry to Skerry Island will stop running in October.",
            Status.FUTURE,
            time=Time.PLANNED,
            words=[Words("will", Family.FUTURE)],
        ),
        Line(
            "Harbour master Tom Reyes said the engine is forty years old.",
            Status.NAMED,
            by=[By("Harbour master Tom Reyes", name="Tom Reyes")],
            words=[Words("said", Family.ATTRIBUTION, "the engine is forty years old")],
        ),
        Line("Nobody lives on the island in winter."),
        Line(
            "The ferry allegedly failed its last test.",
            Status.HEDGED,
            words=[Words("allegedly", Family.HEDGE)],
            certainty=Certainty.HEDGED,
        ),
        Line(
            "That could not be confirmed.",
            Status.UNCONFIRMED,
            words=[Words("could not be confirmed", Family.UNCONFIRMED, "That")],
            about="That",
            refers_to=5,
            certainty=Certainty.UNCONFIRMED,
        ),
        Line(
            "This has not been verified either.",
            Status.UNCONFIRMED,
            words=[Words("has not been verified", Family.UNCONFIRMED, "This")],
            about="This",
            certainty=Certainty.UNCONFIRMED,
        ),
        Line(
            "The boat reportedly found a buyer.",
            Status.HEARSAY,
            words=[Words("reportedly", Family.HEARSAY)],
        ),
    ],
    headline=Line("Ferry failed its last test"),
    findings=[
        Found(
            FindingKind.CAVEAT_NEAR_HEADLINE,
            (1, 6),
            {"headline": "Ferry failed its last test", "words": "could not be confirmed", "sentence": 5, "about": "That"},
        ),
        Found(FindingKind.FLAT_HERE_UNCONFIRMED_THERE, (1, 6), {"flat": 3, "sentence": 5, "words": "could not be confirmed"}),
        Found(FindingKind.NOT_CONFIRMED_BY, (6,), {"could_not": (), "no_comment": (), "words": "could not be confirmed"}),
        Found(FindingKind.CAVEAT_DEPTH, (6,), {"words": "could not be confirmed", "sentence": 5, "of": 7, "lines": 1}),
    ],
)

DOCUMENTED = build_reading(
    Level.DOUBTED,
    [
        Line(
            "Mill owner Ada Lindqvist told Hill Radio that the dam had given way.",
            Status.NAMED,
            by=[By("Hill Radio", OUTLET, name="Hill Radio"), By("Mill owner Ada Lindqvist", name="Ada Lindqvist", via=0)],
            words=[Words("told", Family.ATTRIBUTION, "the dam had given way", rule="en.attribution.told")],
        ),
        Line(
            "Her report could not be verified, but police are on their way.",
            Status.UNCONFIRMED,
            words=[
                Words(
                    "could not be verified",
                    Family.UNCONFIRMED,
                    "Her report",
                    ended_by="but",
                    rule="en.unconfirmed.could-not-verify",
                )
            ],
            about="Her report",
            refers_to=2,
            certainty=Certainty.UNCONFIRMED,
        ),
    ],
    headline=Line("Dam above Lowmere breaks"),
    findings=[
        Found(
            FindingKind.HEADLINE_OUTRUNS_BODY,
            (1, 3),
            {"headline": "Dam above Lowmere breaks", "words": "could not be verified", "sentence": 2},
        )
    ],
    aside=["READ MORE: How dams are built"],
)

PAGE = build_reading(
    Level.UNSOURCED,
    [
        Line("The last ferry to Ostrania left Lowmere on Friday, two years earlier than planned."),
        Line("The harbour will be used by fishing boats only from now on."),
    ],
    headline=Line("Last ferry leaves Lowmere"),
    findings=[
        Found(FindingKind.NO_AUTHOR),
        Found(FindingKind.OLD_DATE, (), {"days": 1_214, "page": 1}),
    ],
    origin=Article(
        "", url="https://courier.example/ferry", site="Lowmere Courier", published="2021-03-05T07:30:00Z", is_page=True
    ),
)

POST = build_reading(
    Level.UNSOURCED,
    [Line("Lowmere has no water."), Line("The pumps stopped on Friday.")],
    findings=[Found(FindingKind.OLD_DATE, (), {"days": 26, "page": 0})],
    origin=Article("", site="Lowmere now", published="2026-02-01"),
)

UNDATED = build_reading(
    Level.UNSOURCED,
    [Line("Lowmere has no water."), Line("The pumps stopped on Friday.")],
    findings=[Found(FindingKind.NO_DATE)],
    origin=Article("", site="courier.example", author="Hanne Uldt", is_page=True),
)

FIGURES = build_reading(
    Level.UNNAMED,
    [
        Line(
            "The harbour council knew of the cracks, two builders said.",
            Status.UNNAMED,
            by=[By("two builders", SPECIFIC)],
            words=[Words("said", Family.ATTRIBUTION, "The harbour council knew of the cracks")],
        ),
        Line(
            "Police said at least 12 people were hurt near Treland.",
            Status.NAMED,
            by=[By("Police", ORGANISATION)],
            words=[Words("said", Family.ATTRIBUTION, "at least 12 people were hurt near Treland")],
        ),
        Line(
            "A nurse in Trelund said up to 40 people were hurt.",
            Status.UNNAMED,
            by=[By("A nurse in Trelund", SPECIFIC)],
            words=[Words("said", Family.ATTRIBUTION, "up to 40 people were hurt")],
        ),
    ],
    findings=[
        Found(FindingKind.NAMES_DIFFER, (2, 3), {"names": ("Treland", "Trelund"), "sentence": 2, "other": 3, "person": 0}),
        Found(
            FindingKind.NUMBERS,
            (2, 3),
            {"words": ("at least 12 people", "up to 40 people"), "names": ("police", "a nurse in Trelund")},
        ),
        Found(FindingKind.WHAT_WOULD_SETTLE, (1,), {"names": ("the harbour council",)}),
    ],
)

EMPTY = build_reading(Level.TOO_LITTLE, [])

EXAMPLES: Mapping[str, Reading] = {
    "too-little": TOO_LITTLE,
    "withdrawn": WITHDRAWN,
    "doubted": DOUBTED,
    "unnamed": UNNAMED,
    "second-hand": SECOND_HAND,
    "unsourced": UNSOURCED,
    "attributed": ATTRIBUTED,
    "mixed": MIXED,
    "documented": DOCUMENTED,
    "page": PAGE,
    "post": POST,
    "undated": UNDATED,
    "figures": FIGURES,
    "empty": EMPTY,
}
