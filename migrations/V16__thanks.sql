-- What the receiver of help wrote to the giver in thanks. The receiver says whether others may
-- read it; either of the two can keep it to themselves later.
CREATE TABLE exchange_thanks (
  exchange   BLOB    PRIMARY KEY REFERENCES exchange (id),
  text       TEXT    NOT NULL CHECK (length(text) BETWEEN 1 AND 400),
  shown      INTEGER NOT NULL CHECK (shown IN (0, 1)),  -- others may read it on the giver's page
  written_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
