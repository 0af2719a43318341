-- How somebody is best reached and written to. Without a row nothing is asked for.

CREATE TABLE communication (
  member      BLOB    PRIMARY KEY REFERENCES member (id),
  interpreter TEXT    NOT NULL DEFAULT '' CHECK (length(interpreter) <= 60), -- which language
  other       TEXT    NOT NULL DEFAULT '' CHECK (length(other) <= 400),      -- in words
  shared      INTEGER NOT NULL CHECK (shared IN (0, 1)), -- the other one of an exchange reads it
  review_on   TEXT    NOT NULL CHECK (review_on IS date(review_on)), -- it is asked again then
  changed_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX communication_review ON communication (review_on);

CREATE TABLE communication_need (
  member BLOB NOT NULL REFERENCES communication (member),
  need   TEXT NOT NULL CHECK (need IN ('large_print', 'easy_read', 'sign_language',
                                       'interpreter', 'call')),
  PRIMARY KEY (member, need)
) STRICT, WITHOUT ROWID;
CREATE INDEX communication_need_need ON communication_need (need, member);
