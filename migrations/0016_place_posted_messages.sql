-- The forum topic in whose place a message of ours stands, so that what is said to it is heard as said there.
-- Older versions write 0, as for messages outside of topics, and never look at it.

-- +goose Up
ALTER TABLE posted ADD COLUMN thread_id bigint NOT NULL DEFAULT 0;
