-- +goose Up

-- When the text was first received, and the versions of a revised article.
ALTER TABLE articles ADD COLUMN seen_at TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN revisions TEXT NOT NULL DEFAULT '[]'; -- JSON

-- +goose Down
ALTER TABLE articles DROP COLUMN revisions;
ALTER TABLE articles DROP COLUMN seen_at;
