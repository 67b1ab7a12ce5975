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

OFFICE = ("open", "digest", "export", "audit")
"""Commands for those who look after a group."""

PHRASES: Mapping[str, Allowed] = {
    "level": _keys(*Level, "doubted-disputed", "doubted-denied"),
    "status": _keys(*Status),
    "certainty": _keys(*Certainty),
    "polarity": _keys(*Polarity),
    "time": _keys(*Time),
    "family": _keys(*Family),
    "source": _keys(*SourceKind),
    "part": _keys(*Part, "no-comment"),
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
            also_hedged="label",
            also_unconfirmed="label",
            after="label words",
        ),
    },
    "who": _takes(comma="", last="names name", more="names n", through="names via", bare="name", collective="name"),
    "section": _keys(
        *("headline", "taken-back", "unconfirmed", "unnamed", "second-hand", "numbers", "settle", "silence", "names"),
        *("pressure", "provenance", "no-comment"),
    ),
    "origin": _takes(comma="", site="site", author="author", date="date", day="day month year", day_of_year="day month"),
    "month": _keys(*map(str, range(1, 13))),
    "line": _takes(
        quote="text",
        sentence="n",
        headline="",
        item="quote says where",
        could_not="words who",
        unconfirmed="says where",
        refers="quote there says where",
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
        not_confirmed_by_writers="",
        hearsay_chain_talk="words",
        no_comment="who",
        second_hand_origins="names",
        one_origin="names origin",
        names_differ="one here other there",
        names_differ_thing="one here other there",
        numbers="one who other whose",
        silence_all_named="of",
        pressure="words",
        what_would_settle="names",
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
        cue_of_group="",
        cue_of_own="",
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
    "report": {
        **_keys("title", "article", "legend", "sources", "findings", "statements", "rules", "set-aside", "this-text", "close"),
        **_keys("column-text", "column-outlet", "column-named", "column-unnamed", "no-sources", "no-findings", "no-rules"),
        **_takes(rule="rule n", receipt="receipt rules", enough="n"),
        **_keys("members-only", "not-yours", "only-in-telegram", "how", "opening"),
    },
    "chat": {
        **_keys(
            "start", "start-group", "help", "welcome", "no-text", "no-text-there", "file-too-large", "trouble", "opening", "same"
        ),
        **_keys("gone", "wordless", "noted", "wrong-which", "wrong-how", "why-what", "why-here", "check-what", "only-admins"),
        **_keys("the-group", "only-moderators", "forget-sure", "forget-sure-group", "nothing-kept"),
        **_takes(forgotten="removed"),
    },
    "button": {
        **_keys("why", "all", "copy", "wrong", "wrong-w", "wrong-c", "wrong-n", "back", "next", "summary", "inline", "published"),
        **_keys("report", "picture", "app"),
        **_takes(page="host"),
    },
    "command": _keys(
        *("start", "help", "check", "why", "settings", "status", "privacy", "forget"),
        *("cue", "note", "notes", "moderators", "watch", "recheck", *OFFICE),
    ),
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
    "published": {
        **_keys("title", "apart", "none", "yes", "nothing-to-ask", "off", "privacy", "privacy-imported"),
        **_keys("fault-bad-key", "fault-refused", "fault-busy", "fault-down", "fault-too-slow", "fault-unreadable"),
        **_keys("fault-no-more-today"),
        **_takes(checked_like="quote where", here="quote where", checked="quote"),
        **_takes(rating="publisher rating", open="publisher quote"),
        **_takes(claimed="name", claimed_on="name day", headed="title", tell="most"),
    },
    "kept": _keys(
        *("answers", "feedback", "settings", "times of leaving", "waiting messages", "messages set aside"),
        *("waiting replies", "sent replies", "dropped replies"),
        *("statements", "notes", "drafts", "watches", "moderators", "cues", "changes", "digests", "consents", "references"),
    ),
    "cue": {
        **_keys("keep", "drop", "over", "removed", "none", "none-own", "title", "title-own", "open", "open-file", "file-here"),
        **_keys("members", "often", "file", "file-found", "file-match", "file-no-match"),
        **_takes(help="families", family="families", too_long="most", too_many_forms="most", too_wide="most", full="most"),
        **_takes(wrong="says", known="phrase family rule", known_own="phrase family", nothing_read="phrase family"),
        **_takes(example="quote where", example_from="words", kept="phrase family", dropped="phrase family", status="n"),
        **_takes(item="phrase family name day", item_somebody="phrase family day", item_own="phrase family day"),
        **_takes(remove="n"),
    },
    "watch": {
        **_keys("button", "stop", "stopped", "over", "which", "none", "title", "members", "wordless", "here", "how"),
        **_keys("told", "stronger", "weaker", "unsourced", "number", "opposite"),
        **_takes(told_in="group", before="day version", now="day version", version="quote label", numbers="before now"),
        **_takes(added="version day", added_in="version day group", full="most", stop_n="n"),
        **_takes(item="version day", item_in="version day group"),
    },
    "recheck": {
        **_keys("button", "how", "new-here", "wordless"),
        **_takes(move="where quote before now", nothing="day", no_status="day"),
    },
    "backroom": _keys("open", "which", "none"),
    "open": {**_keys("none", "no-texts", "unsaid"), **_takes(title="group", note="n")},
    "audit": {
        **_keys("line", "none", "anonymous", "hashes", "texts"),
        **_takes(title="group", change="day time name deed detail", bare="day time name deed"),
    },
    "deed": _keys(
        *("setting", "note", "note-edited", "note-withdrawn", "moderator-listed", "moderator-removed"),
        *("cue-added", "cue-removed", "digest", "export", "hashes"),
    ),
    "export": _takes(line="", title="group", enough="n"),
    "digest": {
        **_keys("title", "still-open", "settled", "ending", "open", "in-group", "none", "off", "wrong"),
        **_takes(holds="when next", when="day hour zone", how="days"),
    },
    "weekday": _keys(*map(str, range(1, 8))),
    "hashes": _keys("about", "way", "back", "sure", "sure-group", "yes", "done", "undone", "holds-hashes", "holds-texts"),
    "note": {
        **_keys("title", "nobody", "what", "unread", "here", "wordless", "list-here", "write", "open-private"),
        **_keys("open-list", "what-private", "seen", "seen-nowhere", "not-yours", "which", "what-verdict", "waiting"),
        **_keys("verdict", "verdict-confirmed", "verdict-denied", "verdict-open", "verdict-satire", "verdict-needs-source"),
        **_keys("ask-who", "ask-link", "ask-line", "bad-who", "bad-link", "bad-line", "want-link", "want-line", "give-link"),
        **_keys("no-link", "give-line", "no-line", "preview", "who", "link-again", "line", "keep", "cancel", "cancelled", "over"),
        **_keys("list-which", "list-none", "no-words", "note-gone", "edit", "withdraw", "withdraw-sure", "withdraw-yes"),
        **_keys("withdrawn", "to-list", "your-post", "reply", "bad-reply", "says-open", "says-satire", "says-needs-source"),
        **_keys("wordless-private", "listing-none", "listing-full", "listing-whom", "listing-nobody", "listing-not-here"),
        **_takes(item="about says facts", item_bare="says facts", where="where", alike="quote before"),
        **_takes(says_confirmed="who", says_denied="who", signed="author day until", link="host", for_group="group"),
        **_takes(kept="group until", too_many="most", too_many_today="most", list="group", list_empty="group"),
        **_takes(listed="about says until", listed_answered="about says until", told="group about says"),
        **_takes(told_withdrawn="group", ask_reply="group", replied="group", told_answer="group quote", sender_answers="quote"),
        **_takes(listing="names", listing_added="name", listing_removed="name", listing_already="name", listing_unknown="name"),
        **_takes(listing_gone="name"),
    },
    "recalled": _takes(
        title="",
        title_elsewhere="",
        day_elsewhere="day",
        repeat="day",
        repeat_elsewhere="day",
        seen="quote where day",
        seen_elsewhere="quote where day",
        alike="quote where before day",
        alike_elsewhere="quote where before day",
        **{"from": "line origin"},
        statuses="line then now",
        moved="quote where day then now",
        drift="quote where day then",
        differs="quote where then day now",
        only_now="quote where now day",
        only_then="quote where day then",
        one_origin="quote where n source",
        quiet_seen="where day",
        quiet_seen_elsewhere="where day",
        quiet_moved="where day then now",
        privacy_alone="",
        privacy_across="",
    ),
}
"""Every phrase there is, by part and key, with the placeholders it must hold. Nothing else is said, nothing may be missing."""

PLURALS: Mapping[str, Allowed] = {
    "count": {"statements": frozenset({"n"}), **dict.fromkeys(Status, frozenset({"n"}))},
    "counted": _takes(
        more_items="line n",
        more_undrawn="line n",
        more_details="n",
        times_since="line n",
        set_aside="n",
        words_read="n",
        left_out="n",
        more_posts="n",
        privacy="n",
        caveat_depth="words sentence of lines",
        unnamed_only="n",
        silence="n of",
        hearsay_chain="n steps",
        cues="n",
        cue_effect="phrase family changed n flagged",
        cue_effect_own="phrase family changed n",
        moved="n day",
        gone="n",
        new="n",
        open_here="n",
        shared="n words day label",
    ),
    "note-count": _takes(more="n", days="n"),
}
"""Phrases that differ for one and for several: each is a table of exactly these `FORMS`."""
