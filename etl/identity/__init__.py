"""Who filed a report, for which year: the parts that `etl.identify` is put together from."""
