"""The tables, step by step from the first release on. A step that was released is never changed: another is added."""

from collections.abc import Callable, Mapping

from sqlite_utils import Database, Migrations

OURS = 0x43415645
"""SQLite's application_id by which a file is known to be Caveat's: "CAVE"."""

_FIRST = """
CREATE TABLE arrived (
    update_id INTEGER PRIMARY KEY,  -- and nothing else: no text, nobody's id
    at REAL NOT NULL
) STRICT;

CREATE TABLE inbox (
    place INTEGER PRIMARY KEY,
    update_id INTEGER NOT NULL UNIQUE,
    lane INTEGER NOT NULL,
    leased REAL NOT NULL DEFAULT 0,  -- until when; 0: nobody works on it
    tries INTEGER NOT NULL DEFAULT 0,
    claims INTEGER NOT NULL DEFAULT 0,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX inbox_lanes ON inbox (lane, place, leased);

CREATE TABLE set_aside (
    place INTEGER PRIMARY KEY,
    update_id INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    error BLOB NOT NULL,
    at REAL NOT NULL
) STRICT;

CREATE TABLE outbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: somebody may still speak of an old one
    chat INTEGER NOT NULL,
    method TEXT NOT NULL,
    slot TEXT,
    digest TEXT NOT NULL,
    due REAL,  -- from when on it is in line
    expires REAL,
    put_off REAL NOT NULL DEFAULT 0,  -- until when it holds up its line
    leased REAL NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    payload BLOB NOT NULL
) STRICT;
CREATE INDEX outbox_chats ON outbox (chat, number, due, leased);
CREATE INDEX outbox_slots ON outbox (slot) WHERE slot IS NOT NULL;
CREATE INDEX outbox_expiry ON outbox (expires) WHERE expires IS NOT NULL;

CREATE TABLE slots (
    slot TEXT PRIMARY KEY,
    chat INTEGER NOT NULL,
    message INTEGER,
    digest TEXT NOT NULL,  -- of the call that the message shows
    at REAL NOT NULL
) STRICT;
CREATE INDEX slots_chats ON slots (chat);

CREATE TABLE dropped (
    number INTEGER PRIMARY KEY,
    chat INTEGER NOT NULL,
    method TEXT NOT NULL,
    error BLOB NOT NULL,
    at REAL NOT NULL
) STRICT;

CREATE TABLE choices (
    chat INTEGER NOT NULL,
    topic INTEGER NOT NULL,  -- 0: the chat's own
    mode TEXT NOT NULL,
    threshold TEXT NOT NULL,
    lifetime INTEGER,
    language TEXT NOT NULL,
    members INTEGER NOT NULL,
    reaction TEXT NOT NULL,
    retention_days INTEGER NOT NULL,
    hashes INTEGER NOT NULL,  -- whether no text is kept
    PRIMARY KEY (chat, topic)
) STRICT;

CREATE TABLE left_chats (
    chat INTEGER PRIMARY KEY,
    at REAL NOT NULL
) STRICT;

CREATE TABLE taken (
    name TEXT NOT NULL,
    seconds REAL NOT NULL,
    ends REAL NOT NULL
) STRICT;
CREATE INDEX taken_windows ON taken (name, seconds, ends);

CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    ends REAL NOT NULL
) STRICT;

CREATE TABLE answers (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    chat INTEGER NOT NULL,
    topic INTEGER,
    asked INTEGER NOT NULL,
    slot TEXT NOT NULL,
    digest TEXT NOT NULL,
    at REAL NOT NULL,
    page BLOB,  -- a digest of the address of the article's page
    links BLOB NOT NULL,
    article BLOB NOT NULL
) STRICT;
CREATE INDEX answers_asked ON answers (chat, asked, at);
CREATE INDEX answers_same ON answers (chat, digest, at);
CREATE INDEX answers_pages ON answers (chat, page, at) WHERE page IS NOT NULL;
CREATE INDEX answers_at ON answers (chat, at);

CREATE TABLE feedback (
    place INTEGER PRIMARY KEY,
    answer TEXT NOT NULL,
    statement INTEGER NOT NULL,
    person INTEGER NOT NULL,
    chat INTEGER,  -- the answer's, which may be gone before
    wrong TEXT NOT NULL,
    rule TEXT NOT NULL,
    example BLOB NOT NULL,
    at REAL NOT NULL,
    UNIQUE (answer, statement, person)
) STRICT;
CREATE INDEX feedback_people ON feedback (person);
CREATE INDEX feedback_chats ON feedback (chat);

CREATE TABLE statements (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: the index and somebody's buttons may speak of it
    chat INTEGER NOT NULL,
    digest BLOB NOT NULL,  -- of the words alone: exact repeats are known by it
    text BLOB,  -- NULL where the chat keeps hashes only
    UNIQUE (chat, digest)
) STRICT;

CREATE TABLE sightings (
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    message INTEGER NOT NULL,
    at REAL NOT NULL,
    post TEXT NOT NULL,
    status TEXT NOT NULL,
    certainty TEXT NOT NULL,
    polarity TEXT NOT NULL,
    sources BLOB NOT NULL,
    origin BLOB,
    sender INTEGER,
    PRIMARY KEY (statement, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX sightings_at ON sightings (at);
CREATE INDEX sightings_posts ON sightings (post);
CREATE INDEX sightings_senders ON sightings (sender) WHERE sender IS NOT NULL;

CREATE TABLE records (  -- what people wrote down or asked for
    matter TEXT NOT NULL,
    chat INTEGER NOT NULL,
    id TEXT NOT NULL,
    person INTEGER,  -- who wrote it
    at REAL NOT NULL,
    ends REAL,
    body BLOB NOT NULL,
    PRIMARY KEY (chat, matter, id)
) STRICT;
CREATE INDEX records_at ON records (matter, at);
CREATE INDEX records_people ON records (person) WHERE person IS NOT NULL;
CREATE INDEX records_ends ON records (ends) WHERE ends IS NOT NULL;

CREATE TABLE postings (  -- the index over words; it knows only statements that have a text
    word INTEGER NOT NULL,  -- a checksum: no word stands here
    chat INTEGER NOT NULL,
    block INTEGER NOT NULL,  -- of statements, by the high bits of their numbers
    numbers BLOB NOT NULL,  -- four bytes each
    PRIMARY KEY (word, chat, block)
) STRICT, WITHOUT ROWID;

CREATE TABLE shelves (
    chat INTEGER PRIMARY KEY,
    statements INTEGER NOT NULL  -- how many have a text
) STRICT;

CREATE TABLE published (  -- fact-checks that the operator imported; of no chat, and from nobody in one
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    known BLOB NOT NULL UNIQUE,  -- a digest of the address and the claim
    body BLOB NOT NULL
) STRICT;
"""


def _lay_down(db: Database) -> None:
    db.executescript(_FIRST)


STEPS: Mapping[str, Callable[[Database], None]] = {"1": _lay_down}
"""Each schema that was released, and how the one before becomes it."""

_MIGRATIONS = Migrations("caveat")
for _name, _step in STEPS.items():
    _MIGRATIONS(name=_name)(_step)


def find_unknown(db: Database) -> str:
    """Give a step that was taken and that this version does not know, or nothing. Writes nothing."""
    return next((step.name for step in _MIGRATIONS.applied(db) if step.name not in STEPS), "")


def migrate(db: Database) -> None:
    """Take all steps that are still to be taken, and mark the file as Caveat's, at once or not at all."""
    db.execute("BEGIN IMMEDIATE")  # a file that cannot be written to is found out here
    try:
        db.execute(f"PRAGMA application_id = {OURS}")
        _MIGRATIONS.apply(db)
    except BaseException:
        db.rollback()
        raise
    db.commit()
