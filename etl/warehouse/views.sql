-- What pages and other people's scripts read.

-- one row a report
create view reports as
select report_id, source_name, agency_id, agency, year, form, form_applications, form_review, scope, level, kind, kinds,
    province, city, county, region_code, title, synthetic, format, status, published_on, url, is_current,
    errors, warnings, lower(hex(source_sha256)) as source_sha256
from figures;

-- one row a cell that the report's form has, printed; value is NULL unless the report states a number.
-- `counted` is what sums take (see data/reference/README.md): the value, or what the report's own totals prove
create view cells as
with positions as (
    select distinct position, table_key, row_key, column_key from form_cells
),
unfolded as (
    -- side by side: to pick one of a list in every row would copy the list into every row
    select report_id, states, raws, corrected,
        unnest(range(1, {cell_count} + 1))::smallint as position,
        unnest([{cell_columns}]) as counted,
        unnest(locators) as locator
    from figures
    left join layouts using (layout_id)
),
stated as (
    select *, substr(states, position, 1) as letter from unfolded
)
select report_id, table_key, row_key, column_key,
    case when letter = 'n' then counted end as value,
    coalesce(raws[position], case when letter = 'n' then {plain_number} else '' end) as raw,
    case letter when 'n' then 'number' when 'b' then 'blank' when 'd' then 'dash' when 'w' then 'word'
        when 't' then 'text' else 'unreadable' end as state,
    locator,
    counted,
    coalesce(list_contains(corrected, position), false) as corrected
from stated
join positions using (position)
where letter <> ' ';

-- one row a report and rule: how often the rule was evaluated in it, and how often it could not be
create view rule_checks as
select report_id, unnest(list_concat(checks, across), recursive := true) from report_checks;

-- one row a statement about a report's identity
create view evidence as
select report_id, unnest(statements, recursive := true) from report_evidence;

-- one row a file that could not be read
create view rejected_sources as
select source_name, reason from sources where outcome = 'rejected';

-- one row a report that counts: the current one of its agency and year; two columns a measure, numerator and denominator
create view measured as
select report_id, agency_id, agency, year, form, scope, level, kind, kinds, province, city, county, region_code, synthetic,
    status, published_on, errors, warnings,
    {measure_columns}
from figures
where is_current;

-- one row an agency: its newest name and place, and the years it is known for
create view agencies as
select agency_id, arg_max(agency, year) as agency, arg_max(scope, year) as scope, arg_max(level, year) as level,
    arg_max(kind, year) as kind, arg_max(province, year) as province, arg_max(city, year) as city,
    arg_max(county, year) as county, arg_max(region_code, year) as region_code, bool_or(synthetic) as synthetic,
    min(year) as first_year, max(year) as last_year, count(*) as reports
from figures
where is_current
group by agency_id;

-- one row a name that an agency filed under
create view agency_names as
select agency_id, agency, min(year) as first_year, max(year) as last_year
from figures
where is_current
group by agency_id, agency;
