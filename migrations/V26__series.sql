-- Regular arrangements: the same help between the same two, on many days; and what became of
-- each of them.

CREATE TABLE series (
  id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
  giver       BLOB    NOT NULL REFERENCES member (id),
  receiver    BLOB    NOT NULL REFERENCES member (id) CHECK (receiver <> giver),
  category    INTEGER REFERENCES category (id),
  description TEXT    NOT NULL DEFAULT '' CHECK (length(description) <= 400),
  minutes     INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440), -- each time
  rhythm      TEXT    NOT NULL CHECK (rhythm IN ('weekly', 'fortnightly', 'monthly')),
  logs        TEXT    NOT NULL CHECK (logs IN ('giver', 'receiver')), -- who is asked afterwards
  proposed_by BLOB    NOT NULL REFERENCES member (id),
  proposed_at INTEGER NOT NULL,
  answer_by   INTEGER NOT NULL,                         -- no answer is waited for after this
  state       TEXT    NOT NULL CHECK (state IN ('proposed', 'running', 'declined', 'ended',
                                                'lapsed', 'over')),
  state_by    BLOB    REFERENCES member (id),           -- nobody: the program itself
  state_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX series_giver ON series (giver, state);
CREATE INDEX series_receiver ON series (receiver, state);
CREATE INDEX series_waiting ON series (answer_by) WHERE state = 'proposed';

CREATE TABLE series_date (
  series     BLOB    NOT NULL REFERENCES series (id),
  number     INTEGER NOT NULL CHECK (number > 0),
  planned_on TEXT    NOT NULL CHECK (planned_on IS date(planned_on)),
  -- ahead → asked → recorded | not_done | lapsed; before its day: skipped
  state      TEXT    NOT NULL DEFAULT 'ahead'
             CHECK (state IN ('ahead', 'asked', 'recorded', 'not_done', 'skipped', 'lapsed')),
  ends_at    INTEGER,                                   -- asked: until when
  exchange   BLOB    UNIQUE REFERENCES exchange (id),
  PRIMARY KEY (series, number),
  CHECK ((state = 'recorded') = (exchange IS NOT NULL)),
  CHECK ((state = 'asked') = (ends_at IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX series_date_ahead ON series_date (planned_on) WHERE state = 'ahead';
CREATE INDEX series_date_asked ON series_date (ends_at) WHERE state = 'asked';
