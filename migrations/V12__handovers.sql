-- Reports that were handed to readers outside the bank: which days, and what they said of them.
-- Two reports can give somebody away by their difference; and hours that came in later are told
-- beside what was told before. Append-only.
CREATE TABLE handover (
  id        INTEGER PRIMARY KEY,
  at        INTEGER NOT NULL,
  actor     BLOB    REFERENCES member (id),             -- the coordinator
  first_day TEXT    NOT NULL CHECK (first_day IS date(first_day)),
  last_day  TEXT    NOT NULL CHECK (last_day IS date(last_day)),
  format    TEXT    NOT NULL CHECK (length(format) BETWEEN 1 AND 20), -- xlsx, csv, json, print
  transfers INTEGER NOT NULL CHECK (transfers >= 0),    -- which the book had then
  exchanges INTEGER NOT NULL CHECK (exchanges >= 0),    -- of those days
  minutes   INTEGER NOT NULL,                           -- of help on those days
  CHECK (first_day <= last_day)
) STRICT;
CREATE INDEX handover_days ON handover (first_day, last_day, id);
CREATE TRIGGER handover_keep BEFORE UPDATE ON handover
BEGIN SELECT RAISE(ABORT, 'handover: append-only'); END;
CREATE TRIGGER handover_stay BEFORE DELETE ON handover
BEGIN SELECT RAISE(ABORT, 'handover: append-only'); END;

-- What came of an offer or a request, without reading every exchange for each.
CREATE INDEX exchange_listing ON exchange (listing, state, done_on) WHERE listing IS NOT NULL;
