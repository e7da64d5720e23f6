// Writes tables of joint states as Parquet by arrow-rs (parquet-wasm) and by hyparquet-writer:
//   npm install && node tables.mjs ../src/test/resources/foreign
// Row i of joint j (from 0) has q = 0.1 (j + 1) + 0.01 i, qd = 0.2 (j + 1), tau = j - i, at 4 i ms.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as arrow from "apache-arrow";
import { parquetWriteBuffer } from "hyparquet-writer";
import wasm from "parquet-wasm/node";

const folder = process.argv[2];
const rows = Array.from({ length: 40 }, (_, i) => i);
const joints = [0, 1, 2];
const q = (i, j) => 0.1 * (j + 1) + 0.01 * i;
const qd = (i, j) => 0.2 * (j + 1);
const tau = (i, j) => j - i;
const doubles = (of) => arrow.vectorFromArray(rows.map(of), new arrow.Float64());

function byArrow(name, columns, codec, groupRows) {
  const bytes = arrow.tableToIPC(new arrow.Table(columns), "stream");
  const properties = new wasm.WriterPropertiesBuilder()
    .setCompression(wasm.Compression[codec]).setMaxRowGroupSize(groupRows).build();
  writeFileSync(join(folder, name), wasm.writeParquet(wasm.Table.fromIPCStream(bytes), properties));
}

function scalars(prefixed) {
  const columns = {};
  for (const [name, of] of Object.entries(prefixed)) {
    joints.forEach((j) => { columns[name + (j + 1)] = doubles((i) => of(i, j)); });
  }
  return columns;
}

const all = { t: doubles((i) => 0.004 * i), ...scalars({ q, qd, tau }) };
byArrow("snappy.parquet", all, "SNAPPY", 15);
byArrow("gzip.parquet", all, "GZIP", 1000);
byArrow("lz4.parquet", all, "LZ4_RAW", 1000);

// Names that nobody could guess, times as time stamps since 1970, and texts in a column that is not read.
byArrow("stamps.parquet", {
  // The library's own builder takes milliseconds.
  stamp: arrow.makeVector(arrow.makeData({ type: new arrow.TimestampNanosecond(), length: rows.length,
    data: BigInt64Array.from(rows, (i) => 1700000000000000001n + 4000000n * BigInt(i)) })),
  note: arrow.vectorFromArray(rows.map(() => "as it was"), new arrow.Utf8()),
  ...scalars({ "left.position.": q, "left.effort.": tau }),
}, "ZSTD", 1000);

// As LeRobot's data sets have it: lists of float32, and an episode's number.
const list = (of) => arrow.vectorFromArray(rows.map((i) => joints.map((j) => of(i, j))),
  new arrow.List(new arrow.Field("item", new arrow.Float32(), true)));
byArrow("lists.parquet", {
  "observation.state": list(q), "observation.velocity": list(qd), "observation.effort": list(tau),
  timestamp: arrow.vectorFromArray(rows.map((i) => 0.004 * (i % 20)), new arrow.Float32()),
  frame_index: arrow.vectorFromArray(rows.map((i) => BigInt(i % 20)), new arrow.Int64()),
  episode_index: arrow.vectorFromArray(rows.map((i) => BigInt(Math.floor(i / 20))), new arrow.Int64()),
}, "ZSTD", 1000);

const column = (name, of) => ({ name, data: rows.map(of), type: "DOUBLE" });
const columnData = [column("t", (i) => 0.004 * i)];
for (const [name, of] of Object.entries({ q, tau })) {
  joints.forEach((j) => columnData.push(column(name + (j + 1), (i) => (name === "tau" && i === 7 && j === 1 ? null : of(i, j)))));
}
writeFileSync(join(folder, "hyparquet.parquet"), Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize: 15 })));
