-- Set-ups of the activity report that coordinators keep under a name: a period by name, whom it is
-- for, and a part of the bank. They hold no figures; who kept and removed them is in the audit.
CREATE TABLE report_setup (
  id       INTEGER PRIMARY KEY,
  name     TEXT    NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 80),
  period   TEXT    NOT NULL CHECK (length(period) BETWEEN 1 AND 40),   -- last-quarter …
  readers  TEXT    NOT NULL CHECK (readers IN ('committee', 'outside')),
  area     INTEGER REFERENCES area (id),                               -- all where NULL
  category INTEGER REFERENCES category (id),
  members  TEXT    CHECK (members IN ('person', 'organisation')),
  channel  TEXT    CHECK (length(channel) BETWEEN 1 AND 20),
  kept_at  INTEGER NOT NULL,
  kept_by  BLOB    NOT NULL REFERENCES member (id)
) STRICT;
