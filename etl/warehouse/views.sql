-- The views that pages and scripts outside the project read. The comment directly above a view becomes its description.

-- One row per report.
create view reports as
select report_id, source_name, agency_id, agency, year, form, form_applications, form_review, scope, level, kind, kinds,
    province, city, county, region_code, title, synthetic, format, status, published_on, url, is_current,
    errors, warnings, lower(hex(source_sha256)) as source_sha256
from figures;

-- One row per cell that the report's form has. Sums take `counted`.
create view cells as
with positions as (
    select distinct position, table_key, row_key, column_key from form_cells
),
unfolded as (
    -- unnested side by side: picking one element per row would copy the whole list into every row
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

-- One row per report and rule that was evaluated in it.
create view rule_checks as
select report_id, unnest(list_concat(checks, across), recursive := true) from report_checks;

-- One row per finding and cell to mark.
create view finding_cells as
select report_id, rule_key, severity, unnest(cells, recursive := true), message, message_en from findings;

-- One row per statement about a report's identity.
create view evidence as
select report_id, unnest(statements, recursive := true) from report_evidence;

-- One row per source that could not be read.
create view rejected_sources as
select source_name, reason from sources where outcome = 'rejected';

-- One row per current report, with two columns per measure, numerator (`_n`) and denominator (`_d`), and a third for rates
-- and ratios: the report contradicts itself and is left out, its numerator and denominator are NULL (`_contradictory`).
create view measured as
select report_id, agency_id, agency, year, form, scope, level, kind, kinds, province, city, county, region_code, synthetic,
    status, published_on, errors, warnings,
    {measure_columns}
from figures
where is_current;

-- One row per agency with a current report: its newest name and region, and its first and last year.
create view agencies as
select agency_id, arg_max(agency, year) as agency, arg_max(scope, year) as scope, arg_max(level, year) as level,
    arg_max(kind, year) as kind, arg_max(province, year) as province, arg_max(city, year) as city,
    arg_max(county, year) as county, arg_max(region_code, year) as region_code, bool_or(synthetic) as synthetic,
    min(year) as first_year, max(year) as last_year, count(*) as reports
from figures
where is_current
group by agency_id;

-- One row per agency and name that it filed under.
create view agency_names as
select agency_id, agency, min(year) as first_year, max(year) as last_year
from figures
where is_current
group by agency_id, agency;
