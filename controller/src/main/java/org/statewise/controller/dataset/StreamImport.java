package org.statewise.controller.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.statewise.controller.record.RecordingDescription;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.source.SourceException;
import org.statewise.controller.source.StreamFiles;
import org.statewise.controller.source.StreamSource;

/**
 * Turns a file of joint states into a recording, row by row: the file may be larger than memory.
 * Velocities and accelerations that are missing are estimated by {@link DifferenceStage}.
 */
public final class StreamImport {
  private static final int ROWS_A_REPORT = 1000;

  private final ImportRequest request;
  private final Progress progress;

  private StreamImport(ImportRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
  }

  /**
   * Imports a file. Nothing stands at {@code out} unless all of it could be imported.
   *
   * @param progress hears how much of the file was read
   * @throws SourceException if the file cannot be imported
   */
  public static ImportResult run(ImportRequest request, Progress progress) throws IOException {
    return new StreamImport(request, progress).run();
  }

  private ImportResult run() throws IOException {
    Path part = request.out().resolveSibling(request.out().getFileName() + ".part");
    try (StreamSource source = StreamFiles.open(request.file(), request.options())) {
      checkJoints(source);
      ImportResult result;
      try (RecordingWriter writer = new RecordingWriter(McapOutput.file(part), info(source),
          motion -> new Motion("", 0))) {
        StreamRecorder recorder = new StreamRecorder(writer, request, source);
        rows(source, recorder);
        result = recorder.finish();
      }
      Files.move(part, request.out(), StandardCopyOption.REPLACE_EXISTING);
      return result;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void checkJoints(StreamSource source) throws SourceException {
    int joints = source.joints();
    int names = request.jointNames().size();
    if (names != 0 && names != joints) {
      throw new SourceException(request.file() + ": the file and its arm must have as many joints,"
          + " but the file has " + joints + " ("
          + (source.jointNames().isEmpty()
              ? "q1 to q" + joints
              : String.join(", ", source.jointNames()))
          + ") and " + request.arm() + " has " + names);
    }
    int scales = request.torqueScale().given().size();
    if (!(request.torqueScale() instanceof TorqueScale.FirstSeconds) && scales != joints) {
      throw new SourceException(request.file() + ": the torque scale ("
          + request.torqueScale().source() + ") must have one value for each of the file's "
          + joints + " joints, but has " + scales);
    }
  }

  private RecordingInfo info(StreamSource source) {
    return new RecordingInfo(RecordingKind.STREAM, request.programVersion(), request.created(),
        request.arm(), names(source), "", request.armYaml(),
        Map.of("source", String.valueOf(request.file().getFileName()),
            RecordingDescription.QD_ESTIMATED, String.valueOf(!source.hasQd()),
            RecordingDescription.QDD_ESTIMATED, String.valueOf(!source.hasQdd())));
  }

  /** The arm's names of its joints, else the file's, in which commas have no place. */
  private List<String> names(StreamSource source) {
    if (!request.jointNames().isEmpty()) {
      return request.jointNames();
    }
    return source.jointNames().isEmpty()
        ? IntStream.rangeClosed(1, source.joints()).mapToObj(j -> "A" + j).toList()
        : source.jointNames().stream().map(name -> name.replace(',', '_')).toList();
  }

  private void rows(StreamSource source, StreamRecorder recorder) throws IOException {
    RowSink sink = DifferenceStage.before(recorder, source);
    String segment = null;
    long count = 0;
    boolean more = true;
    while (more) {
      try {
        more = source.next();
      } catch (SourceException bad) {
        recorder.skip(bad);
        continue;
      }
      if (!more || (segment != null && !source.row().segment.equals(segment))) {
        sink.endSegment();
      }
      if (more) {
        segment = source.row().segment;
        sink.row(source.row());
      }
      if (++count % ROWS_A_REPORT == 0) {
        progress.at(source.done(), source.total());
      }
    }
    progress.at(source.done(), source.total());
  }
}
