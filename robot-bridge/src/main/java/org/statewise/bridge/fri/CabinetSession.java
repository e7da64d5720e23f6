package org.statewise.bridge.fri;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.statewise.bridge.fri.FriEnums.SessionState;
import org.statewise.bridge.sim.SimulatedArm;

/**
 * The session states of a simulated cabinet and the robot's program that moves it through them: held
 * while the connection is not good, ready for half a second, waiting for the client to mirror the
 * position, commanded until something stops it.
 */
final class CabinetSession {
  /** How long a client must be GOOD before the robot's program begins its motion. */
  private static final double READY_SECONDS = 0.5;

  /** Answers in COMMANDING_WAIT that show that the client mirrors. */
  private static final int MIRRORED_ANSWERS = 3;

  private final SimulatedArm arm;
  private final CabinetReceiver receiver;
  private final CabinetDrive drive;
  private final ScenarioClock scenario;
  private final FlangeSpeedMonitor speed;
  private final int periodMillis;
  private SessionState state = SessionState.MONITORING_WAIT;
  private CabinetStop stop = CabinetStop.NONE;
  private CabinetStop waitsFor = CabinetStop.NONE;
  private final Map<CabinetStop, AtomicLong> stops = new EnumMap<>(CabinetStop.class);
  private long readyPeriods;
  private int mirrored;

  CabinetSession(SimulatedArm arm, CabinetReceiver receiver, CabinetDrive drive,
      ScenarioClock scenario, FlangeSpeedMonitor speed, int periodMillis) {
    this.arm = arm;
    this.receiver = receiver;
    this.drive = drive;
    this.scenario = scenario;
    this.speed = speed;
    this.periodMillis = periodMillis;
    for (CabinetStop why : CabinetStop.values()) {
      stops.put(why, new AtomicLong());
    }
  }

  /**
   * Moves the session on by one message.
   *
   * @param good whether the connection's quality permits commands
   * @param answerWasDue whether the client had to answer the last message
   * @param q where the arm is, rad
   */
  void advance(boolean good, boolean answerWasDue, double[] q) {
    switch (state) {
      case IDLE -> {
      }
      case MONITORING_WAIT -> {
        if (good) {
          state = SessionState.MONITORING_READY;
          readyPeriods = 0;
        }
      }
      case MONITORING_READY -> waitUntilReady(good, q);
      case COMMANDING_WAIT -> beginIfMirrored(good, answerWasDue, q);
      case COMMANDING_ACTIVE -> supervise(good, q);
    }
  }

  private void waitUntilReady(boolean good, double[] q) {
    if (!good) {
      state = SessionState.MONITORING_WAIT;
    } else if (mayBegin() && ++readyPeriods * periodMillis >= 1000 * READY_SECONDS) {
      stop = CabinetStop.NONE;
      mirrored = 0;
      waitsFor = CabinetStop.NONE;
      drive.begin(q);
      speed.begin();
      state = SessionState.COMMANDING_WAIT;
    }
  }

  private boolean mayBegin() {
    return stop == CabinetStop.NONE || stop == CabinetStop.QUALITY;
  }

  private void beginIfMirrored(boolean good, boolean answerWasDue, double[] q) {
    if (!good) {
      end(CabinetStop.QUALITY);
      return;
    }
    if (!answerWasDue) {
      return;
    }
    waitsFor = receiver.answered()
        ? drive.judgeWaiting(receiver.command(), q)
        : CabinetStop.QUALITY;
    mirrored = waitsFor == CabinetStop.NONE ? mirrored + 1 : 0;
    if (mirrored >= MIRRORED_ANSWERS) {
      // Whatever torque came while waiting is not to act.
      drive.clear();
      state = SessionState.COMMANDING_ACTIVE;
    }
  }

  private void supervise(boolean good, double[] q) {
    CabinetStop verdict = scenario.stop();
    if (verdict == CabinetStop.NONE && !good) {
      verdict = CabinetStop.QUALITY;
    }
    if (verdict == CabinetStop.NONE && speed.isExceeded()) {
      verdict = CabinetStop.CARTESIAN_SPEED;
    }
    if (verdict == CabinetStop.NONE && receiver.answered()) {
      verdict = drive.judge(receiver.command(), q);
    }
    if (verdict != CabinetStop.NONE) {
      end(verdict);
    }
  }

  private void end(CabinetStop why) {
    if (state.isCommanding()) {
      stop = why;
      stops.get(why).incrementAndGet();
      arm.release();
      state = why == CabinetStop.SESSION_ENDED ? SessionState.IDLE : SessionState.MONITORING_WAIT;
    }
  }

  /** Takes the arm back if it was commanded, and begins again for the next client. */
  void restart() {
    end(CabinetStop.SESSION_ENDED);
    stop = CabinetStop.NONE;
    state = SessionState.MONITORING_WAIT;
  }

  SessionState state() {
    return state;
  }

  /** Whether the client's torques act. */
  boolean isActive() {
    return state == SessionState.COMMANDING_ACTIVE;
  }

  /** What keeps a client in COMMANDING_WAIT, QUALITY where it does not answer; NONE if nothing does. */
  CabinetStop waitsFor() {
    return state == SessionState.COMMANDING_WAIT ? waitsFor : CabinetStop.NONE;
  }

  /** How often the arm was taken back, by cause; without the causes that never were. */
  Map<CabinetStop, Long> stops() {
    Map<CabinetStop, Long> counts = new EnumMap<>(CabinetStop.class);
    stops.forEach((why, count) -> {
      if (count.get() > 0) {
        counts.put(why, count.get());
      }
    });
    return counts;
  }

  /** Why the arm was taken back from the last client; NONE if it was not. */
  CabinetStop stop() {
    return stop;
  }
}
