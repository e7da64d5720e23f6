package org.statewise.controller.dataset;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.math.BigDecimal;
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
import org.statewise.controller.record.RecordingKind;
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
  private final boolean isRun;
  private final Map<String, Function<TickRecord, double[]>> quantities = new LinkedHashMap<>();

  private CsvExport(RecordingReader recording) {
    this.recording = recording;
    isRun = recording.description().kind() == RecordingKind.RUN;
    quantities.put("q", tick -> tick.state.q);
    quantities.put("qd", tick -> tick.state.qd);
    if (!isRun) {
      // No link measures accelerations, and a stream's are known or estimated.
      quantities.put("qdd", tick -> tick.state.qdd);
    }
    quantities.put("tau", tick -> tick.state.tau);
    if (isRun) {
      quantities.put("qdes", tick -> tick.qDes);
      quantities.put("qddes", tick -> tick.qdDes);
      quantities.put("qdddes", tick -> tick.qddDes);
      quantities.put("uprior", tick -> tick.uPrior);
      quantities.put("umodel", tick -> tick.uModel);
      quantities.put("ufb", tick -> tick.uFb);
      quantities.put("u", tick -> tick.u);
    }
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
    csv.writeRecord(header());
    long rows = 0;
    while (recording.next()) {
      csv.writeRecord(fields(recording.tick()));
      if (++rows % ROWS_A_REPORT == 0) {
        done.at(recording.position());
      }
    }
    return rows;
  }

  private List<String> header() {
    List<String> names = new ArrayList<>(List.of("t", "segment"));
    if (isRun) {
      names.addAll(List.of("round", "tick", "fresh", "phase"));
    }
    for (String quantity : quantities.keySet()) {
      for (int j = 1; j <= recording.jointCount(); j++) {
        names.add(quantity + j);
      }
    }
    return names;
  }

  private List<String> fields(TickRecord tick) {
    List<String> fields = new ArrayList<>();
    fields.add(BigDecimal.valueOf(tick.state.armTimeNs, NS_DECIMALS).stripTrailingZeros()
        .toPlainString());
    fields.add(recording.motion());
    if (isRun) {
      fields.add(Integer.toString(recording.round()));
      fields.add(Long.toString(tick.tick));
      fields.add(tick.await == AwaitResult.FRESH ? "1" : "0");
      fields.add(tick.phase.name());
    }
    for (Function<TickRecord, double[]> quantity : quantities.values()) {
      for (double value : quantity.apply(tick)) {
        fields.add(Double.isNaN(value) ? "" : Double.toString(value));
      }
    }
    return fields;
  }
}
