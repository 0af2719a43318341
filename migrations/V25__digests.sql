-- What is new, once a week or once a month, for members who asked for it.

CREATE TABLE digest (
  member  BLOB    PRIMARY KEY REFERENCES member (id),
  often   TEXT    NOT NULL CHECK (often IN ('weekly', 'monthly')),
  token   TEXT    NOT NULL UNIQUE CHECK (length(token) = 43), -- of the link that stops it
  told_at INTEGER NOT NULL,                             -- what is older was told before
  next_at INTEGER NOT NULL                              -- not before this instant
) STRICT, WITHOUT ROWID;
CREATE INDEX digest_next ON digest (next_at);
