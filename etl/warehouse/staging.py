"""What reading hands over to the building of a database: Parquet files, one a relation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from etl.warehouse.arrow import schemas


class Staging:
    """Parquet files that one load's rows are written to, batch by batch, before the database is built."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._writers = {
            name: pq.ParquetWriter(folder / f"{name}.parquet", schema) for name, schema in schemas().items()
        }

    def add(self, tables: Mapping[str, pa.Table]) -> None:
        for name, table in tables.items():
            if table.num_rows:
                self._writers[name].write_table(table)

    def close(self) -> None:
        for writer in self._writers.values():
            writer.close()
