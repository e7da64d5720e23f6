package org.statewise.bridge.sim;

import org.statewise.bridge.api.TorqueCommand;
import org.statewise.bridge.exchange.AnswerWait;
import org.statewise.bridge.exchange.LatestValue;
import org.statewise.bridge.exchange.WaitingClock;
import org.statewise.models.HotPath;

/**
 * How a simulated arm in real time gets the controller's commands: the newest one each period, for
 * which it waits while the controller still owes an answer to the arm's last state. The arm's thread
 * calls {@link #giveTo}, the control thread all else but {@link #close}.
 */
final class CommandIntake {
  private final Pacer pacer;
  private final boolean strict;
  private final LatestValue<TorqueCommand> commands;
  private final TorqueCommand incoming;
  private final AnswerWait wait = new AnswerWait();

  /** The controller has commanded and still answers: it is worth waiting for. */
  private boolean awaitsAnswers;

  /** The control thread's: the sequence of the state that it took last. */
  private long takenSequence;

  /** The controller asks for a state beyond this one: whatever it wanted to answer it has answered. */
  private volatile long askedBeyond;
  private volatile boolean releaseWanted;
  private volatile boolean closed;

  /** @param strict whether the arm waits for nobody */
  CommandIntake(int joints, Pacer pacer, boolean strict) {
    this.pacer = pacer;
    this.strict = strict;
    commands = new LatestValue<>(() -> new TorqueCommand(joints), (from, to) -> to.copyFrom(from),
        pacer::nowNs);
    incoming = new TorqueCommand(joints);
  }

  /**
   * Gives the arm the newest command, or releases it.
   *
   * @param stateSequence of the state that the arm published last
   * @return whether the controller had to be waited for
   */
  @HotPath
  boolean giveTo(SimulatedArm arm, long stateSequence) {
    boolean commanded = commands.pollInto(incoming);
    boolean waits = !strict && !commanded && owesAnswer(stateSequence);
    if (waits) {
      commanded = awaitCommand(stateSequence);
    }
    if (commanded) {
      arm.command(incoming.tau, incoming.gripperClosed);
      awaitsAnswers = true;
    }
    if (releaseWanted) {
      arm.release();
      awaitsAnswers = false;
    }
    return waits;
  }

  @HotPath
  private boolean owesAnswer(long stateSequence) {
    return awaitsAnswers && !releaseWanted && !closed && askedBeyond < stateSequence;
  }

  @HotPath
  private boolean awaitCommand(long stateSequence) {
    wait.begin(WaitingClock.MAX_WAIT_NS, pacer.nowNs());
    boolean commanded = false;
    while (!commanded && owesAnswer(stateSequence)) {
      pacer.rest();
      commanded = commands.pollInto(incoming);
      if (!commanded && !wait.goesOn(pacer.nowNs())) {
        awaitsAnswers = false;
      }
    }
    // The answer may have come between the last look and the question for the next state.
    return commanded || commands.pollInto(incoming);
  }

  /** The controller asks for the next state. */
  @HotPath
  void stateAsked() {
    askedBeyond = takenSequence;
  }

  /** The controller got a state. */
  @HotPath
  void stateTaken(long sequence) {
    takenSequence = sequence;
  }

  /** The controller commands; the command is copied. */
  @HotPath
  void put(TorqueCommand command) {
    releaseWanted = false;
    commands.publish(command);
  }

  /** The controller lets go of the arm. */
  @HotPath
  void release() {
    releaseWanted = true;
  }

  /** Any thread: nobody answers any more. */
  void close() {
    closed = true;
  }
}
