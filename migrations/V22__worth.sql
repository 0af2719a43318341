-- What an hour of paid work costs, and what the bank itself costs: for the part of a report that
-- says what it would have cost to pay for the same hours. No member’s page shows any of it.
-- Days are ISO dates; money is whole pence.
CREATE TABLE hour_rate (
  id       INTEGER PRIMARY KEY,
  level    TEXT    NOT NULL CHECK (level IN ('low', 'median')),
  from_day TEXT    NOT NULL CHECK (length(from_day) = 10),       -- it holds from this day on
  pence    INTEGER NOT NULL CHECK (pence BETWEEN 1 AND 1000000), -- an hour
  source   TEXT    NOT NULL CHECK (length(source) BETWEEN 1 AND 200),
  set_at   INTEGER,                                              -- nothing: came with the program
  set_by   BLOB    REFERENCES member (id),
  UNIQUE (level, from_day)
) STRICT;

INSERT INTO hour_rate (level, from_day, pence, source) VALUES
  ('low', '2025-04-01', 1221, 'UK National Living Wage, announced by the Low Pay Commission'),
  ('low', '2026-04-01', 1271, 'UK National Living Wage for April 2026, 21 and over');

-- A set-up of the report keeps whether it was asked for.
ALTER TABLE report_setup ADD COLUMN worth INTEGER NOT NULL DEFAULT 0 CHECK (worth IN (0, 1));

-- What a year of the bank cost, and the guesses a social return is worked out from. Twelve months
-- from the first day. Percentages are whole.
CREATE TABLE bank_year (
  from_day      TEXT    PRIMARY KEY CHECK (length(from_day) = 10),
  cost_pence    INTEGER NOT NULL CHECK (cost_pence BETWEEN 1 AND 100000000000),
  outcome_pence INTEGER CHECK (outcome_pence BETWEEN 1 AND 100000000000),
  source        TEXT    NOT NULL DEFAULT '' CHECK (length(source) <= 200),
  deadweight    INTEGER CHECK (deadweight BETWEEN 0 AND 100),
  attribution   INTEGER CHECK (attribution BETWEEN 0 AND 100),
  displacement  INTEGER CHECK (displacement BETWEEN 0 AND 100),
  drop_off      INTEGER CHECK (drop_off BETWEEN 0 AND 100),
  years         INTEGER CHECK (years BETWEEN 1 AND 10),
  set_at        INTEGER NOT NULL,
  set_by        BLOB    NOT NULL REFERENCES member (id)
) STRICT, WITHOUT ROWID;
