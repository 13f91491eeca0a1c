-- +goose Up

-- When an address is due again because its host says so, and what earlier
-- requests for it brought.
ALTER TABLE frontier ADD COLUMN stated TEXT NOT NULL DEFAULT '';     -- the part of due that its host asked for
ALTER TABLE frontier ADD COLUMN asked TEXT NOT NULL DEFAULT '';      -- when it gave something last
ALTER TABLE frontier ADD COLUMN changed TEXT NOT NULL DEFAULT '';    -- when that was last another than before
ALTER TABLE frontier ADD COLUMN usually INTEGER NOT NULL DEFAULT 0;  -- seconds from one change to the next, smoothed
ALTER TABLE frontier ADD COLUMN print TEXT NOT NULL DEFAULT '';      -- of what it gave
ALTER TABLE frontier ADD COLUMN told TEXT NOT NULL DEFAULT '';       -- the last change that lists had told of by then

-- Requests to each site on each day of UTC, of all stories together.
CREATE TABLE requests (
    day  TEXT NOT NULL,    -- YYYY-MM-DD
    site TEXT NOT NULL,    -- registrable domain, or address
    n    INTEGER NOT NULL,
    PRIMARY KEY (day, site)
) WITHOUT ROWID;

-- Whether an address leads to a list of reports, and not to one.
ALTER TABLE outcomes ADD COLUMN list INTEGER NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE outcomes DROP COLUMN list;
DROP TABLE requests;
ALTER TABLE frontier DROP COLUMN told;
ALTER TABLE frontier DROP COLUMN print;
ALTER TABLE frontier DROP COLUMN usually;
ALTER TABLE frontier DROP COLUMN changed;
ALTER TABLE frontier DROP COLUMN asked;
ALTER TABLE frontier DROP COLUMN stated;
