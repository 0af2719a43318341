-- A set-up whose report is to be handed over each time its days are over: coordinators are reminded,
-- on their list and by mail. Of which days they were told last is kept, so that they are told once.
ALTER TABLE report_setup ADD COLUMN reminds INTEGER NOT NULL DEFAULT 0 CHECK (reminds IN (0, 1));
ALTER TABLE report_setup ADD COLUMN told_to TEXT CHECK (told_to IS date(told_to));
