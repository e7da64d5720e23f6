package org.statewise.bridge.fri;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.fri.FriEnums.Quality;
import org.statewise.bridge.fri.FriEnums.SessionState;
import org.statewise.bridge.sim.SimulatedArm;

/**
 * A simulated arm as a KUKA cabinet with FRI, without network, threads or clock: {@link #step} lets a
 * send period pass and gives the robot's message, {@link #receive} takes the client's answer.
 *
 * <p>The arm is held until a client has been punctual for a while; then the robot's program, here a
 * fixed one, lays a torque overlay on joint impedance control: COMMANDING_WAIT, and COMMANDING_ACTIVE
 * once the client mirrors. When the connection was too bad, it offers that again as soon as it is good;
 * after any other stop to the next client alone, who begins to count his messages anew or speaks after
 * a second of silence. {@code docs/fri.md} lists what is assumed.
 *
 * <p>Not thread-safe: its owner serialises the calls.
 */
public final class Cabinet {
  /** A client that is silent for longer counts as gone. */
  private static final int GONE_MILLIS = 1000;

  private final SimulatedArm arm;
  private final FriCabinetConfig config;
  private final int periodMillis;
  private final CabinetReceiver receiver;
  private final CabinetDrive drive;
  private final Punctuality punctuality;
  private final MonitoringCodec codec = new MonitoringCodec();
  private final Framing framing = new Framing();
  private final CabinetReport report;
  private final JointState state;
  private final ScenarioClock scenario;
  private final FlangeSpeedMonitor speed;
  private final CabinetSession session;
  private int sequenceCounter = -1;
  private long periods;
  private long stoodNs;

  /**
   * A cabinet at time 0.
   *
   * @param arm owned by this cabinet from now on
   * @throws IllegalArgumentException if the arm's period is no whole number of milliseconds from 1 to
   *     100, or it does not compensate gravity
   */
  public Cabinet(SimulatedArm arm, FriCabinetConfig config) {
    long periodNs = arm.info().periodNs();
    if (periodNs % 1_000_000 != 0 || periodNs > 100_000_000) {
      throw new IllegalArgumentException("a cabinet's period must be a whole number of ms from 1 to"
          + " 100, but is " + periodNs + " ns");
    }
    if (!arm.info().gravityCompensated()) {
      throw new IllegalArgumentException(
          "an arm behind FRI must compensate gravity itself, but does not");
    }
    this.arm = arm;
    this.config = config;
    periodMillis = (int) (periodNs / 1_000_000);
    int joints = arm.info().jointCount();
    receiver = new CabinetReceiver(joints, config.dialect(),
        config.gripperOutput().getBytes(StandardCharsets.UTF_8), config.ios());
    drive = new CabinetDrive(arm, config);
    punctuality = new Punctuality(1000 / (periodMillis * config.receiveMultiplier()));
    report = new CabinetReport(arm.model(), periodMillis, config, receiver.ios());
    state = new JointState(joints);
    scenario = new ScenarioClock(config.scenario(), periodMillis);
    speed = new FlangeSpeedMonitor(arm.model(), config.operationMode());
    session = new CabinetSession(arm, receiver, drive, scenario, speed, periodMillis);
    arm.readInto(state);
  }

  /** Takes a datagram of the client. */
  public void receive(byte[] bytes, int length) {
    if (!scenario.losesAnswers()) {
      receiver.receive(bytes, length, sequenceCounter);
    }
  }

  /**
   * Lets periods pass and writes the message at the end of the last; those between count as lost on
   * the network, and the client need not have answered them.
   *
   * @param count at least 1; more for an owner that woke late
   * @param out at least 1500 bytes
   * @return the message's length, from the array's begin
   */
  public int step(int count, byte[] out) {
    judgeClient();
    session.advance(quality().permitsCommands(), answerWasDue(), state.q);
    for (int i = 0; i < count; i++) {
      periods++;
      scenario.pass(session.isActive() && drive.isCommanded());
      if (session.isActive()) {
        drive.command(receiver.command(), state);
      }
      arm.advanceOnePeriod();
      arm.readInto(state);
      if (session.isActive()) {
        speed.observe(state);
      }
    }
    sequenceCounter += count;
    return write(out);
  }

