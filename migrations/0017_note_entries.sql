-- What whoever gave a figure noted beside it: in the column of a filled sheet that is there for it.
-- Older versions leave the column empty.

-- +goose Up
ALTER TABLE entry ADD COLUMN note text NOT NULL DEFAULT '';
