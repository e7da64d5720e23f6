package org.statewise.controller.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.setpoint.Setpoint;

final class JointPdTest {
  private final double[] kp = {100, 20};
  private final double[] kd = {10, 3};
  private final JointState now = new JointState(2);
  private final Setpoint des = new Setpoint(2);
  private final double[] u = new double[2];

  private void setUp() {
    now.q[0] = 0.1;
    now.qd[0] = -0.2;
    des.qDes[0] = 0.4;
    des.qdDes[0] = 0.3;
    now.q[1] = 1;
    now.qd[1] = 2;
    des.qDes[1] = 0.5;
    des.qdDes[1] = 1;
  }

  @Test
  void shouldPullTowardsTheSetpointAndItsVelocity() {
    setUp();
    new JointPd(kp, kd).computeInto(now, des, u);
    assertThat(u[0]).isCloseTo(100 * 0.3 + 10 * 0.5, within(1e-12));
    assertThat(u[1]).isCloseTo(20 * -0.5 + 3 * -1.0, within(1e-12));
  }

  @Test
  void shouldBrakeAgainstTheVelocityAlone() {
    setUp();
    new JointPd(kp, kd).brakeInto(now, u);
    assertThat(u).containsExactly(2, -6);
  }

  @Test
  void shouldKeepItsOwnGains() {
    setUp();
    JointPd pd = new JointPd(kp, kd);
    kd[0] = 1e9;
    pd.brakeInto(now, u);
    assertThat(u[0]).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void shouldRefuseGainsThatAreNone(double gain) {
    assertThatThrownBy(() -> new JointPd(new double[]{1, gain}, kd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("kp must be finite and not negative, but has " + gain);
    assertThatThrownBy(() -> new JointPd(kp, new double[]{gain, 1}))
        .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("kd must be finite");
  }

  @Test
  void shouldRefuseGainsOfDifferentArms() {
    assertThatThrownBy(() -> new JointPd(kp, new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("kp and kd must have one gain a joint, but have 2 and 3");
  }
}
