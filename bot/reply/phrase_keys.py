"""Every phrase there is, by part and key, with the placeholders it must hold."""

from collections.abc import Mapping

from bot.model import Certainty, Family, FindingKind, Level, PageFault, Part, Polarity, SourceKind, Status, Time

Allowed = Mapping[str, frozenset[str]]


def _keys(*keys: str) -> Allowed:
    return dict.fromkeys(keys, frozenset())


def _takes(**placeholders: str) -> Allowed:
    """Map each key to its placeholders; an underscore in a keyword stands for the hyphen of the key."""
    return {key.replace("_", "-"): frozenset(names.split()) for key, names in placeholders.items()}


NO_WHO = (Status.STATED, Status.OTHER)
"""Statuses that by their meaning have nobody behind them."""

WITH_HOST = (
    PageFault.NOT_PUBLIC,
    PageFault.UNKNOWN_NAME,
    PageFault.UNREACHABLE,
    PageFault.CERTIFICATE,
    PageFault.ROBOTS,
    PageFault.TOO_SLOW,
)
"""Faults whose phrase names the site."""

MARKED = (
    *(Level.WITHDRAWN, Level.DOUBTED, Level.UNNAMED, Level.UNSOURCED),
    *(FindingKind.HEADLINE_OUTRUNS_BODY, FindingKind.FLAT_HERE_UNCONFIRMED_THERE, FindingKind.PRESSURE, FindingKind.OLD_DATE),
)
"""From which level on, or at which finding, a group may have posts marked."""

PHRASES: Mapping[str, Allowed] = {
    "level": _keys(*Level),
    "status": _keys(*Status),
    "certainty": _keys(*Certainty),
    "polarity": _keys(*Polarity),
    "time": _keys(*Time),
    "family": _keys(*Family),
    "source": _keys(*SourceKind),
    "part": _keys(*Part),
    "label": {
        **_keys(*Status),
        **{f"{status}-by": frozenset({"who"}) for status in Status if status not in NO_WHO},
        **_takes(
            disputed_said="who",
            disputed_by="denier",
            disputed_both="who denier",
            own_words="who",
            own_words_s="who",
            own_words_unknown="",
            planned="label",
            negative="label",
            also_hedged="label",
            also_unconfirmed="label",
            after="label words",
        ),
    },
    "who": _takes(comma="", last="names name", more="names n", through="names via", bare="name", collective="name"),
    "section": _keys(
        "headline", "taken-back", "unconfirmed", "unnamed", "second-hand", "silence", "pressure", "provenance", "no-comment"
    ),
    "origin": _takes(comma="", site="site", author="author", date="date", day="day month year"),
    "month": _keys(*map(str, range(1, 13))),
    "line": _takes(
        quote="text",
        sentence="n",
        headline="",
        item="quote says where",
        could_not="words who",
        refers="quote where",
        passage_before="",
        also="titles",
        detail="where quote label",
        detail_words="where quote label words",
        details="",
        step="",
        counts="total counts",
        separator="",
        closing="",
        receipt="receipt",
        honest="quote label",
        honest_site="quote label site",
        edited="level counts",
        edited_same="",
        page="title n of",
    ),
    "finding": _takes(
        headline_outruns_body="headline words sentence",
        caveat_near_headline="headline words sentence",
        caveat_near_headline_about="headline words sentence about",
        flat_here_unconfirmed_there="flat sentence words",
        not_confirmed_by="who",
        not_confirmed_by_nobody="",
        no_comment="who",
        second_hand_origins="names",
        one_origin="names origin",
        silence_all_named="of",
        pressure="words",
        no_author="",
        no_date="",
        old_date="days",
        old_date_page="days",
    ),
    "explain": _takes(
        statement="where quote",
        status="status certainty polarity time",
        label="label",
        about="quote",
        about_refers="quote where",
        cue="quote rule family",
        no_cue="",
        over="scope",
        over_until="scope words",
        quoted="",
        source="who kind part",
        source_resolved="who name kind part",
        source_via="source via",
        set_aside="",
        set_aside_by="quote rule",
        fired="",
        rule_says="explain",
        dropped="",
        dropped_mask="quote rule by words",
        dropped_inside="quote rule by words",
        reads_as="",
        nothing="",
    ),
    "refusal": _keys("empty", "too_short", "too_long", "too_slow", "no_language"),
    "page": {
        **_keys(*PageFault),
        **dict.fromkeys(WITH_HOST, frozenset({"host"})),
        **_takes(http_status="status", nearly_empty="words"),
    },
    "chat": {
        **_keys(
            "start", "start-group", "help", "welcome", "no-text", "no-text-there", "file-too-large", "trouble", "opening", "same"
        ),
        **_keys("gone", "wordless", "noted", "wrong-which", "wrong-how", "why-what", "why-here", "check-what", "only-admins"),
        **_keys("forget-sure", "forget-sure-group", "nothing-kept"),
        **_takes(forgotten="removed"),
    },
    "button": {
        **_keys("why", "all", "copy", "wrong", "wrong-w", "wrong-c", "wrong-n", "back", "next", "summary", "inline"),
        **_takes(page="host"),
    },
    "command": _keys("start", "help", "check", "why", "settings", "status", "privacy", "forget"),
    "menu": {
        **_keys("mode", "mode-off", "mode-ask", "mode-whisper", "mode-line", "threshold"),
        **_keys(*(f"threshold-{kind}" for kind in MARKED)),
        **_keys("members", "members-no", "members-yes", "reaction", "lifetime"),
        **_keys("lifetime-0", "lifetime-60", "lifetime-600", "lifetime-3600", "lifetime-86400"),
        **_keys("retention", "retention-1", "retention-7", "retention-30", "retention-90"),
        **_keys("settings", "follow", "leave", "leave-yes", "leave-sure", "forget-yes"),
        **_keys("about-private", "about-group", "about-topic", "about-mode", "about-threshold", "about-members"),
        **_keys("about-reaction", "about-lifetime", "about-retention", "language", "language-name", "about-language"),
    },
    "state": {
        **_keys("privacy-mode", "cannot-send", "no-reactions", "sees-all", "unknown"),
        **_takes(version="version rules", waiting="n", mode="mode"),
    },
    "kept": _keys(
        *("answers", "feedback", "settings", "times of leaving", "waiting messages", "messages set aside"),
        *("waiting replies", "sent replies", "dropped replies"),
    ),
}
"""Every phrase there is, by part and key, with the placeholders it must hold. Nothing else is said, nothing may be missing."""

PLURALS: Mapping[str, Allowed] = {
    "count": {"statements": frozenset({"n"}), **dict.fromkeys(Status, frozenset({"n"}))},
    "counted": _takes(
        more_items="line n",
        more_details="n",
        set_aside="n",
        words_read="n",
        left_out="n",
        more_posts="n",
        privacy="n",
        caveat_depth="words sentence of lines",
        unnamed_only="n",
        silence="n of",
        hearsay_chain="n steps",
    ),
}
"""Phrases that differ for one and for several: each is a table of exactly these `FORMS`."""
