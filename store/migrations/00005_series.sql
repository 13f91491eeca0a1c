-- +goose Up

-- What reports of an event tell differently, and the running counts of a story.
ALTER TABLE events ADD COLUMN disputes TEXT NOT NULL DEFAULT '[]';  -- JSON
ALTER TABLE timelines ADD COLUMN series TEXT NOT NULL DEFAULT '[]'; -- JSON

-- +goose Down
ALTER TABLE events DROP COLUMN disputes;
ALTER TABLE timelines DROP COLUMN series;
