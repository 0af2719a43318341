-- Grants out of the pot that are too large for one person: proposed by a coordinator, and given or
-- refused by a treasurer or another coordinator. The id becomes that of the transfer.
-- Instants are whole seconds since 1970 in UTC; lengths are whole minutes.
CREATE TABLE pot_grant (
  id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
  taker      BLOB    NOT NULL REFERENCES member (id),
  minutes    INTEGER NOT NULL CHECK (minutes > 0),
  words      TEXT    NOT NULL CHECK (length(words) BETWEEN 1 AND 400), -- why; the taker reads it
  by         BLOB    NOT NULL REFERENCES member (id),                  -- who proposed it
  at         INTEGER NOT NULL,
  outcome    TEXT    CHECK (outcome IN ('given', 'refused')),          -- nothing: it waits
  decided_by BLOB    REFERENCES member (id),
  decided_at INTEGER,
  reason     TEXT    NOT NULL DEFAULT '' CHECK (length(reason) <= 400), -- refused: why
  CHECK ((outcome IS NULL) = (decided_by IS NULL)),
  CHECK ((outcome IS NULL) = (decided_at IS NULL)),
  CHECK (decided_by IS NOT by AND decided_by IS NOT taker)
) STRICT, WITHOUT ROWID;
CREATE INDEX pot_grant_waiting ON pot_grant (at) WHERE outcome IS NULL;
