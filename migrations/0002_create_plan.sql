-- The plan as data: tasks in areas with criteria, relations, cadences, targets, goals and open questions.
-- Every row keeps its identity over later imports, so that figures stay attached.

-- +goose Up
CREATE TABLE plan (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    commune_id bigint NOT NULL,
    version    bigint NOT NULL DEFAULT 1, -- grows with every applied change
    number     text NOT NULL,
    title      text NOT NULL,
    year       integer NOT NULL,
    issued_on  date,
    starts_on  date NOT NULL,
    ends_on    date NOT NULL,
    cutoff     integer NOT NULL DEFAULT 0,
    documents  text[] NOT NULL DEFAULT '{}',
    CONSTRAINT plan_pk PRIMARY KEY (id),
    CONSTRAINT plan_commune_fk FOREIGN KEY (commune_id) REFERENCES commune (id),
    CONSTRAINT plan_tenant_unique UNIQUE (commune_id, id),
    CONSTRAINT plan_number_unique UNIQUE (commune_id, year, number),
    CONSTRAINT plan_days_ordered CHECK (ends_on >= starts_on),
    CONSTRAINT plan_cutoff_range CHECK (cutoff BETWEEN 0 AND 28)
);

CREATE TABLE area (
    plan_id bigint NOT NULL,
    no      integer NOT NULL,
    name    text NOT NULL,
    CONSTRAINT area_pk PRIMARY KEY (plan_id, no),
    CONSTRAINT area_plan_fk FOREIGN KEY (plan_id) REFERENCES plan (id)
);

CREATE TABLE task (
    id                 bigint GENERATED ALWAYS AS IDENTITY,
    commune_id         bigint NOT NULL,
    plan_id            bigint NOT NULL,
    no                 integer NOT NULL,
    block              text NOT NULL DEFAULT '',
    area_no            integer NOT NULL DEFAULT 0, -- 0: organisation of the plan itself
    title              text NOT NULL,
    wording            text NOT NULL,
    deadline_kind      text NOT NULL,
    deadline_wording   text NOT NULL DEFAULT '',
    deadline_note      text NOT NULL DEFAULT '',
    deadline_reference text NOT NULL DEFAULT '',
    due_on             date,
    products           text[] NOT NULL DEFAULT '{}',
    report_to          text[] NOT NULL DEFAULT '{}',
    source             text NOT NULL DEFAULT '',
    note               text NOT NULL DEFAULT '',
    rule_kind          text NOT NULL DEFAULT '',
    rule_wording       text NOT NULL DEFAULT '',
    rule_hours         integer NOT NULL DEFAULT 0,
    rule_to            text NOT NULL DEFAULT '',
    retired            boolean NOT NULL DEFAULT false, -- left the plan; kept for its figures
    CONSTRAINT task_pk PRIMARY KEY (id),
    CONSTRAINT task_plan_fk FOREIGN KEY (commune_id, plan_id) REFERENCES plan (commune_id, id),
    CONSTRAINT task_tenant_unique UNIQUE (commune_id, id),
    CONSTRAINT task_no_positive CHECK (no > 0),
    CONSTRAINT task_deadline_known CHECK (deadline_kind IN ('undated', 'by_date', 'ongoing', 'by_reference')),
    CONSTRAINT task_due_given CHECK ((deadline_kind = 'by_date') <= (due_on IS NOT NULL))
);
CREATE INDEX task_of_plan ON task (plan_id);
CREATE UNIQUE INDEX task_no_unique ON task (plan_id, no) WHERE NOT retired;

CREATE TABLE criterion (
    task_id bigint NOT NULL,
    place   integer NOT NULL,
    code    text NOT NULL,
    name    text NOT NULL,
    CONSTRAINT criterion_pk PRIMARY KEY (task_id, place),
    CONSTRAINT criterion_task_fk FOREIGN KEY (task_id) REFERENCES task (id)
);

CREATE TABLE relation (
    task_id bigint NOT NULL,
    place   integer NOT NULL,
    kind    text NOT NULL,
    unit    text NOT NULL DEFAULT '', -- unit code; empty where the plan names a role only
    who     text NOT NULL DEFAULT '',
    towards text NOT NULL DEFAULT '',
    cause   text NOT NULL DEFAULT '',
    CONSTRAINT relation_pk PRIMARY KEY (task_id, place),
    CONSTRAINT relation_task_fk FOREIGN KEY (task_id) REFERENCES task (id),
    CONSTRAINT relation_kind_known CHECK (kind IN ('lead', 'coordinate', 'monitor', 'accountable')),
    CONSTRAINT relation_names_somebody CHECK (unit <> '' OR who <> '')
);

