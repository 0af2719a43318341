-- What members say of how they are: surveys, consent to take part in them, and what was answered.
-- Answers are personal and can be taken back, so nothing here is append-only, and no name, note or
-- free text stands in an answer. Instants are whole seconds since 1970 in UTC; days are ISO dates.
CREATE TABLE survey (
  id         INTEGER PRIMARY KEY,
  name       TEXT    NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 80),
  wellbeing  INTEGER NOT NULL CHECK (wellbeing IN (0, 1)),   -- asks the four of the ONS
  loneliness INTEGER NOT NULL CHECK (loneliness IN (0, 1)),  -- asks the four about loneliness
  licence    TEXT    NOT NULL DEFAULT '' CHECK (length(licence) <= 80), -- asks SWEMWBS where given
  opened_at  INTEGER NOT NULL,
  opened_by  BLOB    NOT NULL REFERENCES member (id),
  closed_at  INTEGER
) STRICT;

-- The bank's own questions.
CREATE TABLE survey_question (
  id     INTEGER PRIMARY KEY,
  survey INTEGER NOT NULL REFERENCES survey (id),
  place  INTEGER NOT NULL,
  text   TEXT    NOT NULL CHECK (length(text) BETWEEN 1 AND 200),
  kind   TEXT    NOT NULL CHECK (kind IN ('scale', 'yes_no')),
  UNIQUE (survey, place)
) STRICT;

-- Consent to surveys, apart from membership. Withdrawn, the row goes and every sheet with it.
CREATE TABLE survey_consent (
  member   BLOB    PRIMARY KEY REFERENCES member (id),
  given_at INTEGER NOT NULL,
  given_by BLOB    NOT NULL REFERENCES member (id),          -- the member, or who wrote it down
  channel  TEXT    NOT NULL CHECK (length(channel) BETWEEN 1 AND 20)
) STRICT, WITHOUT ROWID;

-- One member, once: the first time, or again. Declined, it has no answers and is kept as a refusal.
CREATE TABLE survey_sheet (
  id          INTEGER PRIMARY KEY,
  survey      INTEGER NOT NULL REFERENCES survey (id),
  member      BLOB    NOT NULL REFERENCES member (id),
  wave        TEXT    NOT NULL CHECK (wave IN ('first', 'again')),
  answered_on TEXT    NOT NULL CHECK (length(answered_on) = 10),
  declined    INTEGER NOT NULL CHECK (declined IN (0, 1)),
  channel     TEXT    NOT NULL CHECK (length(channel) BETWEEN 1 AND 20),
  entered_by  BLOB    NOT NULL REFERENCES member (id),
  UNIQUE (survey, member, wave)
) STRICT;
CREATE INDEX survey_sheet_member ON survey_sheet (member);

CREATE TABLE survey_answer (
  sheet INTEGER NOT NULL REFERENCES survey_sheet (id) ON DELETE CASCADE,
  item  TEXT    NOT NULL CHECK (length(item) BETWEEN 1 AND 30),
  value INTEGER,                                             -- nothing: would rather not say
  PRIMARY KEY (sheet, item)
) STRICT, WITHOUT ROWID;

-- A set-up of the report keeps which survey was asked for.
ALTER TABLE report_setup ADD COLUMN survey INTEGER REFERENCES survey (id);
