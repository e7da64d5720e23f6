package org.statewise.controller.setpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.TestArms;

final class SinePlanTest {
  private final ArmInfo arm = TestArms.plain(2, true);
  private final double[] qStart = {0.5, -0.5};
  private final Setpoint out = new Setpoint(2);
  private final JointState now = new JointState(2);

  private SetpointSource plan(double hertz, List<Double> amplitude, List<Double> phase)
      throws PlanException {
    return new TaskSpec.Sine(hertz, amplitude, phase).plan(arm, qStart);
  }

  @Test
  void shouldStartFromRestWhereTheArmIsWhateverThePhase() throws PlanException {
    plan(0.3, List.of(0.2, 0.1), List.of(1.5, -0.7)).sampleInto(0, now, out);
    assertThat(out.qDes).containsExactly(qStart);
    assertThat(out.qdDes).containsOnly(new double[]{0}, within(0.0));
    assertThat(out.qddDes).containsOnly(new double[]{0}, within(0.0));
    assertThat(out.finished).isFalse();
  }

  @Test
  void shouldHaveDerivativesThatAreDerivatives() throws PlanException {
    SetpointSource plan = plan(0.3, List.of(0.2, 0.1), List.of(0.4));
    for (double t = 0.1; t < 6; t += 0.17) {
      Derivatives.check((s, into) -> plan.sampleInto(s, now, into), 2, t);
    }
  }

  @Test
  void shouldBeAPlainSineOnceTheEnvelopeIsOpen() throws PlanException {
    SetpointSource plan = plan(0.3, List.of(0.2), List.of(0.4));
    plan.sampleInto(3.1, now, out);
    double expected = 0.2 * StrictMath.sin(2 * Math.PI * 0.3 * 3.1 + 0.4);
    assertThat(out.qDes[0]).isCloseTo(0.5 + expected, within(1e-12));
    assertThat(out.qDes[1]).isCloseTo(-0.5 + expected, within(1e-12));
  }

  @Test
  void shouldKeepEveryLimit() throws PlanException {
    SetpointSource plan = plan(0.5, List.of(0.45), List.of(0.0));
    for (double t = 0; t < 12; t += 0.004) {
      plan.sampleInto(t, now, out);
      for (int j = 0; j < 2; j++) {
        assertThat(Math.abs(out.qdDes[j])).isLessThanOrEqualTo(2);
        assertThat(Math.abs(out.qDes[j] - qStart[j])).isLessThanOrEqualTo(0.45 + 1e-12);
      }
    }
  }

  @Test
  void shouldNameTheJointAndTheLimitThatItWouldBreak() {
    assertThatThrownBy(() -> plan(0.05, List.of(0.1, 1.46), List.of(0.0)))
        .isInstanceOf(PlanException.class).hasMessage("motion 'sine' must keep joint A2 within"
            + " [-1.9400, 1.9400] rad, but it goes to -1.9600 rad");
    assertThatThrownBy(() -> plan(3, List.of(0.2), List.of(0.0))).isInstanceOf(PlanException.class)
        .hasMessageStartingWith("motion 'sine' must keep joint A1 at or below 2.0000 rad/s");
    assertThatThrownBy(() -> plan(1, List.of(0.1, 0.1, 0.1), List.of(0.0)))
        .isInstanceOf(PlanException.class)
        .hasMessage("amplitude must have 1 or 2 values, but has 3");
    assertThatThrownBy(() -> plan(-1, List.of(0.1), List.of(0.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("frequency must be above 0 and at most 100.0 Hz, but is -1.0 Hz");
    assertThatThrownBy(() -> plan(1, List.of(-0.1), List.of(0.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("amplitude must not be negative, but is -0.1 rad");
    assertThatThrownBy(() -> plan(1, List.of(0.1), List.of(Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("phase must be finite, but is NaN rad");
  }
}
