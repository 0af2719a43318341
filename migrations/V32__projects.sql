-- Projects that somebody pays for, and which exchanges belong to one. A funder and a project are no
-- members; members never see any of this. An exchange belongs to one project or to none.
CREATE TABLE funder (
  id   INTEGER PRIMARY KEY,
  name TEXT    NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 80)
) STRICT;

CREATE TABLE project (
  id        INTEGER PRIMARY KEY,
  name      TEXT    NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 80),
  funder    INTEGER REFERENCES funder (id),
  from_day  TEXT    CHECK (from_day IS date(from_day)),  -- the first day; none: it has no beginning
  to_day    TEXT    CHECK (to_day IS date(to_day)),      -- the last day, counted as well
  category  INTEGER REFERENCES category (id),            -- what it takes by itself: help of this kind,
  area      INTEGER REFERENCES area (id),                -- received here; neither: nothing
  closed_at INTEGER,                                     -- it takes nothing more by itself
  CHECK (from_day <= to_day)
) STRICT;

-- Whom the mark is by: nobody where the project took the exchange by itself. A mark by hand stays
-- whatever a project takes; "none" by hand is a project of NULL with its hand and instant.
ALTER TABLE exchange ADD COLUMN project INTEGER REFERENCES project (id);
ALTER TABLE exchange ADD COLUMN project_by BLOB REFERENCES member (id);
ALTER TABLE exchange ADD COLUMN project_at INTEGER;
CREATE INDEX exchange_project ON exchange (project) WHERE project IS NOT NULL;
CREATE INDEX exchange_marked ON exchange (project_at) WHERE project_at IS NOT NULL;

ALTER TABLE report_setup ADD COLUMN project INTEGER REFERENCES project (id);
ALTER TABLE report_setup ADD COLUMN funder INTEGER REFERENCES funder (id);
