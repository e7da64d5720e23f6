package org.statewise.controller.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.parquet.ParquetTableWriter;
import org.statewise.controller.parquet.ParquetTableWriter.Column;
import org.statewise.controller.parquet.ParquetTableWriter.Kind;
import org.statewise.controller.record.RecordingDescription;
import org.statewise.controller.record.RecordingReader;

/**
 * Writes a recording as a Parquet file, one row a tick, with the columns of {@link CsvExport} and time in whole
 * nanoseconds beside t. An episode, which is a stream's segment or one round of a run's motion, is a group of
 * rows; a longer one than {@link #MAX_GROUP_ROWS} has several. What the recording says of itself stands in the
 * file's metadata, so that nothing is lost that a training needs.
 */
public final class ParquetExport {
  /** Metadata: what the recording's own begins with, and the arm's description. */
  public static final String RECORDING = "statewise.recording.";
  public static final String ARM_YAML = "statewise.arm.yaml";

  /** So much of an episode is held in memory until it is written. */
  static final int MAX_GROUP_ROWS = 250_000;
  private static final int ROWS_A_REPORT = 1000;
  private static final double NS_PER_SECOND = 1e9;

  private final RecordingReader recording;
  private final RecordingColumns columns;
  private final Map<String, String> constants;

  private ParquetExport(RecordingReader recording, Map<String, String> constants, boolean every) {
    this.recording = recording;
    this.constants = constants;
    columns = new RecordingColumns(recording, every);
  }

  /**
   * Exports a recording. Nothing new stands at {@code out} unless all of it could be exported.
   *
   * @param constants further columns, by name, with the same text in each row
   * @param every whether runs and streams get the same columns, as in a table over many files
   * @param progress hears how much of the recording was read
   * @return how many rows the table has
   */
  public static long run(Path file, Path out, Map<String, String> constants, boolean every,
      Progress progress) throws IOException {
    Path part = out.resolveSibling(out.getFileName() + ".part");
    try (RecordingReader recording = RecordingReader.open(file)) {
      ParquetExport export = new ParquetExport(recording, constants, every);
      long rows;
      try (ParquetTableWriter table = new ParquetTableWriter(part, export.columns())) {
        rows = export.write(table, Files.size(file), progress);
        table.finish(export.metadata());
      }
      Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
      return rows;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private List<Column> columns() {
    List<Column> all = new ArrayList<>();
    all.add(new Column("t", Kind.NUMBER));
    all.add(new Column("t_ns", Kind.LONG));
    all.add(new Column("segment", Kind.TEXT));
    if (columns.isRun()) {
      all.add(new Column("round", Kind.INT));
      all.add(new Column("tick", Kind.LONG));
      all.add(new Column("fresh", Kind.FLAG));
      all.add(new Column("phase", Kind.TEXT));
      all.add(new Column("gripper_closed", Kind.FLAG));
    }
    constants.keySet().forEach(name -> all.add(new Column(name, Kind.TEXT)));
    columns.quantityNames().forEach(name -> all.add(new Column(name, Kind.NUMBER)));
    return all;
  }

  private long write(ParquetTableWriter table, long total, Progress progress) throws IOException {
    long rows = 0;
    int segment = -1;
    while (recording.next()) {
      TickRecord tick = recording.tick();
      if (tick.motion != segment || table.rowsInGroup() >= MAX_GROUP_ROWS) {
        table.endGroup();
        segment = tick.motion;
      }
      row(table, tick);
      if (++rows % ROWS_A_REPORT == 0) {
        progress.at(recording.position(), total);
      }
    }
    return rows;
  }

  private void row(ParquetTableWriter table, TickRecord tick) {
    int at = 0;
    table.number(at++, tick.state.armTimeNs / NS_PER_SECOND);
    table.integer(at++, tick.state.armTimeNs);
    table.text(at++, recording.motion());
    if (columns.isRun()) {
      table.integer(at++, recording.round());
      table.integer(at++, tick.tick);
      table.flag(at++, tick.await == AwaitResult.FRESH);
      table.text(at++, tick.phase.name());
      table.flag(at++, tick.gripperClosed);
    }
    for (String constant : constants.values()) {
      table.text(at++, constant);
    }
    for (Function<TickRecord, double[]> quantity : columns.quantities().values()) {
      for (double value : quantity.apply(tick)) {
        table.number(at++, value);
      }
    }
    table.endRow();
  }

  private Map<String, String> metadata() throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    RecordingDescription description = recording.description();
    description.metadata().forEach((key, words) -> all.put(RECORDING + key, words));
    description.armYaml().ifPresent(yaml -> all.put(ARM_YAML, yaml));
    return all;
  }
}
