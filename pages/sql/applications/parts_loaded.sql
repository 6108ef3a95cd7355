-- one row per year: new applications that the selected government roll-ups with loaded parts state, the sum of those
-- parts, and how many parts are loaded of those expected (over all roll-ups); the two are never added together
-- years: each
-- uses: selected
select year, sum(parts_loaded) as parts_loaded, sum(parts_expected) as parts_expected,
    sum(rolled_up) filter (parts_sum is not null) as rolled_up, sum(parts_sum) filter (rolled_up is not null) as parts_sum
from selected
join (select * exclude (agency_id, year) from reconciliation) as reconciliation using (report_id)
where table_key = 'applications' and row_key = 'received_new' and column_key = 'total'
group by year
order by year
