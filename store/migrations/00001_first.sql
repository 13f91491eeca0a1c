-- +goose Up

-- Times are RFC 3339 text with the offset they were read with, so that zones
-- survive; lists are JSON arrays; '' stands for "none" throughout.

-- The newest answer of every URL, for conditional requests and for resuming.
CREATE TABLE captures (
    url          TEXT PRIMARY KEY,
    status       INTEGER NOT NULL,
    header       TEXT NOT NULL,      -- JSON object of arrays
    body         BLOB NOT NULL,      -- gzip
    digest       TEXT NOT NULL,      -- hex SHA-256 of the body before gzip
    fetched_at   TEXT NOT NULL,
    validated_at TEXT NOT NULL
);

CREATE TABLE articles (
    story              TEXT NOT NULL,
    url                TEXT NOT NULL, -- canonical
    fetched_url        TEXT NOT NULL,
    outlet             TEXT NOT NULL,
    title              TEXT NOT NULL,
    authors            TEXT NOT NULL, -- JSON
    published          TEXT NOT NULL,
    published_has_time INTEGER NOT NULL,
    published_has_zone INTEGER NOT NULL,
    published_words    TEXT NOT NULL,
    published_rung     TEXT NOT NULL,
    published_others   TEXT NOT NULL, -- JSON
    updated            TEXT NOT NULL,
    language           TEXT NOT NULL,
    description        TEXT NOT NULL,
    text               TEXT NOT NULL,
    links              TEXT NOT NULL, -- JSON
    hash               TEXT NOT NULL,
    relatedness        REAL NOT NULL,
    reasons            TEXT NOT NULL, -- JSON
    capture            TEXT NOT NULL,
    source             TEXT NOT NULL,
    withdrawn          TEXT NOT NULL DEFAULT '', -- fate of a later reading that it does not belong
    in_timeline        INTEGER NOT NULL DEFAULT 0, -- 1: the saved timeline was read from it
    origin             TEXT NOT NULL DEFAULT '', -- as the saved timeline has it
    PRIMARY KEY (story, url)
);

-- What became of every URL, by the last run that met it.
CREATE TABLE outcomes (
    story        TEXT NOT NULL,
    url          TEXT NOT NULL,
    run          INTEGER NOT NULL,
    canonical    TEXT NOT NULL,
    fate         TEXT NOT NULL,
    detail       TEXT NOT NULL,
    status       INTEGER NOT NULL,
    not_modified INTEGER NOT NULL,
    source       TEXT NOT NULL,
    found_on     TEXT NOT NULL,
    title        TEXT NOT NULL,
    outlet       TEXT NOT NULL,
    published    TEXT NOT NULL,
    language     TEXT NOT NULL,
    relatedness  REAL NOT NULL,
    reasons      TEXT NOT NULL, -- JSON
    at           TEXT NOT NULL,
    PRIMARY KEY (story, url)
);

CREATE INDEX outcomes_by_run ON outcomes (story, run, fate);

CREATE TABLE runs (
    seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    story       TEXT NOT NULL,
    trigger     TEXT NOT NULL,
    state       TEXT NOT NULL,
    error       TEXT NOT NULL DEFAULT '',
    started_at  TEXT NOT NULL,
    finished_at TEXT NOT NULL DEFAULT '',
    fates       TEXT NOT NULL DEFAULT '{}', -- JSON: fate to count
    events      INTEGER NOT NULL DEFAULT 0,
    new_events  TEXT NOT NULL DEFAULT '[]', -- JSON
    changed     TEXT NOT NULL DEFAULT '[]', -- JSON
    sources     TEXT NOT NULL DEFAULT '[]'  -- JSON
);

CREATE INDEX runs_by_story ON runs (story, seq);

-- Which run saved a story's timeline.
CREATE TABLE timelines (
    story TEXT PRIMARY KEY,
    run   INTEGER NOT NULL REFERENCES runs (seq)
);

CREATE TABLE events (
    story      TEXT NOT NULL,
    id         TEXT NOT NULL,
    place      INTEGER NOT NULL, -- in the timeline, from 0
    span       TEXT NOT NULL,    -- JSON
    headline   TEXT NOT NULL,
    summary    TEXT NOT NULL,
    importance REAL NOT NULL,
    confidence REAL NOT NULL,
    why        TEXT NOT NULL,
    origins    INTEGER NOT NULL,
    actors     TEXT NOT NULL,    -- JSON
    figures    TEXT NOT NULL,    -- JSON
    PRIMARY KEY (story, id)
);

CREATE TABLE accounts (
    story       TEXT NOT NULL,
    event       TEXT NOT NULL,
    place       INTEGER NOT NULL, -- in the event, from 0
    article_url TEXT NOT NULL,
    title       TEXT NOT NULL,
    outlet      TEXT NOT NULL,
    published   TEXT NOT NULL,
    language    TEXT NOT NULL,
    origin      TEXT NOT NULL,
    quote       TEXT NOT NULL,
    sentence    INTEGER NOT NULL,
    phrase      TEXT NOT NULL,
    anchor      TEXT NOT NULL,
    anchor_from TEXT NOT NULL,
    rule        TEXT NOT NULL,
    span        TEXT NOT NULL,    -- JSON
    confidence  REAL NOT NULL,
    PRIMARY KEY (story, event, place),
    FOREIGN KEY (story, event) REFERENCES events (story, id) ON DELETE CASCADE
);

-- +goose Down
DROP TABLE accounts;
DROP TABLE events;
DROP TABLE timelines;
DROP TABLE runs;
DROP TABLE outcomes;
DROP TABLE articles;
DROP TABLE captures;
