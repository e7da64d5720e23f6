package org.statewise.controller.setpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class MinimumJerkTest {
  private final double[] q0 = {0.2, -1};
  private final double[] q1 = {1.2, -1.5};
  private final MinimumJerk motion = new MinimumJerk(q0, q1, 2);
  private final Setpoint out = new Setpoint(2);

  @Test
  void shouldStartAndEndAtRestWithoutAcceleration() {
    motion.sampleInto(0, out);
    assertThat(out.qDes).containsExactly(q0);
    assertThat(out.qdDes).containsOnly(new double[]{0}, within(0.0));
    assertThat(out.qddDes).containsOnly(new double[]{0}, within(0.0));
    for (double t : new double[]{2, 2.5, 100}) {
      motion.sampleInto(t, out);
      assertThat(out.qDes).containsExactly(q1, within(1e-15));
      assertThat(out.qdDes).containsOnly(new double[]{0}, within(0.0));
      assertThat(out.qddDes).containsOnly(new double[]{0}, within(0.0));
    }
  }

  @Test
  void shouldHaveDerivativesThatAreDerivatives() {
    for (double t = 0.05; t < 1.96; t += 0.1) {
      Derivatives.check(motion::sampleInto, 2, t);
    }
  }

  @Test
  void shouldPeakInTheMiddle() {
    motion.sampleInto(1, out);
    assertThat(out.qDes[0]).isCloseTo(0.7, within(1e-12));
    assertThat(out.qdDes[0]).isCloseTo(MinimumJerk.PEAK_SPEED / 2, within(1e-12));
    motion.sampleInto(2 * (3 - Math.sqrt(3)) / 6, out);
    assertThat(out.qddDes[0]).isCloseTo(MinimumJerk.PEAK_ACCELERATION / 4, within(1e-12));
  }

  @Test
  void shouldTakeAsLongAsTheSlowestJointNeeds() {
    double[] limits = {10, 0.5};
    double seconds = MinimumJerk.durationWithin(q0, q1, limits, 0.4);
    assertThat(seconds).isCloseTo(1.875 * 0.5 / 0.5, within(1e-12));
    assertThat(MinimumJerk.durationWithin(q0, q0, limits, 0.4)).isEqualTo(0.4);
  }
}
