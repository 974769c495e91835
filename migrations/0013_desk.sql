-- What the settings of the service desk lack. A waiting status may say by itself when its tickets are open again, for those who type no moment of their own.

alter table ticket_statuses add column reopens_after_days integer check (reopens_after_days between 1 and 365);
alter table ticket_statuses add constraint ticket_statuses_reopens check (reopens_after_days is null or category = 'pending');
comment on column ticket_statuses.reopens_after_days is 'null: waits until someone acts';

-- Added to those that the ticket has already.
alter table macros add column tags text[] not null default '{}';
