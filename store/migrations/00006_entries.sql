-- +goose Up

-- The entries of a live blog: JSON, each with its time and where its text begins.
ALTER TABLE articles ADD COLUMN entries TEXT NOT NULL DEFAULT '[]';

-- +goose Down
ALTER TABLE articles DROP COLUMN entries;
