package org.statewise.models.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointFriction;
import org.statewise.models.arm.ShippedArms;

class JointFrictionModelTest {
  private final ArmModel arm = ShippedArms.load("iiwa7");
  private final JointFriction first = arm.joints().get(0).friction();
  private final JointFrictionModel model = new JointFrictionModel(arm, 0.01);
  private final double[] qd = new double[7];
  private final double[] tau = new double[7];

  @Test
  void shouldFallFromStaticToCoulombWhileTheJointSpeedsUp() {
    assertThat(model.level(0, 0)).isEqualTo(first.staticNm());
    assertThat(model.level(0, -first.stribeckRadPerS())).isCloseTo(
        first.coulombNm() + (first.staticNm() - first.coulombNm()) / Math.E, within(1e-12));
    assertThat(model.level(0, 1)).isCloseTo(first.coulombNm(), within(1e-12));
  }

  @Test
  void shouldBeOddWithTheSignOfTheSpeed() {
    qd[0] = 1;
    model.torquesInto(qd, tau);
    assertThat(tau[0]).isCloseTo(first.viscousNmSPerRad() + first.coulombNm(), within(1e-12));
    assertThat(tau[1]).isZero();
    qd[0] = -1;
    double forward = tau[0];
    model.torquesInto(qd, tau);
    assertThat(tau[0]).isEqualTo(-forward);
  }

  @Test
  void shouldRefuseAWidthThatIsNotPositive() {
    assertThatThrownBy(() -> new JointFrictionModel(arm, 0))
        .hasMessage("epsRadPerS must be positive and finite, but is 0.0");
  }

  @Test
  void shouldNotAllocate() {
    assertThat(AllocationProbe.bytesPerCall(5_000, 2_000, () -> model.torquesInto(qd, tau)))
        .isZero();
  }
}
