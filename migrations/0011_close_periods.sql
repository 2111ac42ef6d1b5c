-- Periods as the office closes them, and what a plan says of the reports that the office writes.
-- Older versions ignore both.

-- +goose Up
ALTER TABLE plan ADD COLUMN reports jsonb NOT NULL DEFAULT '[]';

-- A period frozen: everything that a report of it is written from, as text, so that its hash can be checked for good.
-- What is corrected later makes a further version, with the figures that differ from the one before.
CREATE TABLE closing (
    id           bigint GENERATED ALWAYS AS IDENTITY,
    commune_id   bigint NOT NULL,
    plan_id      bigint NOT NULL,
    plan_version bigint NOT NULL,
    period_kind  text NOT NULL,
    period_year  integer NOT NULL,
    period_no    integer NOT NULL,
    starts_on    date NOT NULL,
    ends_on      date NOT NULL,
    version      integer NOT NULL,
    content      text NOT NULL,
    sha256       text NOT NULL,
    corrections  jsonb NOT NULL DEFAULT '[]',
    by_id        bigint NOT NULL,
    by_name      text NOT NULL,
    chat_id      bigint NOT NULL, -- the message that closed it, or the one tapped
    message_id   bigint NOT NULL,
    at           timestamptz NOT NULL,
    CONSTRAINT closing_pk PRIMARY KEY (id),
    CONSTRAINT closing_plan_fk FOREIGN KEY (commune_id, plan_id) REFERENCES plan (commune_id, id),
    CONSTRAINT closing_version_unique UNIQUE (plan_id, period_kind, period_year, period_no, version),
    CONSTRAINT closing_source_unique UNIQUE (plan_id, chat_id, message_id),
    CONSTRAINT closing_version_positive CHECK (version > 0),
    CONSTRAINT closing_days_ordered CHECK (ends_on >= starts_on),
    CONSTRAINT closing_kind_known CHECK (period_kind IN ('month', 'quarter', 'half', 'nine_months', 'year')),
    CONSTRAINT closing_hash_true CHECK (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
);
CREATE TRIGGER closing_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON closing
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
