-- grain: no rows: expressions that the rules share
-- reads: nothing
-- writes: the macros temp.centre, temp.not_negative, temp.plain, temp.spread, temp.usual, temp.year_before
-- the amount as it is written in a sentence
create temp macro temp.plain(amount) as regexp_replace(amount::varchar, '\.0$', '');
-- NULL for an amount below zero, which has no logarithm (a report may print one)
create temp macro temp.not_negative(amount) as case when amount >= 0 then amount end;
-- what an agency usually states, and the same on a logarithmic scale; NULL for fewer than four years
create temp macro temp.usual(amount) as case when count(amount) >= 4 then median(amount) end;
create temp macro temp.centre(amount) as case when count(amount) >= 4 then median(ln(1 + amount)) end;
-- how far agencies of one kind usually lie from their centre; at least a change by a quarter
create temp macro temp.spread(deviation) as greatest(1.4826 * median(abs(deviation)), 0.25);
-- what the agency stated in the year before, NULL if that is not loaded; the row before in its history needs no join of
-- all reports with themselves, which would need memory for all
create temp macro temp.year_before(amounts, agency_id, scope, year) as
    if(lag(year) over (partition by agency_id, scope order by year) = year - 1,
        lag(amounts) over (partition by agency_id, scope order by year), null);
