-- +goose Up

-- Whether what an account tells was still to come, by its own words; and the
-- dated sentences that no event rests on.
ALTER TABLE accounts ADD COLUMN foretold INTEGER NOT NULL DEFAULT 0;
ALTER TABLE timelines ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]'; -- JSON

-- +goose Down
ALTER TABLE accounts DROP COLUMN foretold;
ALTER TABLE timelines DROP COLUMN left_out;
