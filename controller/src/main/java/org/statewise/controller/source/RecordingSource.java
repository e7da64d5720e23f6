package org.statewise.controller.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.record.RecordingDescription;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingReader;

/**
 * A recording of our own, of a run or of a stream: its measured states become the rows. Ticks without a new
 * state are passed over; a stream keeps its segments, a run goes on through its motions.
 */
final class RecordingSource implements StreamSource {
  private final RecordingReader recording;
  private final Path file;
  private final long total;
  private final boolean isStream;
  private final boolean hasQd;
  private final boolean hasQdd;
  private final StreamRow row;
  private long ticks;
  private long late;

  RecordingSource(Path file) throws IOException {
    this.file = file;
    recording = RecordingReader.open(file);
    try {
      total = Files.size(file);
      isStream = recording.description().kind() == RecordingKind.STREAM;
      row = new StreamRow(recording.jointCount());
      boolean any = recording.next();
      hasQd = !isEstimated(RecordingDescription.QD_ESTIMATED);
      hasQdd = any && !Double.isNaN(recording.tick().state.qdd[0])
          && !isEstimated(RecordingDescription.QDD_ESTIMATED);
      recording.rewind();
    } catch (IOException | RuntimeException e) {
      recording.close();
      throw e;
    }
  }

  private boolean isEstimated(String key) {
    return Boolean.parseBoolean(recording.description().metadata().get(key));
  }

  @Override
  public boolean next() throws IOException {
    while (recording.next()) {
      ticks++;
      if (recording.tick().await == AwaitResult.FRESH) {
        fill(recording.tick().state);
        return true;
      }
      late++;
    }
    return false;
  }

  private void fill(JointState state) {
    row.line = ticks;
    row.tNs = state.armTimeNs;
    row.segment = isStream ? recording.motion() : "";
    System.arraycopy(state.q, 0, row.q, 0, row.q.length);
    System.arraycopy(state.qd, 0, row.qd, 0, row.q.length);
    System.arraycopy(state.qdd, 0, row.qdd, 0, row.q.length);
    System.arraycopy(state.tau, 0, row.tau, 0, row.q.length);
  }

  @Override
  public String understood() {
    return "a recording of " + (isStream ? "a stream" : "a run") + " by Statewise "
        + recording.description().metadata().getOrDefault("programVersion", "of unknown version")
        + ", " + row.q.length + " joint(s)"
        + (late > 0 ? ", " + late + " tick(s) without a new state passed over" : "")
        + ", time from the arm's clock";
  }

  @Override
  public String where(long line, String column) {
    return file + ": tick " + line + ", " + column;
  }

  @Override
  public int joints() {
    return row.q.length;
  }

  @Override
  public List<String> jointNames() {
    return recording.description().jointNames();
  }

  @Override
  public boolean hasQd() {
    return hasQd;
  }

  @Override
  public boolean hasQdd() {
    return hasQdd;
  }

  @Override
  public String timeRule() {
    return isStream ? " inside a segment" : "";
  }

  @Override
  public StreamRow row() {
    return row;
  }

  @Override
  public long done() {
    return recording.position();
  }

  @Override
  public long total() {
    return total;
  }

  @Override
  public void close() throws IOException {
    recording.close();
  }
}
