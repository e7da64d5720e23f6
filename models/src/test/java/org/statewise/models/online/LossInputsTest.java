package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.statewise.fixtures.AllocationProbe;

/** What a loss of a memory looks at. */
final class LossInputsTest {
  private static final int N = 2;
  private static final int REVERSED = 3;
  private static final int REGRASPED = 4;

  private final Scaling scaling = Scaling.uniform(1, 2, 10, new double[]{50, 20});
  private final double[] spread = {0.2, 0.1};
  private final LossInputs inputs = new LossInputs(scaling, spread, 1);
  private final double[] psi = new double[N * LossInputs.COUNT];
  private final double[] f0 = new double[N];

  private void see(double qd0, double qd1, double qdd1, double load) {
    inputs.into(new double[]{0.3, 0.4, qd0 / 2, qd1 / 2, 0, qdd1 / 10, load}, f0, psi);
  }

  private double ofJoint(int joint, int input) {
    return psi[joint * LossInputs.COUNT + input];
  }

  @Test
  void shouldTellMotionFromRestJointByJoint() {
    f0[1] = -0.1;
    see(0, -0.1, 1, 0);
    assertThat(ofJoint(0, 0)).isZero();
    assertThat(ofJoint(0, 1)).isEqualTo(1);
    assertThat(ofJoint(0, 2)).isZero();
    assertThat(ofJoint(0, 6)).isZero();
    assertThat(ofJoint(1, 0)).isCloseTo(Math.tanh(1), within(1e-12));
    assertThat(ofJoint(1, 1)).isCloseTo(Math.exp(-25), within(1e-12));
    assertThat(ofJoint(1, 2)).isCloseTo(Math.tanh(1), within(1e-12));
    assertThat(ofJoint(1, 6)).isCloseTo(Math.tanh(1), within(1e-12));
  }

  @Test
  void shouldRememberAReversalForTheThirdOfASecond() {
    see(0.1, 0.1, 0, 0);
    see(0.001, 0.1, 0, 0);
    see(-0.001, 0.1, 0, 0);
    assertThat(ofJoint(0, REVERSED)).as("too slow to have a direction").isZero();
    see(-0.1, 0.1, 0, 0);
    assertThat(ofJoint(0, REVERSED)).isEqualTo(1);
    assertThat(ofJoint(1, REVERSED)).as("the other joint went on").isZero();
    for (int i = 0; i < 75; i++) {
      see(-0.1, 0.1, 0, 0);
    }
    assertThat(ofJoint(0, REVERSED)).as("0.3 s later").isCloseTo(Math.exp(-1), within(1e-12));
  }

  @Test
  void shouldCountTimeAndNotSamples() {
    LossInputs four = new LossInputs(scaling, spread, 0.25);
    double[] still = {0, 0, 0, 0, 0, 0, 0};
    double[] loaded = {0, 0, 0, 0, 0, 0, 1};
    four.into(still, f0, psi);
    four.into(loaded, f0, psi);
    assertThat(ofJoint(0, REGRASPED)).isEqualTo(1);
    for (int i = 0; i < 2000; i++) {
      four.into(loaded, f0, psi);
    }
    assertThat(ofJoint(1, REGRASPED)).as("2 s of samples 1 ms apart")
        .isCloseTo(Math.exp(-1), within(1e-9));
    assertThat(ofJoint(1, 5)).isEqualTo(1);
  }

  @Test
  void shouldStayBetweenZeroAndOneWhateverTheArmDoes() {
    f0[0] = 1e300;
    see(1e200, -1e200, 1e200, 7);
    see(-1e200, 1e200, -1e200, -7);
    assertThat(Arrays.stream(psi).boxed()).allMatch(value -> value >= 0 && value <= 1);
  }

  @Test
  void shouldForgetWhatHappenedAndAllocateNothing() {
    see(0.1, 0.1, 0, 0);
    see(-0.1, 0.1, 0, 1);
    assertThat(ofJoint(0, REVERSED)).isEqualTo(1);
    inputs.forget();
    see(-0.1, 0.1, 0, 0);
    assertThat(ofJoint(0, REVERSED)).isZero();
    assertThat(ofJoint(0, REGRASPED)).isZero();
    double[] x = {0.3, 0.4, 0.1, 0.2, 0, 0.3, 1};
    assertThat(AllocationProbe.bytesPerCall(3000, 300, () -> inputs.into(x, f0, psi))).isZero();
  }
}
