-- +goose Up

-- Every address that a story's runs have met, and how far they have come with it.
CREATE TABLE frontier (
    story    TEXT NOT NULL,
    key      TEXT NOT NULL,              -- the form by which its page is known
    url      TEXT NOT NULL,
    run      INTEGER NOT NULL,           -- that changed it last
    state    TEXT NOT NULL,              -- waiting, claimed, done
    attempts INTEGER NOT NULL DEFAULT 0, -- requests since a page came
    due      TEXT NOT NULL DEFAULT '',   -- not to be asked for before
    fate     TEXT NOT NULL DEFAULT '',   -- why it gives no page
    status   INTEGER NOT NULL DEFAULT 0, -- HTTP status with the fate
    reason   TEXT NOT NULL DEFAULT '',   -- the fate in words
    at       TEXT NOT NULL DEFAULT '',   -- when it was settled
    task     TEXT NOT NULL DEFAULT '',   -- how it was met; '' when done
    PRIMARY KEY (story, key)
) WITHOUT ROWID;

CREATE INDEX frontier_open ON frontier (story, state) WHERE state <> 'done';
CREATE INDEX frontier_refused ON frontier (story, fate) WHERE fate <> '';

-- +goose Down
DROP TABLE frontier;
