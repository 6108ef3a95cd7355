-- one row per finding that somebody has dealt with, by its stable code; `revision` counts its changes
create table if not exists followed (
    code text primary key, state text not null, who text not null, changed_at text not null, note text not null,
    revision integer not null, agency_id text not null, agency text not null, year integer not null, scope text not null,
    rule_key text not null, cell text not null, message text not null, figures text not null, report_id text not null,
    not_evaluable integer not null, closed_by text not null default ''
);
-- one row per change, never altered
create table if not exists changes (
    id integer primary key autoincrement, changed_at text not null, who text not null, how text not null,
    code text not null, old_state text not null, new_state text not null, note text not null
);
create trigger if not exists changes_stay before update on changes begin select raise(abort, 'changes stay'); end;
create trigger if not exists changes_are_kept before delete on changes begin select raise(abort, 'changes stay'); end;
-- one row per correction of a figure, never altered; `how`: `page`, `command`, or `file` if it was written into
-- corrections.csv by hand
create table if not exists corrections (
    id integer primary key autoincrement, logged_at text not null, how text not null, agency text not null,
    year integer not null, address text not null, printed text not null, right_text text not null, reason text not null,
    scope text not null, evidence text not null, author text not null, made_at text not null
);
create trigger if not exists corrections_stay before update on corrections
begin select raise(abort, 'corrections stay'); end;
create trigger if not exists corrections_are_kept before delete on corrections
begin select raise(abort, 'corrections stay'); end;
