package org.statewise.bridge.fri;

import org.statewise.bridge.api.ArmMode;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.bridge.fri.FriEnums.SessionState;
import org.statewise.models.HotPath;

/**
 * The client's side of an FRI session, without network, threads or clock: bytes in, bytes out. It
 * decides whether an answer is due, which one, and when commanding is over.
 *
 * <p>While the controller has not taken over, and after it has let go, the session answers by itself:
 * a header alone (1.x: the commanded position back) while monitoring, the interpolator's position and
 * zero torque in COMMANDING_WAIT, the mirrored position and zero torque in COMMANDING_ACTIVE. Once
 * commanding has ended it sends no command ever again. One thread.
 */
@HotPath
final class ClientSession {
  /** What is to be done about a datagram. */
  enum Reaction {
    /** It was of no use. */
    DROPPED,
    /** It was, but the robot expects no answer to it. */
    NO_ANSWER,
    /** {@link #ownAnswer} is to be sent now. */
    ANSWER,
    /** {@link #torqueAnswer} is to be sent once the controller has its torque. */
    ANSWER_BY_CONTROLLER
  }

  private final boolean commands;
  private final FriCounters counters;
  private final MonitoringReceiver receiver;
  private final AnswerWriter answers;
  private final VelocityEstimator velocity;
  private final PositionMirror mirror;
  private final ArrivalJitter jitter = new ArrivalJitter();
  private final CabinetAge age = new CabinetAge();
  private final FriStatus status = new FriStatus();
  private final ClientPhase phase;
  private final JointState state;
  private final double[] noTorque;
  private long lastCount;
  private int unanswered;
  private int sendPeriodMillis;
  private int receiveMultiplier;
  /** {@link JointState#sequence} and the robot's counter of the message to be answered next. */
  private long dueSequence;
  private int dueCounter;
  private long answeredSequence = -1;
  private boolean hasNewState;

  /** A session that begins with the first datagram. */
  ClientSession(FriClientConfig config, FriCounters counters) {
    int joints = config.arm().jointCount();
    this.commands = config.commands();
    this.counters = counters;
    receiver = new MonitoringReceiver(config.arm(), config.dialect().orElse(null), counters);
    answers = new AnswerWriter(joints, config.gripperOutput());
    velocity = new VelocityEstimator(joints);
    mirror = new PositionMirror(joints, config.ditherRad());
    phase = new ClientPhase(commands, status, mirror);
    state = new JointState(joints);
    noTorque = new double[joints];
  }

  /**
   * Takes a datagram.
   *
   * @param receivedNs when it came, on the link's clock
   * @param takenOver the controller commands
   */
  Reaction receive(byte[] bytes, int length, long receivedNs, boolean takenOver) {
    hasNewState = false;
    if (!receiver.accept(bytes, length, receivedNs)) {
      return Reaction.DROPPED;
    }
    MonitoringMessage message = receiver.message();
    long step = receiver.count() - lastCount;
    lastCount = receiver.count();
    boolean timingKept = keepTiming(message);
    status.dialect = receiver.dialect();
    status.take(message);
    jitter.arrived(receivedNs, step * message.sendPeriodMillis * 1_000_000L, status);
    if (receiver.restarted() || receiver.moved()) {
      velocity.reset();
      mirror.begin(message.measuredQ.value);
    }
    phase.advance(message, takenOver, timingKept, receiver);
    measure(message, receivedNs);
    follow(message, step);
    return react(message);
  }

  /**
   * Stamps the state of the last message, which was not dropped, with its age.
   *
   * @param nowNs when it came, on a clock that never stands still: that of the answers
   * @param stoodNs for how long the link's clock stood still until then
   */
  void stampAge(long nowNs, long stoodNs) {
    age.stamp(state, receiver.message(), nowNs, stoodNs);
  }

  private boolean keepTiming(MonitoringMessage message) {
    if (sendPeriodMillis == 0) {
      sendPeriodMillis = message.sendPeriodMillis;
      receiveMultiplier = message.receiveMultiplier;
    }
    return sendPeriodMillis == message.sendPeriodMillis
        && receiveMultiplier == message.receiveMultiplier;
  }

