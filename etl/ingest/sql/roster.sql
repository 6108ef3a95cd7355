-- grain: one row per body of the previous version's rosters, as the roster states it
-- reads: previous.roster
-- writes: work.roster
create view work.roster as
select source_name, root, line, named_id, agency, code, kind, kinds, kind_stated, since, until, due, contact, level, scope,
    province, city, county, region_code
from previous.roster;
