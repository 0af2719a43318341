-- The coordinators' desk: what was said about somebody or something, and who looks after what.

CREATE TABLE desk_note (
  id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
  about      TEXT    NOT NULL CHECK (about IN ('member', 'exchange', 'listing', 'activity')),
  subject    BLOB    NOT NULL CHECK (length(subject) = 16), -- its id
  kind       TEXT    NOT NULL CHECK (kind IN ('call', 'visit', 'message', 'note', 'private',
                                              'question')),
  text       TEXT    NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  written_by BLOB    NOT NULL REFERENCES member (id),
  written_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_note_subject ON desk_note (subject, written_at);
CREATE TRIGGER desk_note_keep BEFORE UPDATE ON desk_note
BEGIN SELECT RAISE(ABORT, 'desk_note: what was written stays'); END;

-- Something that waits is looked after by somebody, or rests until a day.
CREATE TABLE desk_care (
  topic      TEXT    NOT NULL CHECK (length(topic) BETWEEN 1 AND 20), -- a section of To do
  subject    BLOB    NOT NULL CHECK (length(subject) = 16),
  carer      BLOB    REFERENCES member (id),            -- nobody in particular: NULL
  rests_until TEXT   CHECK (rests_until IS date(rests_until)), -- it is shown again on this day
  changed_by BLOB    NOT NULL REFERENCES member (id),
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (topic, subject)
) STRICT, WITHOUT ROWID;
