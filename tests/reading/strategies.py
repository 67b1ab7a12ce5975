"""Texts to read: anything at all, and news put together at random from the words that rules look for."""

import re
import tomllib

from hypothesis import strategies as st

from bot.files import read_pack

_RULES = [rule for text in read_pack().values() for rule in tomllib.loads(text).get("rule", [])]
EXAMPLES = sorted({example for rule in _RULES for example in (*rule["match"], *rule.get("no_match", ()))})
CUE_WORDS = sorted({words for example in EXAMPLES for words in re.findall(r"\[\[(.*?)\]\]", example)})

_SENTENCES = st.sampled_from([example.replace("[[", "").replace("]]", "") for example in EXAMPLES])
# fmt: off
_BETWEEN = st.sampled_from([
    " ", " ", ", ", ". ", "; ", ", but ", " but the ", " because ", ", which ", " “", "” ", ' "', '" ', "’s ", " (", ") ",
    "\n", "\n\n", " — ", "? ", " that ", " of ", " the ", " said ", ", said ", " and ", " by ",
])
_NAMES = st.sampled_from([
    "Pia Lund", "Gen. Oskar Varr", "police", "the ministry", "a source", "three sailors", "Reuters", "the BBC", "he", "She",
    "they", "it", "the report", "some residents", "Mr. Orell", "Orell",
    "the mill", "the dam burst", "a spokesman for the harbour office",
    "U.S. officials", "The WHO", "12 people",
])
# fmt: on
_PIECES = st.sampled_from(CUE_WORDS) | _NAMES | _BETWEEN | _SENTENCES
NEWS = st.lists(_PIECES | _BETWEEN, max_size=14).map(
    lambda pieces: "".join(piece if piece[0] in " ,.;?’”\n" else f" {piece}" for piece in pieces)
)
_STRANGE = st.text(st.sampled_from("\u200b\u00ad\u202e\u0435“”\"'.!? \n\t\x00\ud800🚢<p>&;•—aB3"), max_size=30)
ANYTHING = st.text(max_size=80) | _STRANGE
TEXTS = NEWS | ANYTHING | st.tuples(NEWS, _STRANGE, NEWS).map("".join)
TITLES = st.none() | TEXTS | st.sampled_from(("Dam bursts at Velmora", "Police deny strike", " ", ""))
