package org.statewise.bridge.api;

import java.util.Map;
import org.statewise.models.HotPath;

/**
 * The way to an arm. The arm is the clock: it sends a state each period and expects one torque
 * command in answer.
 *
 * <p>One control thread calls {@link #awaitState}, {@link #send} and {@link #release}; any thread may
 * call {@link #close}, after which the first two return their {@code LOST} result. Opening a link,
 * done by its constructor or factory, throws; nothing here throws afterwards.
 */
public interface ArmLink extends AutoCloseable {
  /** What the arm reported of itself when the link was opened. */
  ArmInfo info();

  /**
   * Waits for the next state that this link has not handed out yet. If several came, the newest
   * wins; the gap shows in {@link JointState#sequence}.
   *
   * @param state receives the state; untouched unless the result is {@link AwaitResult#FRESH}
   * @param deadlineNs when to give up, on this link's clock ({@link #nowNs})
   */
  @HotPath
  AwaitResult awaitState(JointState state, long deadlineNs);

  /** Sends one command, which is copied or encoded before this returns and is left as it is. */
  @HotPath
  SendResult send(TorqueCommand command);

  /**
   * The torque that the arm applies in answer to the command sent last, Nm: the command's own, except
   * on a link that replays a recording, where it is the torque that was sent then.
   *
   * @param sent the command that {@link #send} was given last, unchanged
   * @return n torques to be read before the next {@link #awaitState}
   */
  @HotPath
  default double[] appliedTorque(TorqueCommand sent) {
    return sent.tau;
  }

  /**
   * Lets the arm go into its own safe hold (the simulated arm damps to rest and engages its brakes).
   * The link stays open, states keep coming, and the next command that is {@link SendResult#SENT}
   * takes the arm over again. Idempotent; without effect once the link is over.
   */
  @HotPath
  void release();

  /** The clock of deadlines and of {@link JointState#receivedNs}: monotonic, nanoseconds. */
  @HotPath
  long nowNs();

  /**
   * Whether the arm decides by itself when it takes commands, as a KUKA cabinet does, so that time
   * passes between its first state and the first command.
   */
  default boolean grantsCommanding() {
    return false;
  }

  /** Whether the arm would take a command now; most take one at any time. Any thread. */
  @HotPath
  default boolean takesCommands() {
    return true;
  }

  /** What a person should know of the arm before it moves, one sentence; empty for nothing. */
  default String remark() {
    return "";
  }

  /** Why the arm takes no commands any more, one sentence; empty if it does or nobody knows. */
  default String endReason() {
    return "";
  }

  /**
   * Whether the arm is a simulated one that waits for its controller: while that has no answer yet, the
   * arm's clock stands still for five seconds at most in which the arm itself had a processor, and that of
   * {@link #nowNs} for 15 seconds of plain time.
   */
  default boolean waits() {
    return false;
  }

  /** How often an arm that {@link #waits} did so longer than its period. Any thread. */
  default long timeSlips() {
    return 0;
  }

  /** For how long it did in all, ns. Any thread. */
  default long slippedNs() {
    return 0;
  }

  /** What the link counted so far, by name, in the order to show it; empty if it counts nothing. */
  default Map<String, Long> counts() {
    return Map.of();
  }

  /** Releases the arm and ends the link. Idempotent. */
  @Override
  void close();
}
