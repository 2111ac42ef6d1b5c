-- What each criterion of the reform index is worth, and by which formula: data of the plan file, written anew with it.
-- Older versions know nothing of it.

-- +goose Up
CREATE TABLE score (
    commune_id bigint NOT NULL,
    plan_id    bigint NOT NULL,
    place      integer NOT NULL, -- in the file
    code       text NOT NULL,
    most       numeric NOT NULL,
    formula    text NOT NULL,
    mark       text NOT NULL DEFAULT '', -- of the target whose value counts; empty: whether the task is done
    floor      numeric NOT NULL DEFAULT 0,
    need       numeric NOT NULL DEFAULT 0,
    bands      jsonb NOT NULL DEFAULT '[]',
    evidence   boolean NOT NULL,
    late_loss  numeric NOT NULL DEFAULT 0,
    proposed   boolean NOT NULL DEFAULT false,
    CONSTRAINT score_pk PRIMARY KEY (plan_id, code),
    CONSTRAINT score_plan_fk FOREIGN KEY (commune_id, plan_id) REFERENCES plan (commune_id, id),
    CONSTRAINT score_formula_known CHECK (formula IN ('proportional', 'floor', 'bands', 'against_target', 'yes_no', 'count')),
    CONSTRAINT score_worth_something CHECK (most > 0),
    CONSTRAINT score_loss_a_share CHECK (late_loss BETWEEN 0 AND 1)
);
