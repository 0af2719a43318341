-- Which survey a report that was handed over carried, and how many sheets stood behind it: two such
-- reports tell by their difference what the few answered who came between. A sheet says since when
-- it is as it is; those that were there before say nought.
ALTER TABLE survey_sheet ADD COLUMN kept_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE handover ADD COLUMN survey INTEGER REFERENCES survey (id);
ALTER TABLE handover ADD COLUMN sheets INTEGER CHECK (sheets >= 0);
