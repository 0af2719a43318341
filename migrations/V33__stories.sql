-- Stories and quotes that a report may carry, each with the consent of whoever's words they are.
-- Withdrawn, the row goes. Days are ISO dates, instants whole seconds since 1970 in UTC.
CREATE TABLE story (
  id         INTEGER PRIMARY KEY,
  member     BLOB    REFERENCES member (id),            -- whose words; nobody in the bank: NULL
  words      TEXT    NOT NULL CHECK (length(words) BETWEEN 1 AND 1200),
  naming     TEXT    NOT NULL CHECK (naming IN ('name', 'first_name', 'nobody')),
  described  TEXT    NOT NULL DEFAULT '' CHECK (length(described) <= 80), -- "a neighbour in Mill End"
  project    INTEGER REFERENCES project (id),
  consent_on TEXT    NOT NULL CHECK (consent_on IS date(consent_on)),
  channel    TEXT    NOT NULL CHECK (length(channel) BETWEEN 1 AND 20),   -- how they agreed
  seen_by    BLOB    NOT NULL REFERENCES member (id),   -- who saw that they agreed
  until_day  TEXT    NOT NULL CHECK (until_day IS date(until_day)),       -- shown up to this day
  kept_at    INTEGER NOT NULL,
  CHECK (until_day >= consent_on),
  CHECK (naming = 'nobody' OR member IS NOT NULL)
) STRICT;
CREATE INDEX story_member ON story (member) WHERE member IS NOT NULL;

-- A set-up of the report keeps which story was asked for; withdrawn, it asks for none.
ALTER TABLE report_setup ADD COLUMN story INTEGER REFERENCES story (id) ON DELETE SET NULL;
