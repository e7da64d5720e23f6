package org.statewise.controller.dataset;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordingReader;

/**
 * Writes a recording as a table of text, one row a tick. A stream's columns are those that an import reads;
 * a run has more. Numbers have all their digits, so that they come back to the bit; what is unknown is an
 * empty field.
 */
public final class CsvExport {
  private static final int ROWS_A_REPORT = 1000;
  private static final int NS_DECIMALS = 9;

  private final RecordingReader recording;
  private final RecordingColumns columns;

  private CsvExport(RecordingReader recording) {
    this.recording = recording;
    columns = new RecordingColumns(recording);
  }

  /**
   * Exports a recording. Nothing new stands at {@code out} unless all of it could be exported.
   *
   * @param progress hears how much of the recording was read
   * @return how many rows the table has
   */
  public static long run(Path file, Path out, Progress progress) throws IOException {
    Path part = out.resolveSibling(out.getFileName() + ".part");
    try (RecordingReader recording = RecordingReader.open(file)) {
      long rows;
      try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(part)) {
        long total = Files.size(file);
        rows = new CsvExport(recording).write(csv, done -> progress.at(done, total));
      }
      Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
      return rows;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Hears bytes. */
  @FunctionalInterface
  private interface Done {
    void at(long bytes);
  }

  private long write(CsvWriter csv, Done done) throws IOException {
    csv.writeRecord(columns.names());
    long rows = 0;
    while (recording.next()) {
      csv.writeRecord(fields(recording.tick()));
      if (++rows % ROWS_A_REPORT == 0) {
        done.at(recording.position());
      }
    }
    return rows;
  }

  private List<String> fields(TickRecord tick) {
    List<String> fields = new ArrayList<>();
    fields.add(BigDecimal.valueOf(tick.state.armTimeNs, NS_DECIMALS).stripTrailingZeros()
        .toPlainString());
    fields.add(recording.motion());
    if (columns.isRun()) {
      fields.add(Integer.toString(recording.round()));
      fields.add(Long.toString(tick.tick));
      fields.add(tick.await == AwaitResult.FRESH ? "1" : "0");
      fields.add(tick.phase.name());
    }
    for (Function<TickRecord, double[]> quantity : columns.quantities().values()) {
      for (double value : quantity.apply(tick)) {
        fields.add(Double.isNaN(value) ? "" : Double.toString(value));
      }
    }
    return fields;
  }
}
