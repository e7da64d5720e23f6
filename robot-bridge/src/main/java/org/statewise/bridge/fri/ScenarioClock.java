package org.statewise.bridge.fri;

/**
 * When the events of a {@link CabinetScenario} happen, counted in the time for which the client commands
 * the arm: from its first torque on, and not while it only mirrors until it is ready.
 */
final class ScenarioClock {
  private static final long BEGINS_MILLIS = 2000;
  private static final long DROP_MILLIS = 1000;
  private static final int LOST_ANSWERS = 6;

  private final CabinetScenario scenario;
  private final int periodMillis;
  private long commandedMillis;
  private int lost;

  ScenarioClock(CabinetScenario scenario, int periodMillis) {
    this.scenario = scenario;
    this.periodMillis = periodMillis;
  }

  /** What a client that is commanded from now on has to expect, for people; empty for nothing. */
  String announcement() {
    return switch (scenario) {
      case NONE, POSITION_MODE, STIFF -> "";
      default -> "the scenario " + FriEnums.word(scenario) + " comes " + BEGINS_MILLIS / 1000
          + " s after the client's first torque that is not zero";
    };
  }

  /** The next client gets the same. */
  void reset() {
    commandedMillis = 0;
    lost = 0;
  }

  /** A period passes. */
  void pass(boolean commanded) {
    if (commanded || commandedMillis >= BEGINS_MILLIS) {
      commandedMillis += periodMillis;
    }
  }

  private boolean happens(CabinetScenario which) {
    return scenario == which && commandedMillis >= BEGINS_MILLIS;
  }

  boolean dropsQuality() {
    return happens(CabinetScenario.QUALITY_DROP)
        && commandedMillis < BEGINS_MILLIS + DROP_MILLIS;
  }

  /** Whether the next answer is lost on the network; asked once an answer. */
  boolean losesAnswers() {
    return happens(CabinetScenario.LATE_CLIENT) && lost++ < LOST_ANSWERS;
  }

  /** What stops the arm now. */
  CabinetStop stop() {
    if (happens(CabinetScenario.SAFETY_STOP)) {
      return CabinetStop.SAFETY;
    }
    if (happens(CabinetScenario.DRIVES_OFF)) {
      return CabinetStop.DRIVES;
    }
    if (happens(CabinetScenario.MODE_CHANGE)) {
      return CabinetStop.OPERATION_MODE;
    }
    return happens(CabinetScenario.SESSION_IDLE) ? CabinetStop.SESSION_ENDED : CabinetStop.NONE;
  }
}
