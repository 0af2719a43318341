-- Answers to changes asked for by programs, kept so that a program that asks again, because no
-- answer came, gets the first one. Not part of the book: old ones are deleted.

CREATE TABLE kept_answer (
  -- Who asked. An id is one member's: another member's same id is another request.
  member  BLOB NOT NULL REFERENCES member (id),
  -- The id the program gave the request: a UUID.
  key     BLOB NOT NULL CHECK (length(key) = 16),
  -- SHA-256 of what was asked for.
  content BLOB NOT NULL CHECK (length(content) = 32),
  -- Unix seconds.
  kept_at INTEGER NOT NULL,
  -- The answer, in the shape of whoever keeps it.
  answer  TEXT NOT NULL,
  PRIMARY KEY (member, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX kept_answer_age ON kept_answer (kept_at);
