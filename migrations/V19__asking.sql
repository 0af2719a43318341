-- Asking neighbours about a request: who was asked, what each answered, what came of it.

CREATE TABLE asking (
  id         BLOB    PRIMARY KEY CHECK (length(id) = 16), -- also of the exchange it leads to
  request    BLOB    NOT NULL REFERENCES listing (id),
  asked_by   BLOB    NOT NULL REFERENCES member (id),   -- whoever made the request, or:
  asked_as   TEXT    NOT NULL CHECK (asked_as IN ('member', 'coordinator')),
  message    TEXT    NOT NULL DEFAULT '' CHECK (length(message) <= 400),
  planned_on TEXT    NOT NULL CHECK (planned_on IS date(planned_on)),
  minutes    INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440), -- about how long
  asked_at   INTEGER NOT NULL,
  reminds_at INTEGER,                                   -- whoever has not answered; NULL: done
  ends_at    INTEGER NOT NULL,                          -- no answer is waited for after this
  state      TEXT    NOT NULL CHECK (state IN ('open', 'found', 'nobody', 'lapsed', 'stopped')),
  state_at   INTEGER NOT NULL,
  exchange   BLOB    UNIQUE REFERENCES exchange (id),   -- found: what was arranged
  followed_up_at INTEGER,                               -- a coordinator asked how it went
  CHECK ((state = 'found') = (exchange IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX asking_open ON asking (request) WHERE state = 'open';
CREATE INDEX asking_request ON asking (request, asked_at);
CREATE INDEX asking_waiting ON asking (ends_at) WHERE state = 'open';
CREATE INDEX asking_to_follow ON asking (asked_at)
  WHERE asked_as = 'coordinator' AND followed_up_at IS NULL;

CREATE TABLE asking_person (
  asking      BLOB    NOT NULL REFERENCES asking (id),
  member      BLOB    NOT NULL REFERENCES member (id),
  place       INTEGER NOT NULL,                         -- in the order in which they were chosen
  answer      TEXT    CHECK (answer IN ('yes', 'no')),  -- none yet, or none in time: NULL
  answered_at INTEGER,
  answered_by BLOB    REFERENCES member (id),           -- a coordinator, on their word
  channel     TEXT,
  PRIMARY KEY (asking, member),
  CHECK ((answer IS NULL) = (answered_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX asking_person_member ON asking_person (member, asking);

-- Whoever offers a kind of help is looked up by it.
CREATE INDEX listing_category ON listing (category, kind, state);
