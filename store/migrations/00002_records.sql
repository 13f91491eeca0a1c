-- +goose Up

-- The log of the WARC records that were written, in the order of writing. It is
-- only ever appended to, and each entry's chain covers all before it, so an
-- entry that was altered or taken out shows.
CREATE TABLE records (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT NOT NULL,        -- warcinfo, response, revisit, request
    id      TEXT NOT NULL UNIQUE, -- WARC-Record-ID
    url     TEXT NOT NULL,
    at      TEXT NOT NULL,
    file    TEXT NOT NULL,
    "offset" INTEGER NOT NULL,
    length  INTEGER NOT NULL,
    sum     TEXT NOT NULL,        -- hex SHA-256 of the record's bytes in its file
    payload TEXT NOT NULL,        -- WARC-Payload-Digest
    body    TEXT NOT NULL,        -- captures.digest of the answer; '' but for responses
    chain   TEXT NOT NULL         -- hex SHA-256 of the chain before and this entry
);

CREATE INDEX records_by_place ON records (file, "offset");
CREATE INDEX records_by_url ON records (url, kind);

-- +goose StatementBegin
CREATE TRIGGER records_stay BEFORE UPDATE ON records
BEGIN SELECT RAISE(ABORT, 'the log of records is only appended to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER records_remain BEFORE DELETE ON records
BEGIN SELECT RAISE(ABORT, 'the log of records is only appended to'); END;
-- +goose StatementEnd

-- The record that holds the answer; '' where it was not archived.
ALTER TABLE captures ADD COLUMN record TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE captures DROP COLUMN record;
DROP TABLE records;
