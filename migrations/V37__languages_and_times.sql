-- What somebody speaks beside the language of the place, and when they are usually free. Without
-- rows nothing was said.

CREATE TABLE member_language (
  member   BLOB NOT NULL REFERENCES member (id),
  language TEXT NOT NULL COLLATE NOCASE CHECK (length(language) BETWEEN 1 AND 40),
  place    INTEGER NOT NULL CHECK (place >= 0),                    -- the order they were said in
  PRIMARY KEY (member, language)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_language_language ON member_language (language, member);

CREATE TABLE member_time (
  member BLOB NOT NULL REFERENCES member (id),
  time   TEXT NOT NULL CHECK (time IN ('mornings', 'afternoons', 'evenings', 'weekends')),
  PRIMARY KEY (member, time)
) STRICT, WITHOUT ROWID;
