-- grain: one row per source, body of $agencies and year whose report it holds
-- reads: work.bodies
-- writes: nothing
select distinct source_name, agency, year from work.bodies where list_contains($agencies, agency);
