-- grain: one row per current report on the 2019 form, later than 2019, and row of table 二 that counts items
-- reads: agency_history
-- 上一年项目数量 plus 本年增/减 of one year must equal 上一年项目数量 of the next.
with counted as (
    select report_id, agency_id, scope, year, [
        {
            'row_key': 'licences', 'items': proactive_disclosure__licences__items_last_year,
            'change': proactive_disclosure__licences__items_change
        },
        {
            'row_key': 'other_external_services',
            'items': proactive_disclosure__other_external_services__items_last_year,
            'change': proactive_disclosure__other_external_services__items_change
        },
        {
            'row_key': 'penalties', 'items': proactive_disclosure__penalties__items_last_year,
            'change': proactive_disclosure__penalties__items_change
        },
        {
            'row_key': 'coercive_measures', 'items': proactive_disclosure__coercive_measures__items_last_year,
            'change': proactive_disclosure__coercive_measures__items_change
        },
        {
            'row_key': 'fees', 'items': proactive_disclosure__fees__items_last_year,
            'change': proactive_disclosure__fees__items_change
        }
    ] as rows
    from temp.agency_history where form = '2019'
),
histories as (
    select *, coalesce(year_before(rows, agency_id, scope, year), [null, null, null, null, null]) as rows_before from counted
),
pairs as (
    select report_id, year, unnest(rows) as now, unnest(rows_before) as before from histories where year > 2019
)
select report_id, 'proactive_disclosure' as table_key, now.row_key, 'items_last_year' as column_key,
    now.items <> before.items + before.change as broken,
    now.items as printed, before.items + before.change as computed,
    year::varchar as year, (year - 1)::varchar as before,
    plain(before.items) as items, plain(before.change) as change
from pairs
