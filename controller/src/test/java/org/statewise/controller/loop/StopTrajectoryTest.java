package org.statewise.controller.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.fixtures.FiniteDifferences;

final class StopTrajectoryTest {
  private final StopTrajectory stop = new StopTrajectory(2, 3);
  private final Setpoint out = new Setpoint(2);

  private void begin(double speed0, double speed1) {
    Setpoint from = new Setpoint(2);
    from.qDes[0] = 0.4;
    from.qdDes[0] = speed0;
    from.qDes[1] = -1;
    from.qdDes[1] = speed1;
    stop.begin(from);
  }

  @Test
  void shouldHaveDerivativesThatAreDerivatives() {
    begin(1.2, -0.5);
    // T = 1.5 * 1.2 / 3 = 0.6 s
    for (double t = 0.01; t < 0.59; t += 0.037) {
      for (int j = 0; j < 2; j++) {
        int joint = j;
        double[] at = {t};
        double speed = FiniteDifferences.gradient(x -> {
          stop.sampleInto(x[0], out);
          return out.qDes[joint];
        }, at)[0];
        double acceleration = FiniteDifferences.gradient(x -> {
          stop.sampleInto(x[0], out);
          return out.qdDes[joint];
        }, at)[0];
        assertThat(stop.sampleInto(t, out)).isFalse();
        assertThat(out.qdDes[j]).isCloseTo(speed, within(1e-8));
        assertThat(out.qddDes[j]).isCloseTo(acceleration, within(1e-7));
        assertThat(Math.abs(out.qddDes[j])).isLessThanOrEqualTo(3 + 1e-9);
      }
    }
  }

  @Test
  void shouldGoOnFromWhereTheSetpointIsAndEndAtRest() {
    begin(1.2, -0.5);
    stop.sampleInto(0, out);
    assertThat(out.qDes).containsExactly(0.4, -1);
    assertThat(out.qdDes).containsExactly(1.2, -0.5);
    assertThat(stop.sampleInto(0.6001, out)).isTrue();
    assertThat(out.qDes[0]).isCloseTo(0.4 + 1.2 * 0.6 / 2, within(1e-12));
    assertThat(out.qdDes[0]).isZero();
    assertThat(out.qddDes[0]).isZero();
  }

  @Test
  void shouldLetTheAccelerationFadeOutInsteadOfStepping() {
    Setpoint from = new Setpoint(2);
    from.qdDes[0] = 0.5;
    from.qddDes[0] = 8;
    stop.begin(from);
    stop.sampleInto(0, out);
    assertThat(out.qddDes[0]).isEqualTo(8);
    double before = 8;
    for (double t = 0.004; t < 0.5; t += 0.004) {
      stop.sampleInto(t, out);
      assertThat(Math.abs(out.qddDes[0] - before)).as("at %s s", t).isLessThan(8 * 0.2);
      assertThat(out.qdDes[0]).isLessThan(0.5 + 8 * 0.1 * 4 / 27);
      before = out.qddDes[0];
    }
    assertThat(out.qdDes[0]).isZero();
    assertThat(out.qddDes[0]).isZero();
    assertThat(out.qDes[0]).isCloseTo(0.5 * 0.25 / 2 + 8 * 0.01 / 12, within(1e-12));
  }

  @Test
  void shouldTakeATenthOfASecondAtLeast() {
    begin(0, 0);
    assertThat(stop.sampleInto(0.099, out)).isFalse();
    assertThat(stop.sampleInto(0.1, out)).isTrue();
    assertThat(out.qDes).containsExactly(0.4, -1);
  }
}
