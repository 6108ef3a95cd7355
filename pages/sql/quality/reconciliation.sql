-- one row per government roll-up, year and flow: what it states and the sum of its loaded parts
-- years: all
-- uses: selected
select year, agency_id, agency, reconciliation.table_key, reconciliation.row_key, reconciliation.column_key,
    rolled_up, parts_sum, parts_sum - rolled_up as gap, parts_loaded, parts_stating, parts_expected, report_id
from selected
join (select * exclude (agency_id, year) from reconciliation) as reconciliation using (report_id)
order by year desc, province, city, county, agency, table_key, row_key
