-- What stands in the book of one member, by the day it was done: who is quiet, who has not begun, when
-- somebody last took part. Without these each of them looks through all exchanges.

CREATE INDEX exchange_given ON exchange (giver, done_on) WHERE state = 'posted';
CREATE INDEX exchange_taken ON exchange (receiver, done_on) WHERE state = 'posted';
