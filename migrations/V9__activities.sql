-- Group activities: who leads, who is on the list, who came, and what the book says of each.

CREATE TABLE activity (
  id         BLOB    PRIMARY KEY CHECK (length(id) = 16), -- also of its transfer in the book
  title      TEXT    NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  place      TEXT    NOT NULL DEFAULT '' CHECK (length(place) <= 120),
  held_on    TEXT    NOT NULL CHECK (held_on IS date(held_on)),
  starts     TEXT    NOT NULL DEFAULT '' CHECK (length(starts) <= 60), -- "2pm to 4pm"
  category   INTEGER REFERENCES category (id),
  minutes    INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  notes      TEXT    NOT NULL DEFAULT '' CHECK (length(notes) <= 1000),
  planned_by BLOB    NOT NULL REFERENCES member (id),
  planned_at INTEGER NOT NULL,
  state      TEXT    NOT NULL DEFAULT 'planned'
             CHECK (state IN ('planned', 'settled', 'cancelled', 'taken_back')),
  payment    TEXT    CHECK (payment IN ('split', 'each_to_leaders', 'each_to_pot', 'sponsored',
                                        'sponsored_credit')),
  sponsor    TEXT    CHECK (sponsor IN ('pot', 'bank', 'member')),
  sponsor_member BLOB REFERENCES member (id),
  transfer   BLOB    UNIQUE CHECK (length(transfer) = 16),
  settled_by BLOB    REFERENCES member (id),
  settled_at INTEGER,
  reason     TEXT,                                      -- cancelled, taken back: why
  version    INTEGER NOT NULL DEFAULT 1,
  CHECK ((state IN ('settled', 'taken_back')) = (transfer IS NOT NULL)),
  CHECK ((transfer IS NULL) = (payment IS NULL)),
  CHECK ((state IN ('cancelled', 'taken_back')) = (reason IS NOT NULL)),
  CHECK ((payment IN ('sponsored', 'sponsored_credit')) IS (sponsor IS NOT NULL)
         OR payment IS NULL),
  CHECK ((sponsor IS 'member') = (sponsor_member IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_held ON activity (state, held_on);

CREATE TABLE activity_person (
  activity   BLOB    NOT NULL REFERENCES activity (id),
  member     BLOB    NOT NULL REFERENCES member (id),
  part       TEXT    NOT NULL CHECK (part IN ('leader', 'attendee')),
  came       INTEGER CHECK (came IN (0, 1)),            -- nobody has said: NULL
  minutes    INTEGER CHECK (minutes BETWEEN 1 AND 1440), -- there for so long; once settled, always
  change     INTEGER NOT NULL DEFAULT 0,                -- in the book, once settled: plus in
  listed_at  INTEGER NOT NULL,
  PRIMARY KEY (activity, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_person_member ON activity_person (member, activity);
