"""The phrases by which a page's furniture, its notices and its corrections are told from the sentences of its article."""

import re


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(phrases)})", re.IGNORECASE)


def gather(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


_WHEN = (
    r"(?=\s*(?:[:,.—–(|\d-]|$|(?:on|at|to|in|with|by|after|today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)))"
)
CUE = _any(
    rf"(?:last |story |article |page )?(?:updated?|corrections?|corrected|clarifications?|clarified|retraction|retracted){_WHEN}",
    r"(?:(?:an? )?editor['’]?s['’]?|publisher['’]?s|author['’]?s) note\b",
    r"note to readers\b",
    r"(?:this|it) (?:is|remains) (?:a|an) (?:developing|breaking|ongoing|evolving)\b",
    r"(?:developing|breaking) story\b",
    r"(?:this|(?:an earlier|a previous) version of this) (?:story|article|report|post|page|piece)\b.{0,60}"
    r"\b(?:updat|correct|amend|clarif|misstat|misspel|incorrect|wrong|breaking|developing|edited|revised)",
    r"(?:an? )?(?:earlier|previous) version\b",
    r"more (?:details |information )?(?:to follow|follows)\b",
    r"(?:обновлено|исправлено|исправление|уточнение|поправка|от редакции)\b",
)
"""Begins a line that says the article was updated, corrected, or is not finished."""
BARE_CUE = _any(r"(?:last |first )?(?:updated|published|posted)(?: on| at)?\s*:?")
"""A line from which the time itself is missing."""

HEADING = _any(
    r"(?:the )?most (?:read|popular|viewed|shared|commented)\s*:?",
    r"(?:more )?related(?: (?:articles|stories|news|posts|links|topics|content|reading))?\s*:?",
    r"(?:you (?:may|might) (?:also )?like|recommended(?: for you)?|trending(?: now)?|popular(?: now| posts| stories)?)\s*:?",
    r"(?:editors?['’]?s? picks?|more (?:on this(?: story)?|from .{2,40}|stories|news|like this))\s*:?",
    r"(?:(?:read|see) (?:also|next)|also (?:read|on .{2,30})|what to read next|around the web|in other news)\s*:?",
    r"(?:latest(?: news| stories| headlines)?|top stories|share(?: this.{0,20})?|follow us.{0,30}|tags|topics)\s*:?",
    r"(?:читайте также|по теме|самое читаемое|популярное|ещё по теме|подписывайтесь.{0,40})\s*:?",
)
"""Is, as a whole line, the heading of a list of other articles."""
COMMENTS = _any(
    r"(?:\d+ )?(?:reader )?(?:comments?|replies|responses|thoughts)(?: \(?\d+\)?)?(?: (?:on|to) .{3,120})?",
    r"leave a (?:reply|comment)",
    r"join the (?:discussion|conversation)",
    r"what do you think\?|have your say",
    r"комментарии(?: \(?\d+\)?)?",
)
"""Is, as a whole line, the heading above the comments."""
ALONE = _any(
    r"(?:sign up|subscribe|register)\b.{0,80}\b(?:newsletter|alerts?|updates|briefing|inbox|podcast|channel|free)\b",
    r"(?:get|receive)\b.{0,80}\b(?:in your inbox|by email|newsletter|to your inbox)\b",
    r"enter your e-?mail\b|download (?:the|our) app\b",
    r"(?:photo|photograph|image|picture|video|credit|photo credit|foto)s?(?: by| credit)?\s*[:|©/]",
    r"\(?(?:photo|image|picture)s? (?:by|credit|courtesy)\b",
    r"©|copyright\b|all rights reserved|advertisement$|sponsored$",
    r"share (?:this|on)\b|(?:follow|like|join) us on\b",
    r"skip to (?:main )?content|this site uses cookies",
    r".{0,60}\benable javascript\b",
)
"""Begins a line that is no part of an article wherever it stands."""
ASIDE = re.compile(
    r"(?:^|[\s_-])(?:related|recommended|recirc\w*|most-?(?:read|popular|viewed)|popular|trending|teasers?|promo|cards?|comments?|"
    r"replies|newsletter|sidebar|widget|breadcrumbs?|menu|navbar|cookie|advert\w*|sponsored|next-up|ticker)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""The class or id of what stands beside an article."""

_TO_READ = r"(?:continue|keep|read|reading|unlock|view|see|access|the (?:rest|full))"
WALL = _any(
    r"\b(?:subscribe|log ?in|sign ?in|sign up|register|join(?: now)?|create (?:an? )?(?:free )?account|upgrade|pay|"
    r"become a (?:member|subscriber)|start your (?:free )?(?:trial|subscription))\b"
    rf".{{0,60}}\b(?:to|and|for)\b.{{0,25}}\b{_TO_READ}\b",
    r"\b(?:continue|keep|finish) reading\b.{0,60}\b(?:subscri|account|log|sign|free|offer|with)",
    r"\b(?:this|the) (?:article|story|content|page|report)\b.{0,40}\b(?:is|are) (?:only |reserved |exclusively )?"
    r"(?:for|available (?:only )?(?:to|for))\b.{0,25}\b(?:subscribers|members|registered)",
    r"\balready (?:a |have )(?:subscriber|member|an account|a subscription)",
    r"\byou(?:['’]ve| have) (?:reached|used|read)\b.{0,50}\b(?:free|limit|articles)",
    r"\bsubscribers? only\b|\bunlock (?:this|the full) (?:article|story)\b|\byou must be logged in\b",
)
"""Asks to subscribe or to log in before more can be read."""
NOTICE = _any(
    r"\b(?:cookies?|consent|personal data|privacy|partners|vendors|advertis|personali[sz]|legitimate interest|preferences)",
    r"\b(?:tracking|ip address|ad measurement)\b",
)
"""Speaks of what a notice about cookies speaks of."""
SPEAKS_TO_READER = _any(r"\b(?:we|our|us|you|your)\b")
CONSENT = _any(
    r"\b(?:accept|agree|allow|reject|refuse|manage|decline)\b(?: (?:all|to all|and (?:continue|close)|optional|cookies|options|"
    r"preferences|settings|choices|additional))*\W*$",
    r"\bbefore you continue\b",
    r"\bwe (?:value|respect|care about) your privacy\b",
)
"""Is on the button, or above the text, of a notice that asks for consent."""
