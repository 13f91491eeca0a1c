-- +goose Up

-- Digest of all that is stored of an event's accounts, by which a run knows those
-- that it need not write again; '' before the first.
ALTER TABLE events ADD COLUMN accounts_digest TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE events DROP COLUMN accounts_digest;
