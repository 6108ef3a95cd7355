"""The hand-over from reading to building: one Parquet file per relation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from etl.warehouse.arrow import schemas


class Staging:
    """Parquet files to which one load writes its rows, batch by batch, before the database is built."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._writers = {
            name: pq.ParquetWriter(folder / f"{name}.parquet", schema) for name, schema in schemas().items()
        }

    def add(self, tables: Mapping[str, pa.Table]) -> None:
        """Append rows to the relations of these names; all must have the schema of `arrow.schemas`."""
        for name, table in tables.items():
            if table.num_rows:
                self._writers[name].write_table(table)

    def close(self) -> None:
        """Finish the files; they cannot be read before."""
        for writer in self._writers.values():
            writer.close()
