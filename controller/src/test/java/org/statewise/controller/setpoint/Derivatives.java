package org.statewise.controller.setpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Checks that a source's velocity and acceleration are the derivatives of its position. */
final class Derivatives {
  private static final double H = 1e-5;

  private Derivatives() {}

  /** One sample of a source at a time. */
  @FunctionalInterface
  interface At {
    void sampleInto(double timeSeconds, Setpoint out);
  }

  /** Checks at a time around which the source is smooth; asks it in the order of time. */
  static void check(At source, int joints, double timeSeconds) {
    Setpoint before = new Setpoint(joints);
    Setpoint now = new Setpoint(joints);
    Setpoint after = new Setpoint(joints);
    source.sampleInto(timeSeconds - H, before);
    source.sampleInto(timeSeconds, now);
    source.sampleInto(timeSeconds + H, after);
    for (int j = 0; j < joints; j++) {
      assertThat(now.qdDes[j]).as("velocity of joint %d at %s s", j, timeSeconds)
          .isCloseTo((after.qDes[j] - before.qDes[j]) / (2 * H), within(1e-6));
      assertThat(now.qddDes[j]).as("acceleration of joint %d at %s s", j, timeSeconds)
          .isCloseTo((after.qdDes[j] - before.qdDes[j]) / (2 * H), within(1e-5));
    }
  }
}