  /**
   * For how long a simulator that waits should wait for the answer to the last message, ns: half as long after
   * each answer that did not come, and not at all for one that is there, is not due, or of a client that is gone.
   */
  long answerTimeoutNs(long longestNs) {
    int missed = punctuality.missedInARow();
    return answerWasDue() && !receiver.hasAnswer() && missed < Punctuality.POOR_IN_A_ROW
        ? longestNs >> missed
        : 0;
  }

  /** Whether the last message wants an answer. */
  private boolean answerWasDue() {
    return sequenceCounter >= 0 && periods % config.receiveMultiplier() == 0;
  }

  private void judgeClient() {
    if (answerWasDue()) {
      punctuality.judge(receiver.takeAnswer());
    }
    if (receiver.takeNewClient()) {
      beginAnew();
    } else if (receiver.hasClient()
        && receiver.silentSteps() * periodMillis * config.receiveMultiplier() > GONE_MILLIS) {
      receiver.forget();
      beginAnew();
    }
  }

  private void beginAnew() {
    session.restart();
    punctuality.forget();
    scenario.reset();
  }

  private Quality quality() {
    Quality measured = punctuality.quality();
    boolean forced = scenario.dropsQuality() && measured.permitsCommands();
    return forced ? Quality.FAIR : measured;
  }

  private int write(byte[] out) {
    MonitoringMessage message = report.of(session.state(), quality(), session.stop(), drive, state);
    message.header.sequenceCounter = sequenceCounter;
    message.header.reflectedSequenceCounter = receiver.lastClientCounter();
    report.stamp((config.startUnixMillis() + periods * periodMillis) * 1_000_000 + stoodNs);
    receiver.countSent();
    if (!config.dialect().framed()) {
      return codec.encode(message, out, 0);
    }
    return framing.close(out, codec.encode(message, out, Framing.MARGIN_BYTES));
  }

  /**
   * The arm's clock stood still for so long; the cabinet's wall clock, by which it stamps messages,
   * went on.
   */
  void advanceWallClock(long ns) {
    stoodNs += ns;
  }

  /** Whether the answer to the last message has come. */
  boolean isAnswered() {
    return receiver.hasAnswer();
  }

  /** How far the session is. */
  public SessionState session() {
    return session.state();
  }

  /** Whether it waits for its client to mirror. */
  boolean waits() {
    return session.state() == SessionState.COMMANDING_WAIT;
  }

  /** What keeps a client in COMMANDING_WAIT, QUALITY where it does not answer; NONE if nothing does. */
  CabinetStop waitsFor() {
    return session.waitsFor();
  }

  /**
   * What its client did wrong or made the arm do, for which it is kept waiting or was stopped, as a sentence; empty
   * for nothing.
   */
  String objection() {
    CabinetStop why = waits() ? waitsFor() : stop();
    if (waits() && why == CabinetStop.QUALITY) {
      return "it did not answer in time";
    }
    if (why == CabinetStop.CARTESIAN_SPEED) {
      return speed.objection();
    }
    return why == drive.judged() ? drive.objection() : "";
  }

  /** What a client that is commanded from now on has to expect, as a sentence; empty for nothing. */
  String announcement() {
    return config.clientMode() == FriEnums.ClientCommandMode.TORQUE ? scenario.announcement() : "";
  }

  /** The next thing that the client does without effect, as a sentence; empty for nothing new. */
  String nextNotice() {
    return receiver.nextNotice();
  }

  /** Why the arm was taken back from the last client; NONE if it was not. */
  public CabinetStop stop() {
    return session.stop();
  }

  /** How often the arm was taken back from a client, by cause; without the causes that never were. */
  public Map<CabinetStop, Long> stops() {
    return session.stops();
  }

  /** The arm's clock, ns. */
  public long timeNs() {
    return arm.timeNs();
  }

  /** Counts a datagram of another sender than the client, which was ignored. */
  void countForeign() {
    receiver.countForeign();
  }

  /** Counts of what came from the client and what became of it. */
  public FriStatistics statistics() {
    return receiver.statistics();
  }
}
