-- +goose Up

-- What people wrote beside the events of a story. No run writes here but to carry
-- over what stands in the workbook, and to place notes on events that are gone.
CREATE TABLE notes (
    story  TEXT NOT NULL,
    event  TEXT NOT NULL, -- id; it need not stand any more
    status TEXT NOT NULL,
    note   TEXT NOT NULL,
    PRIMARY KEY (story, event)
) WITHOUT ROWID;

-- +goose Down
DROP TABLE notes;
