package org.statewise.controller.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.statewise.controller.csv.CsvFormatException;
import org.statewise.controller.csv.CsvTable;
import org.statewise.controller.record.RecordingDescription;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.setpoint.Motion;

/**
 * Turns a CSV file of joint states into a recording, row by row: the file may be larger than
 * memory. Columns are t (s), q1..qn (rad), tau1..taun (Nm) and optionally qd1..qdn, qdd1..qddn and segment,
 * in any order; n is the number of q columns. Velocities and accelerations that are missing are
 * estimated by {@link DifferenceStage}.
 */
public final class CsvImport {
  private static final int ROWS_A_REPORT = 1000;

  private final CsvImportRequest request;
  private final Progress progress;

  private CsvImport(CsvImportRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * Imports a file. Nothing stands at {@code out} unless all of it could be imported.
   *
   * @param progress hears bytes of the file
   * @throws CsvException if the file cannot be imported
   */
  public static CsvImportResult run(CsvImportRequest request, Progress progress)
      throws IOException {
    return new CsvImport(request, progress).run();
  }

  private CsvImportResult run() throws IOException {
    String name = request.csv().toString();
    Path part = request.out().resolveSibling(request.out().getFileName() + ".part");
    try (CsvTable table = CsvTable.open(request.csv())) {
      CsvHeader header = new CsvHeader(name, table);
      checkJoints(header.jointCount());
      CsvImportResult result;
      try (RecordingWriter writer = new RecordingWriter(McapOutput.file(part),
          info(header),
          motion -> new Motion("", 0))) {
        result = rows(new CsvRows(table, header, name), header, writer, table);
      }
      Files.move(part, request.out(), StandardCopyOption.REPLACE_EXISTING);
      return result;
    } catch (CsvFormatException e) {
      throw new CsvException(e.getMessage());
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void checkJoints(int joints) throws CsvException {
    int names = request.jointNames().size();
    if (names != 0 && names != joints) {
      throw new CsvException(request.csv() + ": the file and its arm must have as many joints, but"
          + " the file has " + joints + " (q1 to q" + joints + ") and " + request.arm() + " has "
          + names);
    }
    int scales = request.torqueScale().given().size();
    if (!(request.torqueScale() instanceof TorqueScale.FirstSeconds) && scales != joints) {
      throw new CsvException(request.csv() + ": the torque scale (" + request.torqueScale().source()
          + ") must have one value for each of the file's " + joints + " joints, but has "
          + scales);
    }
  }

  private RecordingInfo info(CsvHeader header) {
    int joints = header.jointCount();
    List<String> names = request.jointNames().isEmpty()
        ? IntStream.rangeClosed(1, joints).mapToObj(j -> "A" + j).toList()
        : request.jointNames();
    return new RecordingInfo(RecordingKind.STREAM, request.programVersion(), request.created(),
        request.arm(), names, "", request.armYaml(),
        Map.of("source", String.valueOf(request.csv().getFileName()),
            RecordingDescription.QD_ESTIMATED,
            String.valueOf(estimatesQd(header)), RecordingDescription.QDD_ESTIMATED,
            String.valueOf(estimatesQdd(header))));
  }

  private static boolean estimatesQd(CsvHeader header) {
    return !header.has(CsvHeader.Quantity.QD);
  }

  private static boolean estimatesQdd(CsvHeader header) {
    return !header.has(CsvHeader.Quantity.QDD);
  }

  private CsvImportResult rows(CsvRows rows, CsvHeader header, RecordingWriter writer,
      CsvTable table) throws IOException {
    int joints = header.jointCount();
    boolean estimateQd = estimatesQd(header);
    boolean estimateQdd = estimatesQdd(header);
    StreamRecorder recorder = new StreamRecorder(writer, request, joints);
    RowSink sink = recorder;
    if (estimateQdd) {
      sink = new DifferenceStage(joints, DifferenceStage.Derivative.QDD_FROM_QD, sink);
    }
    if (estimateQd) {
      sink = new DifferenceStage(joints, DifferenceStage.Derivative.QD_FROM_Q, sink);
    }
    long total = Files.size(request.csv());
    boolean more = true;
    while (more) {
      try {
        more = rows.next();
      } catch (CsvException bad) {
        recorder.skip(bad);
        continue;
      }
      if (!more || rows.startsSegment()) {
        sink.endSegment();
      }
      if (more) {
        sink.row(rows.row());
      }
      if (table.line() % ROWS_A_REPORT == 0) {
        progress.at(table.bytesRead(), total);
      }
    }
    progress.at(table.bytesRead(), total);
    return recorder.finish(estimateQd, estimateQdd);
  }
}
