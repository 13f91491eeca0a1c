-- +goose Up

-- Where the accounts of an event went when a run told them otherwise: ids that
-- are gone leave their tombstones here. As the saved timeline has them.
CREATE TABLE successions (
    story      TEXT NOT NULL,
    place      INTEGER NOT NULL, -- from 0, the oldest first
    id         TEXT NOT NULL,    -- of the event as it was
    headline   TEXT NOT NULL,
    span       TEXT NOT NULL,    -- JSON
    successors TEXT NOT NULL,    -- JSON: ids of the events that had its accounts then
    run        INTEGER NOT NULL REFERENCES runs (seq),
    PRIMARY KEY (story, place)
);

-- +goose Down
DROP TABLE successions;
