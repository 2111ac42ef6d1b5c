-- Letters given up are few, and whoever watches over planbot asks for them often. Nothing else changes.

-- +goose Up
CREATE INDEX outbox_dead ON outbox (done_at) WHERE outcome = 'dead';
