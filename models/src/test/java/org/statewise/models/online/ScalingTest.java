package org.statewise.models.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScalingTest {
  @Test
  void shouldDivideByItsConstantsAndComeBack() {
    Scaling scaling = Scaling.uniform(2, 4, 8, new double[]{100, 50});
    double[] x = new double[7];
    scaling.inputInto(new double[]{1, 2}, new double[]{1, 2}, new double[]{1, 2}, x, 1);
    assertThat(x).containsExactly(0, 0.5, 1, 0.25, 0.5, 0.125, 0.25);
    double[] tau = new double[2];
    scaling.torqueInto(new double[]{10, 10}, tau, 0);
    assertThat(tau).containsExactly(0.1, 0.2);
    assertThat(scaling.newtonMetres(1, 0.2)).isEqualTo(10);
  }

  @Test
  void shouldNotChangeWithTheArraysItWasMadeFrom() {
    double[] limits = {100, 50};
    Scaling scaling = Scaling.uniform(1, 1, 1, limits);
    limits[0] = 7;
    scaling.tauMax()[1] = 7;
    assertThat(scaling.tauMax()).containsExactly(100, 50);
    assertThat(scaling.q()).containsExactly(1, 1);
    assertThat(scaling.qd()).containsExactly(1, 1);
    assertThat(scaling.qdd()).containsExactly(1, 1);
  }

  @Test
  void shouldNameTheJointOfABadConstant() {
    double[] ones = {1, 1, 1};
    assertThatThrownBy(() -> new Scaling(ones, ones, ones, new double[]{1, 1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Scaling: tauMax of joint 2 must be positive and finite, got NaN.");
    assertThatThrownBy(() -> new Scaling(new double[]{1, -2, 1}, ones, ones, ones))
        .hasMessage("Scaling: q of joint 1 must be positive and finite, got -2.0.");
    assertThatThrownBy(() -> new Scaling(ones, new double[2], ones, ones))
        .hasMessage("Scaling: qd must have 3 values, one a joint, got 2.");
  }
}
