package org.statewise.bridge.remote;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointInfo;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;

/**
 * An arm that gives a state when the test asks for it, or after each command, and records what it
 * received.
 */
final class ScriptedArm implements ArmLink {
  static final long PERIOD_NS = 1_000_000;

  /** What the arm received: a command, or a release if {@code tau} is empty. */
  record Received(long stateSequence, long sentNs, boolean gripperClosed, List<Double> tau) {
    static final Received RELEASE = new Received(-1, -1, false, List.of());
  }

  final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final ArmInfo info;
  private final boolean stateAfterCommand;
  private final Semaphore statesDue = new Semaphore(0);
  private final Semaphore wake = new Semaphore(0);
  private final AtomicInteger repeatsDue = new AtomicInteger();
  private volatile boolean lost;
  private long sequence;
  private ArmMode mode = ArmMode.BRAKES_ENGAGED;

  /** An arm of {@code joints} joints that gives states only when asked to. */
  ScriptedArm(int joints) {
    this(joints, PERIOD_NS, false);
  }

  /** @param stateAfterCommand whether each command brings the next state */
  ScriptedArm(int joints, long periodNs, boolean stateAfterCommand) {
    List<JointInfo> infos = IntStream.range(0, joints)
        .mapToObj(j -> new JointInfo("A" + (j + 1), -2.0 - j, 2.5 + j, 1.5 + j, 100.0 + j))
        .toList();
    this.info = new ArmInfo("scripted", infos, periodNs, true);
    this.stateAfterCommand = stateAfterCommand;
  }

  /** What the state of this sequence has as its position of joint {@code j}. */
  static double position(long sequence, int j) {
    return sequence * 0.001 + j;
  }

  void offerStates(int count) {
    statesDue.release(count);
    wake.release();
  }

  /** Gives the last state once more, before any that is offered later. */
  void repeatState() {
    repeatsDue.incrementAndGet();
    offerStates(1);
  }

  void lose() {
    lost = true;
    wake.release();
  }

  Received nextReceived() throws InterruptedException {
    Received next = received.poll(Peers.TIMEOUT_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("the arm received nothing");
    }
    return next;
  }

  @Override
  public ArmInfo info() {
    return info;
  }

  @Override
  public AwaitResult awaitState(JointState state, long deadlineNs) {
    while (!lost && !statesDue.tryAcquire()) {
      try {
        if (!wake.tryAcquire(deadlineNs - nowNs(), TimeUnit.NANOSECONDS)) {
          return AwaitResult.LATE;
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    if (lost) {
      return AwaitResult.LOST;
    }
    if (repeatsDue.getAndUpdate(due -> Math.max(0, due - 1)) == 0) {
      sequence++;
    }
    state.sequence = sequence;
    state.armTimeNs = sequence * info.periodNs();
    state.receivedNs = nowNs();
    state.mode = mode;
    for (int j = 0; j < state.q.length; j++) {
      state.q[j] = position(sequence, j);
      state.qd[j] = -j;
      state.tau[j] = 10.0 * j;
    }
    return AwaitResult.FRESH;
  }

  @Override
  public SendResult send(TorqueCommand command) {
    if (lost) {
      return SendResult.LOST;
    }
    if (DoubleStream.of(command.tau).anyMatch(Double::isNaN)) {
      return SendResult.REFUSED;
    }
    mode = ArmMode.COMMANDED;
    received.add(new Received(command.stateSequence, command.sentNs, command.gripperClosed,
        DoubleStream.of(command.tau).boxed().toList()));
    if (stateAfterCommand) {
      offerStates(1);
    }
    return SendResult.SENT;
  }

  @Override
  public void release() {
    mode = ArmMode.BRAKES_ENGAGED;
    received.add(Received.RELEASE);
  }

  @Override
  public long nowNs() {
    return System.nanoTime();
  }

  @Override
  public void close() {
    lose();
  }
}
