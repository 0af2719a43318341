-- Pages that a bank writes itself, in versions that stay as they were written. The one of the
-- address "join" holds the opening words of the public page on joining.
CREATE TABLE leaflet (
  id           INTEGER PRIMARY KEY,
  slug         TEXT    NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 60), -- its address
  readers      TEXT    NOT NULL CHECK (readers IN ('everybody', 'members', 'coordinators')),
  in_foot      INTEGER NOT NULL CHECK (in_foot IN (0, 1)), -- named at the foot of each page
  withdrawn_at INTEGER
) STRICT;
CREATE TABLE leaflet_version (
  leaflet    INTEGER NOT NULL REFERENCES leaflet (id),
  version    INTEGER NOT NULL CHECK (version > 0),
  title      TEXT    NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
  text       TEXT    NOT NULL CHECK (length(text) BETWEEN 1 AND 20000), -- Markdown
  written_by BLOB    NOT NULL REFERENCES member (id),
  written_at INTEGER NOT NULL,
  PRIMARY KEY (leaflet, version)
) STRICT, WITHOUT ROWID;
-- Every page reads the bank's row, and shows this: the address, title and readers of what is named
-- at its foot. Written anew with each version.
ALTER TABLE bank ADD COLUMN foot TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(foot));
CREATE TRIGGER leaflet_version_keep BEFORE UPDATE ON leaflet_version
BEGIN SELECT RAISE(ABORT, 'leaflet_version: what was written stays'); END;
CREATE TRIGGER leaflet_version_stay BEFORE DELETE ON leaflet_version
BEGIN SELECT RAISE(ABORT, 'leaflet_version: what was written stays'); END;
