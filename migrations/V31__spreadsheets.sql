-- Spreadsheets: people or exchanges on their way into the bank, line by line, and what each line
-- became. What stood in the cells is kept until the lines are brought in, and no longer.
CREATE TABLE spreadsheet (
  id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
  name       TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 120), -- of the file
  kind       TEXT    NOT NULL CHECK (kind IN ('people', 'exchanges')),
  sheets     TEXT    NOT NULL,                          -- JSON: the names of its sheets
  sheet      INTEGER,                                   -- the one that is read, once chosen
  fields     TEXT    NOT NULL DEFAULT '[]',             -- JSON: what each column is
  begun_by   BLOB    NOT NULL REFERENCES member (id),
  begun_at   INTEGER NOT NULL,
  entered_by BLOB    REFERENCES member (id),
  entered_at INTEGER,
  people     INTEGER NOT NULL DEFAULT 0,                -- as they came in
  exchanges  INTEGER NOT NULL DEFAULT 0,
  minutes    INTEGER NOT NULL DEFAULT 0,
  undone_by  BLOB    REFERENCES member (id),
  undone_at  INTEGER,
  reason     TEXT    NOT NULL DEFAULT '' CHECK (length(reason) <= 1000), -- why it was undone
  CHECK ((entered_at IS NULL) = (entered_by IS NULL)),
  CHECK ((undone_at IS NULL) = (undone_by IS NULL)),
  CHECK (undone_at IS NULL OR (entered_at IS NOT NULL AND reason <> ''))
) STRICT, WITHOUT ROWID;
CREATE INDEX spreadsheet_order ON spreadsheet (begun_at);

-- Line 0 of a sheet is its heading; the others carry the number of their row.
CREATE TABLE spreadsheet_line (
  spreadsheet BLOB    NOT NULL REFERENCES spreadsheet (id),
  sheet       INTEGER NOT NULL,
  line        INTEGER NOT NULL,
  cells       TEXT    NOT NULL,                         -- JSON: as they stand in the file
  typed       TEXT,                                     -- JSON: what was typed over them
  choice      TEXT    CHECK (choice IN ('leave_out', 'take')),
  identity    BLOB    CHECK (length(identity) = 32),    -- SHA-256 of what came in
  member      BLOB    REFERENCES member (id),           -- what it became
  exchange    BLOB    REFERENCES exchange (id),
  undone      INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
  PRIMARY KEY (spreadsheet, sheet, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX spreadsheet_line_came ON spreadsheet_line (identity) WHERE identity IS NOT NULL;

-- What the columns under a heading were last time.
CREATE TABLE spreadsheet_matching (
  kind    TEXT NOT NULL,
  heading TEXT NOT NULL,                                -- JSON, in small letters
  fields  TEXT NOT NULL,                                -- JSON
  PRIMARY KEY (kind, heading)
) STRICT, WITHOUT ROWID;
