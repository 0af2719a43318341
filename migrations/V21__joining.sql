-- Joining: the agreement in its versions, applications with what was asked and seen, and the
-- checks that a coordinator saw. Nobody who applies has an account before they are a member.

-- What everybody agrees to. A version stays as it was written.
CREATE TABLE agreement (
  version    INTEGER PRIMARY KEY,                       -- 1, 2, 3 … without gaps
  text       TEXT    NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
  asks_again INTEGER NOT NULL CHECK (asks_again IN (0, 1)), -- members are asked to accept it
  written_by BLOB    REFERENCES member (id),            -- nobody: it came with the program
  written_at INTEGER                                    -- NULL: it came with the program
) STRICT;
CREATE TRIGGER agreement_next BEFORE INSERT ON agreement
WHEN NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM agreement)
BEGIN SELECT RAISE(ABORT, 'agreement: versions are added in order'); END;
CREATE TRIGGER agreement_keep BEFORE UPDATE ON agreement
BEGIN SELECT RAISE(ABORT, 'agreement: append-only'); END;
CREATE TRIGGER agreement_stay BEFORE DELETE ON agreement
BEGIN SELECT RAISE(ABORT, 'agreement: append-only'); END;

INSERT INTO agreement (version, text, asks_again) VALUES (1,
'This is what we promise each other. Nothing in it is a contract of work.

1. An hour is an hour. One hour of anybody’s help counts as much as one hour of anybody else’s. Hours are thanks, not wages: they cannot be turned into money.

2. Nobody has to. You choose what you do, for whom and when. You may always say no, and you need not say why.

3. Asking is as good as giving. A timebank lives by people who let others help them.

4. Keep what you arrange. If something comes up, tell the other person as early as you can.

5. Say how long it really took, and say it soon, so that both of you still remember.

6. Be kind, and be fair to everybody, whoever they are and wherever they come from. Nobody is left out or talked down to.

7. Do only what you know how to do and feel safe doing. Stop if it no longer feels safe.

8. What you see and hear in somebody’s home stays there. If you fear that somebody is in danger or is being hurt, tell a coordinator at once; where it cannot wait, call the emergency services.

9. Take no money, presents or tips, and lend and borrow no money. Costs such as fuel or wood are agreed before you begin and paid as they were.

10. If something is broken, or goes wrong between you, tell a coordinator. They listen to both sides.

11. Some kinds of help ask for more, such as a driving licence and insurance. A coordinator looks at the papers and notes that they were seen. No copy is kept.

12. You may stop at any time. Hours that are left go to the community pot or to a member you name. If somebody breaks this agreement, a coordinator talks with them first; then their membership may be paused or ended.',
0);

-- Who accepted which version, and when.
CREATE TABLE agreement_accepted (
  member     BLOB    NOT NULL REFERENCES member (id),
  version    INTEGER NOT NULL REFERENCES agreement (version),
  accepted_on TEXT   NOT NULL CHECK (accepted_on IS date(accepted_on)),
  channel    TEXT    NOT NULL,
  written_by BLOB    REFERENCES member (id),            -- a coordinator; nobody: by themselves
  PRIMARY KEY (member, version)
) STRICT, WITHOUT ROWID;

