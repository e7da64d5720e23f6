package org.statewise.controller.replay;

import java.io.IOException;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.setpoint.Setpoint;

/**
 * A recording in the place of an arm: it gives each tick what the recorded one was given, and compares
 * what is sent with what was sent then. Nothing leaves this class.
 */
public final class ReplayLink implements ArmLink {
  private final ArmInfo info;
  private final RecordingReader recording;
  private final TickRecord current;
  private final boolean isRun;
  private final LongConsumer pace;
  private final CRC32C checksum = new CRC32C();
  private long expectedTick;
  private long missingTicks;
  private long compared;
  private Difference firstDifference;
  private IOException failure;

  /**
   * Where a replay left its recording.
   *
   * @param tick the recorded tick's count
   * @param joint from 0
   * @param recordedNm what was sent then
   * @param replayedNm what would be sent now; not a number if the replay ended before this tick
   */
  public record Difference(long tick, int joint, double recordedNm, double replayedNm) {}

  /** Plays {@code recording} from its beginning, as the arm {@code info}, as fast as it is asked. */
  public ReplayLink(ArmInfo info, RecordingReader recording) {
    this(info, recording, 0, recordedNs -> {});
  }

  /**
   * The same at a pace.
   *
   * @param firstTick that the recording should begin with
   * @param pace called with the clock of each recorded tick before it is handed out; may wait
   */
  public ReplayLink(ArmInfo info, RecordingReader recording, long firstTick, LongConsumer pace) {
    this.info = info;
    expectedTick = firstTick;
    this.pace = pace;
    this.recording = recording;
    current = recording.tick();
    isRun = recording.description().kind() == RecordingKind.RUN;
  }

  @Override
  public ArmInfo info() {
    return info;
  }

  @Override
  public AwaitResult awaitState(JointState state, long deadlineNs) {
    try {
      if (!recording.next()) {
        return AwaitResult.LOST;
      }
    } catch (IOException e) {
      failure = e;
      return AwaitResult.LOST;
    }
    pace.accept(nowNs());
    missingTicks += current.tick - expectedTick;
    expectedTick = current.tick + 1;
    if (current.await == AwaitResult.FRESH) {
      state.copyFrom(current.state);
      if (!isRun) {
        // Rows of a stream have no count of states and no arrival; the clock is the stream's.
        state.sequence = current.tick;
        state.receivedNs = recording.logTimeNs();
      }
    }
    return current.await;
  }

  @Override
  public SendResult send(TorqueCommand command) {
    for (int j = 0; j < command.tau.length; j++) {
      long bits = Double.doubleToRawLongBits(command.tau[j]);
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        checksum.update((int) (bits >>> shift) & 0xff);
      }
    }
    if (isRun) {
      compare(command.tau);
    }
    return SendResult.SENT;
  }

  /** {@inheritDoc} In a dry run of a recorded run, that is what the recorded tick sent. */
  @Override
  public double[] appliedTorque(TorqueCommand sent) {
    return isRun ? current.u : sent.tau;
  }

  private void compare(double[] tau) {
    compared++;
    for (int j = 0; j < tau.length; j++) {
      boolean same = Double.doubleToRawLongBits(current.u[j]) == Double.doubleToRawLongBits(tau[j]);
      if (!same && firstDifference == null) {
        firstDifference = new Difference(current.tick, j, current.u[j], tau[j]);
      }
    }
  }

  @Override
  public long nowNs() {
    return isRun ? current.nowNs : recording.logTimeNs();
  }

  /**
   * The replay is over. If the recorded run went on, that is a difference: what was sent next has
   * no counterpart, shown as not a number.
   */
  void end() {
    try {
      if (isRun && firstDifference == null && recording.next()) {
        firstDifference = new Difference(current.tick, 0, current.u[0], Double.NaN);
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  /** What the recorded run desired in the tick that plays now; its motion is left to the caller. */
  void desiredInto(Setpoint out) {
    System.arraycopy(current.qDes, 0, out.qDes, 0, current.qDes.length);
    System.arraycopy(current.qdDes, 0, out.qdDes, 0, current.qdDes.length);
    System.arraycopy(current.qddDes, 0, out.qddDes, 0, current.qddDes.length);
    out.gripperClosed = current.gripperClosed;
  }

  /** The name of the motion or segment that plays now. */
  String motion() {
    return recording.motion();
  }

  /** Its round. */
  int round() {
    return recording.round();
  }

  /** Whether someone asked for a stop at the tick that plays now. */
  public boolean stopRequested() {
    return current.stopRequested;
  }

  /** What was commanded at the tick that plays now, as the recording keeps it, or null. */
  public byte[] command() {
    return current.command;
  }

  /** Checksum (CRC-32C) of the bits of every torque that was sent. */
  public long torqueChecksum() {
    return checksum.getValue();
  }

  /** Commands that could be compared with a recorded one. */
  public long compared() {
    return compared;
  }

  /** Ticks that the recording lacks. */
  public long missingTicks() {
    return missingTicks;
  }

  /** The first torque that was not the recorded one, or null. */
  public Difference firstDifference() {
    return firstDifference;
  }

  /** Why the recording could not be read to its end, or null. */
  public IOException failure() {
    return failure;
  }

  @Override
  public void release() {}

  @Override
  public void close() {}
}
