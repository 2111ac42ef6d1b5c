-- Days that somebody names are closed like a period: of the kind on_demand, told apart by the two days.
-- Older versions take such a closing for one more closed time and never look for it by its days.

-- +goose Up
ALTER TABLE closing
    DROP CONSTRAINT closing_kind_known,
    ADD CONSTRAINT closing_kind_known CHECK (period_kind IN ('month', 'quarter', 'half', 'nine_months', 'year', 'on_demand')),
    ADD CONSTRAINT closing_days_unnumbered CHECK ((period_kind = 'on_demand') = (period_no = 0)),
    DROP CONSTRAINT closing_version_unique;
CREATE UNIQUE INDEX closing_version_unique ON closing (plan_id, period_kind, period_year, period_no, version)
    WHERE period_kind <> 'on_demand';
CREATE UNIQUE INDEX closing_days_unique ON closing (plan_id, starts_on, ends_on, version)
    WHERE period_kind = 'on_demand';
