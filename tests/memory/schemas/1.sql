PRAGMA application_id = 1128355397;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'caveat','1','2026-11-22 18:57:59.761299+00:00');
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
INSERT INTO "answers" VALUES(1,'a',-40,NULL,5,'slot of a','d',0.0,NULL,X'5B2268747470733A2F2F6578616D706C652E6F72672F64616D225D',X'7B2274657874223A225468652064616D2061742056656C6D6F726120686F6C64732C206120736179732E222C227469746C65223A2244616D20686F6C6473222C2275726C223A6E756C6C2C2273697465223A6E756C6C2C22617574686F72223A22506961204C756E64222C227075626C6973686564223A6E756C6C2C227061737365645F6F6E223A6E756C6C2C2269735F70616765223A747275652C226C6566745F6F7574223A307D');
CREATE TABLE arrived (
    update_id INTEGER PRIMARY KEY,  -- and nothing else: no text, nobody's id
    at REAL NOT NULL
) STRICT;
INSERT INTO "arrived" VALUES(1,0.0);
INSERT INTO "arrived" VALUES(2,0.0);
INSERT INTO "arrived" VALUES(3,0.0);
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
INSERT INTO "choices" VALUES(-40,0,'whisper','doubted',NULL,'en',0,'👀',7,1);
CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    ends REAL NOT NULL
) STRICT;
INSERT INTO "counters" VALUES('raid',1,60.0);
CREATE TABLE dropped (
    number INTEGER PRIMARY KEY,
    chat INTEGER NOT NULL,
    method TEXT NOT NULL,
    error BLOB NOT NULL,
    at REAL NOT NULL
) STRICT;
INSERT INTO "dropped" VALUES(2,-40,'sendMessage',X'4261642052657175657374',0.0);
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
INSERT INTO "feedback" VALUES(1,'a',1,7,-40,'wrong words','en.hedged.may',X'4974205B5B6D61795D5D207261696E2E',0.0);
CREATE TABLE inbox (
    place INTEGER PRIMARY KEY,
    update_id INTEGER NOT NULL UNIQUE,
    lane INTEGER NOT NULL,
    leased REAL NOT NULL DEFAULT 0,  -- until when; 0: nobody works on it
    tries INTEGER NOT NULL DEFAULT 0,
    claims INTEGER NOT NULL DEFAULT 0,
    body BLOB NOT NULL
) STRICT;
INSERT INTO "inbox" VALUES(2,3,-40,0.0,0,0,X'7B7D');
CREATE TABLE left_chats (
    chat INTEGER PRIMARY KEY,
    at REAL NOT NULL
) STRICT;
INSERT INTO "left_chats" VALUES(-41,0.0);
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
INSERT INTO "outbox" VALUES(3,-41,'sendMessage',NULL,'bebb275ef39e8cd86947cc6b6b04f5c7b50b5ec60edcdc91f3c8d9d186cdcbc7',NULL,NULL,0.0,0.0,0,X'7B22636861745F6964223A2D34312C2274657874223A227761697473227D');
CREATE TABLE postings (  -- the index over words; it knows only statements that have a text
    word INTEGER NOT NULL,  -- a checksum: no word stands here
    chat INTEGER NOT NULL,
    block INTEGER NOT NULL,  -- of statements, by the high bits of their numbers
    numbers BLOB NOT NULL,  -- four bytes each
    PRIMARY KEY (word, chat, block)
) STRICT, WITHOUT ROWID;
INSERT INTO "postings" VALUES(431275863,-40,0,X'01000000');
INSERT INTO "postings" VALUES(818253696,-40,0,X'01000000');
INSERT INTO "postings" VALUES(3142899635,-9223372036854775808,0,X'01000000');
INSERT INTO "postings" VALUES(3205307411,-40,0,X'01000000');
INSERT INTO "postings" VALUES(3743126290,-9223372036854775808,0,X'01000000');
INSERT INTO "postings" VALUES(4286250477,-9223372036854775808,0,X'01000000');
CREATE TABLE published (  -- fact-checks that the operator imported; of no chat, and from nobody in one
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    known BLOB NOT NULL UNIQUE,  -- a digest of the address and the claim
    body BLOB NOT NULL
) STRICT;
INSERT INTO "published" VALUES(1,X'B3EC79C6066ADB29B34E66CC0E7FC4F7',X'7B22636C61696D223A225468652064616D2061742056656C6D6F72612062726F6B652E222C227075626C6973686572223A224F737472656C204465736B222C22726174696E67223A224D6F73746C7920736F222C2275726C223A2268747470733A2F2F6578616D706C652E6F72672F636865636B222C226C616E6775616765223A22656E227D');
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
INSERT INTO "records" VALUES('note',-40,'a note',7,0.0,9000000000.0,X'7B226E616D65223A22506961204C756E64227D');
INSERT INTO "records" VALUES('draft',-40,'a draft',7,0.0,9000000000.0,X'7B226E616D65223A22506961204C756E64227D');
INSERT INTO "records" VALUES('watch',-40,'a watch',7,0.0,9000000000.0,X'7B226E616D65223A22506961204C756E64227D');
INSERT INTO "records" VALUES('moderator',-40,'a moderator',7,0.0,9000000000.0,X'7B226E616D65223A22506961204C756E64227D');
INSERT INTO "records" VALUES('cue',-40,'a cue',7,0.0,9000000000.0,X'7B226E616D65223A22506961204C756E64227D');
INSERT INTO "records" VALUES('change',-40,'a change',7,0.0,9000000000.0,X'7B226E616D65223A22506961204C756E64227D');
INSERT INTO "records" VALUES('digest',-40,'a digest',7,0.0,9000000000.0,X'7B226E616D65223A22506961204C756E64227D');
INSERT INTO "records" VALUES('consent',-40,'a consent',7,0.0,9000000000.0,X'7B226E616D65223A22506961204C756E64227D');
CREATE TABLE set_aside (
    place INTEGER PRIMARY KEY,
    update_id INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    error BLOB NOT NULL,
    at REAL NOT NULL
) STRICT;
INSERT INTO "set_aside" VALUES(1,2,-40,X'6E6F',0.0);
CREATE TABLE shelves (
    chat INTEGER PRIMARY KEY,
    statements INTEGER NOT NULL  -- how many have a text
) STRICT;
INSERT INTO "shelves" VALUES(-9223372036854775808,1);
INSERT INTO "shelves" VALUES(-40,1);
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
INSERT INTO "sightings" VALUES(1,5,0.0,'post','named','certain','positive',X'5B22506961204C756E64225D',X'68747470733A2F2F6578616D706C652E6F7267',7);
CREATE TABLE slots (
    slot TEXT PRIMARY KEY,
    chat INTEGER NOT NULL,
    message INTEGER,
    digest TEXT NOT NULL,  -- of the call that the message shows
    at REAL NOT NULL
) STRICT;
INSERT INTO "slots" VALUES('slot of a',-40,100,'7abd19abb7d0a624f2ab733e674d060745eae53c9b956e93c8860f6be573daa6',0.0);
CREATE TABLE statements (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: the index and somebody's buttons may speak of it
    chat INTEGER NOT NULL,
    digest BLOB NOT NULL,  -- of the words alone: exact repeats are known by it
    text BLOB,  -- NULL where the chat keeps hashes only
    UNIQUE (chat, digest)
) STRICT;
INSERT INTO "statements" VALUES(1,-40,X'AD635E8351F81F4BC61A12ADA0FA0AEC',X'54686520666572727920746F204F737472656C2073616E6B2E');
CREATE TABLE taken (
    name TEXT NOT NULL,
    seconds REAL NOT NULL,
    ends REAL NOT NULL
) STRICT;
INSERT INTO "taken" VALUES('chat',60.0,60.0);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX inbox_lanes ON inbox (lane, place, leased);
CREATE INDEX outbox_chats ON outbox (chat, number, due, leased);
CREATE INDEX outbox_slots ON outbox (slot) WHERE slot IS NOT NULL;
CREATE INDEX outbox_expiry ON outbox (expires) WHERE expires IS NOT NULL;
CREATE INDEX slots_chats ON slots (chat);
CREATE INDEX taken_windows ON taken (name, seconds, ends);
CREATE INDEX answers_asked ON answers (chat, asked, at);
CREATE INDEX answers_same ON answers (chat, digest, at);
CREATE INDEX answers_pages ON answers (chat, page, at) WHERE page IS NOT NULL;
CREATE INDEX answers_at ON answers (chat, at);
CREATE INDEX feedback_people ON feedback (person);
CREATE INDEX feedback_chats ON feedback (chat);
CREATE INDEX sightings_at ON sightings (at);
CREATE INDEX sightings_posts ON sightings (post);
CREATE INDEX sightings_senders ON sightings (sender) WHERE sender IS NOT NULL;
CREATE INDEX records_at ON records (matter, at);
CREATE INDEX records_people ON records (person) WHERE person IS NOT NULL;
CREATE INDEX records_ends ON records (ends) WHERE ends IS NOT NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('outbox',3);
INSERT INTO "sqlite_sequence" VALUES('statements',1);
INSERT INTO "sqlite_sequence" VALUES('published',1);
COMMIT;
