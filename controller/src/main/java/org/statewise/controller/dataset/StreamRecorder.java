package org.statewise.controller.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.source.RowProblem;
import org.statewise.controller.source.SourceException;
import org.statewise.controller.source.StreamRow;
import org.statewise.controller.source.StreamSource;

/** Where an import's rows end: in the recording, with the figures of the result gathered. */
final class StreamRecorder implements RowSink {
  private static final double NS_PER_SECOND = 1e9;

  private final RecordingWriter writer;
  private final ImportRequest request;
  private final StreamSource source;
  private final JointState state;
  private final double[] largestTauNm;
  private final Map<RowProblem, Long> skipped = new EnumMap<>(RowProblem.class);
  private boolean inSegment;
  private int segments;
  private long segmentStartNs;
  private long shiftNs;
  private long lastLogNs;
  private long lastStepNs;
  private long firstLogNs;
  private long durationNs;

  StreamRecorder(RecordingWriter writer, ImportRequest request, StreamSource source) {
    this.writer = writer;
    this.request = request;
    this.source = source;
    int joints = source.joints();
    state = new JointState(joints);
    largestTauNm = new double[joints];
  }

  @Override
  public void row(StreamRow row) throws IOException {
    if (Double.isNaN(row.qd[0])) {
      skip(new SourceException(RowProblem.LONE_ROW, source.where(row.line, "qd1")
          + ": a velocity is estimated from a neighbour in the same segment, but the"
          + " row is alone in segment " + SourceException.quote(row.segment)));
      return;
    }
    long timeNs = row.tNs;
    long logNs = logTimeNs(timeNs);
    state.armTimeNs = timeNs;
    System.arraycopy(row.q, 0, state.q, 0, row.q.length);
    System.arraycopy(row.qd, 0, state.qd, 0, row.q.length);
    System.arraycopy(row.qdd, 0, state.qdd, 0, row.q.length);
    System.arraycopy(row.tau, 0, state.tau, 0, row.q.length);
    writer.writeRow(state, row.segment, 0, logNs);
    if (logNs - firstLogNs <= TorqueScale.FirstSeconds.SECONDS * NS_PER_SECOND) {
      for (int j = 0; j < largestTauNm.length; j++) {
        largestTauNm[j] = Math.max(largestTauNm[j], Math.abs(row.tau[j]));
      }
    }
  }

  /**
   * The stream's time, shifted where it is negative at first, and where a segment starts again: such
   * a segment follows the one before at the distance of its last two rows, so that log times never go
   * back.
   */
  private long logTimeNs(long timeNs) {
    boolean first = segments == 0;
    if (!inSegment) {
      inSegment = true;
      segments++;
      if (first) {
        shiftNs = Math.max(0, -timeNs);
        firstLogNs = timeNs + shiftNs;
      } else if (timeNs + shiftNs <= lastLogNs) {
        shiftNs = lastLogNs + lastStepNs - timeNs;
      }
      segmentStartNs = timeNs + shiftNs;
    } else {
      lastStepNs = timeNs + shiftNs - lastLogNs;
    }
    lastLogNs = timeNs + shiftNs;
    return lastLogNs;
  }

  @Override
  public void endSegment() {
    if (inSegment) {
      durationNs += lastLogNs - segmentStartNs;
      inSegment = false;
    }
  }

  /** Counts a bad row, or ends the import with its sentence. */
  void skip(SourceException bad) throws SourceException {
    if (!request.skipBadRows() || bad.problem().isEmpty()) {
      throw bad;
    }
    skipped.merge(bad.problem().get(), 1L, Long::sum);
  }

  /** Writes what is known only now, and gives the result. */
  ImportResult finish() throws IOException {
    if (writer.ticks() == 0) {
      throw new SourceException(
          request.file() + ": the file must have at least one good row, but has"
              + " none");
    }
    List<Double> scale = new ArrayList<>(request.torqueScale().given());
    if (scale.isEmpty()) {
      for (double largest : largestTauNm) {
        scale.add(Math.max(largest, TorqueScale.FirstSeconds.FLOOR_NM));
      }
    }
    ImportResult result = new ImportResult(
        state.q.length, writer.ticks(), segments, durationNs / NS_PER_SECOND, !source.hasQd(),
        !source.hasQdd(), scale, request.torqueScale().source(), skipped, source.understood());
    writer.endStream(scale, result.torqueScaleSource(), skippedRows());
    return result;
  }

  private long skippedRows() {
    return skipped.values().stream().mapToLong(Long::longValue).sum();
  }
}
