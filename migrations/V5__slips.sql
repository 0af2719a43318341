-- Paper slips, typed in together: an envelope, a box, a sheet.
-- A line is kept as it was typed, so that nothing is lost and nothing is guessed. What is meant
-- is read from it each time it is looked at, until its exchange is made.

CREATE TABLE slip_envelope (
  id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
  name       TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 120), -- "The box at The Wharf"
  spoke      TEXT    NOT NULL CHECK (spoke IN ('giver', 'receiver', 'both')), -- who signed them
  expected_slips   INTEGER CHECK (expected_slips BETWEEN 1 AND 200), -- as the envelope says
  expected_minutes INTEGER CHECK (expected_minutes BETWEEN 1 AND 1000000),
  begun_by   BLOB    NOT NULL REFERENCES member (id),
  begun_at   INTEGER NOT NULL,
  finished_at INTEGER                                   -- nothing is left to do with it
) STRICT, WITHOUT ROWID;
CREATE INDEX slip_envelope_open ON slip_envelope (finished_at, begun_at);

CREATE TABLE slip_line (
  envelope      BLOB    NOT NULL REFERENCES slip_envelope (id),
  line       INTEGER NOT NULL CHECK (line BETWEEN 1 AND 200),
  day        TEXT    NOT NULL CHECK (length(day) <= 40),
  giver      TEXT    NOT NULL CHECK (length(giver) <= 120),
  receiver   TEXT    NOT NULL CHECK (length(receiver) <= 120),
  length     TEXT    NOT NULL CHECK (length(length) <= 40),
  kind       TEXT    NOT NULL CHECK (length(kind) <= 80),
  slip       TEXT    NOT NULL CHECK (length(slip) <= 40), -- the number printed on the paper
  exchange   BLOB    UNIQUE REFERENCES exchange (id),   -- what it became
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (envelope, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX slip_line_number ON slip_line (slip) WHERE slip <> '' AND exchange IS NOT NULL;