-- Somebody asks to join. `begun` is not sent yet; `erased` has only its dates left.
CREATE TABLE application (
  id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
  token       BLOB    NOT NULL UNIQUE CHECK (length(token) = 32), -- SHA-256 of what the link holds
  number      INTEGER UNIQUE CHECK (number > 0),        -- of the reference, once it is sent
  state       TEXT    NOT NULL CHECK (state IN ('begun', 'sent', 'joined', 'declined',
                                                'withdrawn')),
  kind        TEXT    NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'organisation')),
  name        TEXT    NOT NULL DEFAULT '' CHECK (length(name) <= 120),
  phone       TEXT    NOT NULL DEFAULT '' CHECK (length(phone) <= 40),
  email       TEXT    NOT NULL DEFAULT '' CHECK (length(email) <= 254),
  area        TEXT    NOT NULL DEFAULT '' CHECK (length(area) <= 80),
  address     TEXT    NOT NULL DEFAULT '' CHECK (length(address) <= 400),
  gives       TEXT    NOT NULL DEFAULT '' CHECK (length(gives) <= 1000),
  wishes      TEXT    NOT NULL DEFAULT '' CHECK (length(wishes) <= 1000),
  agreement   INTEGER REFERENCES agreement (version),   -- the version that was accepted
  begun_at    INTEGER NOT NULL,
  sent_at     INTEGER,
  talked_on   TEXT    CHECK (talked_on IS date(talked_on)),
  inducted_on TEXT    CHECK (inducted_on IS date(inducted_on)),
  decided_at  INTEGER,
  decided_by  BLOB    REFERENCES member (id),
  member      BLOB    REFERENCES member (id),           -- joined: who they are now
  accompany   INTEGER NOT NULL DEFAULT 0 CHECK (accompany IN (0, 1)), -- the first exchange
  letter      TEXT    NOT NULL DEFAULT '' CHECK (length(letter) <= 2000), -- declined: what we wrote
  posted_at   INTEGER,                                  -- declined: the letter is on its way
  erased_at   INTEGER,                                  -- what was told about people is gone
  version     INTEGER NOT NULL DEFAULT 1,
  CHECK ((state = 'begun') = (number IS NULL)),
  CHECK ((state = 'begun') = (sent_at IS NULL)),
  CHECK ((state = 'joined') = (member IS NOT NULL)),
  CHECK (state IN ('begun', 'sent') OR decided_at IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX application_state ON application (state, sent_at);
CREATE INDEX application_member ON application (member) WHERE member IS NOT NULL;

-- Somebody who knows the applicant. What they said is kept as fine or not, never in words.
CREATE TABLE application_reference (
  application BLOB    NOT NULL REFERENCES application (id),
  place       INTEGER NOT NULL CHECK (place BETWEEN 1 AND 4),
  name        TEXT    NOT NULL CHECK (length(name) <= 120),
  reach       TEXT    NOT NULL CHECK (length(reach) <= 200),
  asked_on    TEXT    CHECK (asked_on IS date(asked_on)),
  received_on TEXT    CHECK (received_on IS date(received_on)),
  fine        INTEGER CHECK (fine IN (0, 1)),
  PRIMARY KEY (application, place),
  CHECK ((received_on IS NULL) = (fine IS NULL))
) STRICT, WITHOUT ROWID;

-- That a check was seen: never the paper, its number or what stands in it.
CREATE TABLE seen_check (
  id          BLOB    PRIMARY KEY CHECK (length(id) = 16),
  application BLOB    REFERENCES application (id),
  member      BLOB    REFERENCES member (id),
  kind        TEXT    NOT NULL CHECK (length(kind) BETWEEN 1 AND 80), -- Driving licence
  level       TEXT    NOT NULL DEFAULT '' CHECK (length(level) <= 80), -- Enhanced
  seen_on     TEXT    NOT NULL CHECK (seen_on IS date(seen_on)),
  seen_by     BLOB    NOT NULL REFERENCES member (id),
  renew_on    TEXT    CHECK (renew_on IS date(renew_on)),
  ended_at    INTEGER,                                  -- replaced by another, or no longer needed
  CHECK (application IS NOT NULL OR member IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_check_member ON seen_check (member) WHERE member IS NOT NULL;
CREATE INDEX seen_check_renewal ON seen_check (renew_on) WHERE ended_at IS NULL;

-- Notes can be about an application too: the same table with one word more in its list.
CREATE TABLE desk_note_new (
  id         BLOB    PRIMARY KEY CHECK (length(id) = 16),
  about      TEXT    NOT NULL CHECK (about IN ('member', 'exchange', 'listing', 'activity',
                                               'application')),
  subject    BLOB    NOT NULL CHECK (length(subject) = 16), -- its id
  kind       TEXT    NOT NULL CHECK (kind IN ('call', 'visit', 'message', 'note', 'private',
                                              'question')),
  text       TEXT    NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  written_by BLOB    NOT NULL REFERENCES member (id),
  written_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO desk_note_new (id, about, subject, kind, text, written_by, written_at)
SELECT id, about, subject, kind, text, written_by, written_at FROM desk_note;
DROP TABLE desk_note;
ALTER TABLE desk_note_new RENAME TO desk_note;
CREATE INDEX desk_note_subject ON desk_note (subject, written_at);
CREATE TRIGGER desk_note_keep BEFORE UPDATE ON desk_note
BEGIN SELECT RAISE(ABORT, 'desk_note: what was written stays'); END;
