-- What coordinators tell many members at once: by mail and letter to those a filter finds, and on
-- everybody’s Home page until a day.

CREATE TABLE mailing (
  id       BLOB    PRIMARY KEY CHECK (length(id) = 16),
  subject  TEXT    NOT NULL CHECK (length(subject) BETWEEN 1 AND 120),
  text     TEXT    NOT NULL CHECK (length(text) BETWEEN 1 AND 4000), -- plain
  filter   TEXT    NOT NULL,                            -- JSON: who was chosen, by which marks
  sent_by  BLOB    NOT NULL REFERENCES member (id),
  sent_at  INTEGER NOT NULL,
  by_mail  INTEGER NOT NULL CHECK (by_mail >= 0),       -- how many members, when it was sent
  by_letter INTEGER NOT NULL CHECK (by_letter >= 0),
  here     INTEGER NOT NULL CHECK (here >= 0)           -- on the website only
) STRICT, WITHOUT ROWID;
CREATE INDEX mailing_sent ON mailing (sent_at);
CREATE TRIGGER mailing_keep BEFORE UPDATE ON mailing
BEGIN SELECT RAISE(ABORT, 'mailing: what was sent stays'); END;

CREATE TABLE announcement (
  id       BLOB    PRIMARY KEY CHECK (length(id) = 16),
  title    TEXT    NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  text     TEXT    NOT NULL CHECK (length(text) BETWEEN 1 AND 1000), -- plain
  until    TEXT    NOT NULL CHECK (until IS date(until)), -- the last day on which it is shown
  made_by  BLOB    NOT NULL REFERENCES member (id),
  made_at  INTEGER NOT NULL,
  ended_by BLOB    REFERENCES member (id),              -- taken down before that day
  ended_at INTEGER,
  CHECK ((ended_by IS NULL) = (ended_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX announcement_until ON announcement (until);