  private void measure(MonitoringMessage message, long receivedNs) {
    long periodNs = message.sendPeriodMillis * 1_000_000L;
    state.sequence = receiver.count() / receiveMultiplier;
    // The counter is the arm's clock: one message a send period, without the jitter of a time stamp.
    state.armTimeNs = receiver.count() * periodNs;
    state.receivedNs = receivedNs;
    state.mode = switch (status.phase) {
      // Without a controller the cabinet's own impedance holds the arm where this client mirrors it.
      case LISTENING, MONITORING, COMMANDING_WAIT, COMMANDING_IDLE -> ArmMode.BRAKES_ENGAGED;
      case COMMANDING -> ArmMode.COMMANDED;
      default -> ArmMode.FAULT;
    };
    System.arraycopy(message.measuredQ.value, 0, state.q, 0, state.q.length);
    velocity.estimateInto(state.armTimeNs, periodNs, state.q, state.qd);
    KukaSigns.flipMeasuredInto(message.measuredTau.value, state.tau);
  }

  private void follow(MonitoringMessage message, long step) {
    if (message.sessionState == SessionState.COMMANDING_ACTIVE) {
      mirror.follow(message.measuredQ.value, step * message.sendPeriodMillis * 1_000_000L);
    }
  }

  private Reaction react(MonitoringMessage message) {
    if (message.sessionState == SessionState.IDLE) {
      // There is nothing to answer, but a client that monitors and one whose session has ended need
      // the state.
      hasNewState = status.phase == FriPhase.ENDED || !commands;
      return Reaction.NO_ANSWER;
    }
    unanswered++;
    if (unanswered < message.receiveMultiplier) {
      return Reaction.NO_ANSWER;
    }
    unanswered = 0;
    dueSequence = state.sequence;
    dueCounter = message.header.sequenceCounter;
    hasNewState = true;
    return status.phase == FriPhase.COMMANDING ? Reaction.ANSWER_BY_CONTROLLER : Reaction.ANSWER;
  }

  /**
   * Writes the answer that needs no controller to the message received last.
   *
   * @param nowNs the clock of {@link #stampAge}; the answer is to leave at once
   * @return its length, from the array's begin
   */
  int ownAnswer(long nowNs, byte[] out) {
    answeredSequence = dueSequence;
    answers.begin(dueCounter, receiver.dialect());
    switch (status.phase) {
      case COMMANDING_WAIT -> answers.command(receiver.message().ipoQ.value, noTorque);
      case COMMANDING_IDLE, COMMANDING -> answers.command(mirror.position(), noTorque);
      case LISTENING, MONITORING, ENDED -> answers.echo(receiver.message().commandedQ);
    }
    return write(nowNs, out);
  }

  /**
   * Writes the controller's answer to the newest message that is due one. That may be younger than
   * the state which the torque was made for, since the robot waits for no older answer; it gets one
   * answer all the same.
   *
   * @param nowNs the clock of {@link #stampAge}; the answer is to leave at once
   * @return its length, or 0 if nothing may be sent: the message was answered already, or this client
   *     does not command
   */
  int torqueAnswer(TorqueCommand command, long nowNs, byte[] out) {
    if (status.phase != FriPhase.COMMANDING || command.stateSequence <= answeredSequence) {
      return 0;
    }
    answeredSequence = dueSequence;
    answers.begin(dueCounter, receiver.dialect());
    answers.command(mirror.position(), command.tau);
    answers.gripper(command.gripperClosed);
    return write(nowNs, out);
  }

  private int write(long nowNs, byte[] out) {
    counters.sent.incrementAndGet();
    int length = answers.write(out);
    age.answered(answers.counter(), nowNs);
    return length;
  }

  /** Whether a message that the robot wants an answer to has none yet. */
  boolean answerDue() {
    return dueSequence > answeredSequence;
  }

  /** The state of the last message. */
  JointState state() {
    return state;
  }

  /** Whether the controller is to see it: an answer is due, or commanding has just ended. */
  boolean hasNewState() {
    return hasNewState;
  }

  /** Which number of a message was refused last, for people; empty for none. Any thread. */
  String refusal() {
    return receiver.refusal();
  }

  FriStatus status() {
    return status;
  }

  /** From one answer to the next, ns; 0 before the first message. */
  long periodNs() {
    return sendPeriodMillis * 1_000_000L * receiveMultiplier;
  }
}