CREATE TABLE cadence (
    task_id bigint NOT NULL,
    place   integer NOT NULL,
    every   text NOT NULL,
    cutoff  integer NOT NULL,
    within  integer NOT NULL,
    wording text NOT NULL DEFAULT '',
    CONSTRAINT cadence_pk PRIMARY KEY (task_id, place),
    CONSTRAINT cadence_task_fk FOREIGN KEY (task_id) REFERENCES task (id),
    CONSTRAINT cadence_every_known CHECK (every IN ('month', 'quarter', 'half', 'nine_months', 'year')),
    CONSTRAINT cadence_cutoff_range CHECK (cutoff BETWEEN 0 AND 28)
);

CREATE TABLE target (
    id           bigint GENERATED ALWAYS AS IDENTITY,
    commune_id   bigint NOT NULL,
    plan_id      bigint NOT NULL,
    task_id      bigint NOT NULL,
    mark         text NOT NULL,
    name         text NOT NULL,
    measure      text NOT NULL,
    noun         text NOT NULL DEFAULT '',
    good         text NOT NULL DEFAULT '',
    accumulation text NOT NULL,
    judged       text NOT NULL,
    min_sample   integer NOT NULL DEFAULT 0,
    scope        text NOT NULL,
    wording      text NOT NULL DEFAULT '',
    proposed     boolean NOT NULL DEFAULT false,
    retired      boolean NOT NULL DEFAULT false,
    CONSTRAINT target_pk PRIMARY KEY (id),
    CONSTRAINT target_task_fk FOREIGN KEY (commune_id, task_id) REFERENCES task (commune_id, id),
    CONSTRAINT target_plan_fk FOREIGN KEY (commune_id, plan_id) REFERENCES plan (commune_id, id),
    CONSTRAINT target_tenant_unique UNIQUE (commune_id, plan_id, id),
    CONSTRAINT target_measure_known CHECK (measure IN ('ratio', 'count', 'amount', 'milestone')),
    CONSTRAINT target_accumulation_known CHECK (accumulation IN ('period', 'to_date')),
    CONSTRAINT target_judged_known CHECK (judged IN ('continuously', 'at_due')),
    CONSTRAINT target_scope_known CHECK (scope IN ('commune', 'unit')),
    CONSTRAINT target_sample_not_negative CHECK (min_sample >= 0)
);
CREATE UNIQUE INDEX target_mark_unique ON target (task_id, mark) WHERE NOT retired;
CREATE INDEX target_of_plan ON target (plan_id);

-- A goal from a day on. The plan's own goal has no document; one that eases it must have.
CREATE TABLE target_goal (
    target_id    bigint NOT NULL,
    effective_on date NOT NULL,
    comparator   text NOT NULL,
    value        numeric NOT NULL,
    document     text NOT NULL DEFAULT '',
    CONSTRAINT target_goal_pk PRIMARY KEY (target_id, effective_on),
    CONSTRAINT target_goal_target_fk FOREIGN KEY (target_id) REFERENCES target (id),
    CONSTRAINT target_goal_comparator_known CHECK (comparator IN ('>=', '>', '='))
);

-- A point of the planned road towards a goal.
CREATE TABLE waypoint (
    target_id bigint NOT NULL,
    on_day    date NOT NULL,
    value     numeric NOT NULL,
    CONSTRAINT waypoint_pk PRIMARY KEY (target_id, on_day),
    CONSTRAINT waypoint_target_fk FOREIGN KEY (target_id) REFERENCES target (id)
);

-- What the plan leaves open: asked, with what is assumed meanwhile, until the office answers.
CREATE TABLE question (
    id          bigint GENERATED ALWAYS AS IDENTITY,
    commune_id  bigint NOT NULL,
    plan_id     bigint NOT NULL,
    task_id     bigint, -- null: about the document as a whole
    key         text NOT NULL,
    text        text NOT NULL,
    options     text[] NOT NULL DEFAULT '{}',
    assumed     text NOT NULL DEFAULT '',
    answer      text NOT NULL DEFAULT '',
    CONSTRAINT question_pk PRIMARY KEY (id),
    CONSTRAINT question_plan_fk FOREIGN KEY (commune_id, plan_id) REFERENCES plan (commune_id, id),
    CONSTRAINT question_task_fk FOREIGN KEY (commune_id, task_id) REFERENCES task (commune_id, id),
    CONSTRAINT question_key_unique UNIQUE (plan_id, key)
);
