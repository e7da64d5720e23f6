package org.statewise.controller.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordingDescription;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.TickSource;
import org.statewise.controller.source.StreamRow;

/**
 * Judges whether a recording can be learned from: its timing, how much it moves, its ranges, and
 * for each joint units, torque sign and excitation. Works on imported streams and on runs.
 * Accelerations are the slopes of qd over {@link StreamWindows}, whoever recorded them.
 */
public final class StreamInspection {
  private static final double NS_PER_SECOND = 1e9;

  private final TickSource reader;
  private final Optional<ArmInfo> arm;
  private final List<InverseDynamics> dynamics;
  private final List<JointStatistics> joints = new ArrayList<>();
  private final TimingStatistics timing = new TimingStatistics();
  private final double[] rigidBodyTau;
  private final double[] qdMean;
  private final StreamRow row;
  private final StreamWindows windows;
  private final RepeatedStates repeated;
  private final RecordingKind kind;
  private final boolean qdEstimated;
  private boolean estimated;
  private boolean hasRow;
  private int segment = -1;
  private int segments;
  private long nextNumber;
  private long ticks;
  private long late;
  private long missing;
  private long rows;
  private long moving;

  private StreamInspection(TickSource reader, Optional<ArmInfo> arm,
      List<InverseDynamics> dynamics) {
    this.reader = reader;
    this.arm = arm;
    this.dynamics = dynamics;
    rigidBodyTau = new double[reader.jointCount()];
    qdMean = new double[reader.jointCount()];
    row = new StreamRow(reader.jointCount());
    kind = reader.description().kind();
    estimated = Boolean
        .parseBoolean(reader.description().metadata().get(RecordingDescription.QDD_ESTIMATED));
    qdEstimated = Boolean
        .parseBoolean(reader.description().metadata().get(RecordingDescription.QD_ESTIMATED));
    windows = new StreamWindows(reader.jointCount(), this::measureWindow);
    repeated = new RepeatedStates(reader.jointCount());
    reader.description().jointNames()
        .forEach(name -> joints.add(new JointStatistics(name, dynamics.size())));
  }

  /**
   * Reads through a recording and rewinds it.
   *
   * @param arm whose limits to hold the ranges against
   * @param dynamics to hold the torques against, of the same joint count: what tau may be, for example
   *     what the motors give and what sensors behind the gears measure. Each joint is judged by the one that
   *     its torque follows best; empty where no model is known
   * @throws IllegalArgumentException if arm and recording differ in their joint count
   */
  public static StreamReport inspect(TickSource reader, Optional<ArmInfo> arm,
      List<InverseDynamics> dynamics) throws IOException {
    if (arm.isPresent() && arm.get().jointCount() != reader.jointCount()) {
      throw new IllegalArgumentException("the arm " + arm.get().name() + " has "
          + arm.get().jointCount() + " joints, but the recording must have as many and has "
          + reader.jointCount());
    }
    return new StreamInspection(reader, arm, dynamics).inspect();
  }

  private StreamReport inspect() throws IOException {
    reader.rewind();
    while (reader.next()) {
      TickRecord tick = reader.tick();
      missing += Math.max(0, ticks == 0 ? 0 : tick.tick - nextNumber);
      nextNumber = tick.tick + 1;
      ticks++;
      segments = tick.motion + 1;
      if (tick.await == AwaitResult.FRESH) {
        take(tick);
      } else {
        late++;
      }
    }
    reader.rewind();
    return report();
  }

  private void take(TickRecord tick) throws IOException {
    if (!hasRow && Double.isNaN(tick.state.qdd[0])) {
      estimated = true;
    }
    long tNs = tick.state.armTimeNs;
    // A run goes on through its motions; an imported stream's segments stand alone.
    boolean apart = kind == RecordingKind.STREAM && tick.motion != segment;
    if (hasRow && !apart) {
      timing.add((tNs - row.tNs) / NS_PER_SECOND);
    }
    if (hasRow && (apart || tNs <= row.tNs)) {
      windows.endSegment();
      joints.forEach(JointStatistics::endSegment);
    }
    segment = tick.motion;
    hasRow = true;
    fill(tick);
    repeated.add(row);
    measure();
    windows.row(row);
  }

  private void fill(TickRecord tick) {
    row.tNs = tick.state.armTimeNs;
    System.arraycopy(tick.state.q, 0, row.q, 0, row.q.length);
    System.arraycopy(tick.state.qd, 0, row.qd, 0, row.q.length);
    System.arraycopy(tick.state.qdd, 0, row.qdd, 0, row.q.length);
    System.arraycopy(tick.state.tau, 0, row.tau, 0, row.q.length);
  }

  private void measure() {
    rows++;
    boolean anyMoves = false;
    for (int j = 0; j < joints.size(); j++) {
      joints.get(j).add(row.q[j], row.qd[j], row.tau[j]);
      anyMoves |= Math.abs(row.qd[j]) > JointStatistics.MOVING_RAD_PER_S;
    }
    moving += anyMoves ? 1 : 0;
  }

  private void measureWindow(StreamWindows window) {
    boolean anyMoves = false;
    for (int j = 0; j < joints.size(); j++) {
      joints.get(j).addWindow(window.qdd[j], window.qStep[j], window.qdIntegral[j],
          window.seconds);
      qdMean[j] = window.qdIntegral[j] / window.seconds;
      anyMoves |= Math.abs(qdMean[j]) > JointStatistics.MOVING_RAD_PER_S;
    }
    for (int k = 0; anyMoves && k < dynamics.size(); k++) {
      dynamics.get(k).inverseDynamicsInto(window.q, qdMean, window.qdd, rigidBodyTau);
      for (int j = 0; j < joints.size(); j++) {
        joints.get(j).addTorques(k, rigidBodyTau[j], window.tau[j], window.steps);
      }
    }
  }

  private StreamReport report() {
    List<JointReport> reports = new ArrayList<>();
    for (int j = 0; j < joints.size(); j++) {
      int index = j;
      reports.add(joints.get(j).report(arm.map(a -> a.joints().get(index)), !dynamics.isEmpty(),
          qdEstimated));
    }
    return new StreamReport(kind, ticks, late, missing, segments,
        timing.durationSeconds(), timing.report(),
        rows == 0 ? 0 : moving / (double) rows, repeated.count(), repeated.longest(), qdEstimated,
        estimated, reports,
        reader.loss());
  }
}
