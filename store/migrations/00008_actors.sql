-- +goose Up

-- Whom and what the reports of a story name.
ALTER TABLE timelines ADD COLUMN actors TEXT NOT NULL DEFAULT '[]'; -- JSON

-- +goose Down
ALTER TABLE timelines DROP COLUMN actors;
