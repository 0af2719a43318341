-- Which project, or which funder's projects, a report that was handed over was about: what was told
-- of the whole bank is compared with the whole bank only.
ALTER TABLE handover ADD COLUMN project INTEGER REFERENCES project (id);
ALTER TABLE handover ADD COLUMN funder INTEGER REFERENCES funder (id);
