package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.adapt.SampleSettings.Acceleration;
import org.statewise.fixtures.AllocationProbe;

/** A unit mass under held, late commands: the sample's torque must be the very acceleration. */
final class SampleAlignmentTest {
  private static final long STEP_NS = 50_000;
  private static final long MAX_STEP_NS = 20_000_000;

  private final JointState now = new JointState(1);
  private final Sample sample = new Sample(1);
  private final double[] u = new double[1];
  private double worst;
  /** The same once the longest delay has passed. */
  private double later;
  private int samples;

  /** Random commands, each held until the next, acting {@code delayNs} late on a unit mass. */
  private void drive(SampleBuilder builder, long delayNs, long[] periodsNs) {
    SplittableRandom rng = new SplittableRandom(3);
    double q = 0.1;
    double qd = 0;
    long timeNs = 0;
    double acting = 0;
    Deque<double[]> underWay = new ArrayDeque<>();
    for (int k = 0; k < 300; k++) {
      now.armTimeNs = timeNs;
      now.q[0] = q;
      now.qd[0] = qd;
      u[0] = rng.nextDouble(-5, 5);
      if (builder.offer(now, u, sample) && k > 10) {
        double error = Math.abs(sample.tau[0] - sample.qdd[0]);
        worst = Math.max(worst, error);
        later = k > 110 ? Math.max(later, error) : 0;
        samples++;
      }
      underWay.add(new double[]{timeNs + delayNs, u[0]});
      long periodNs = periodsNs[k % periodsNs.length];
      for (long at = timeNs; at < timeNs + periodNs; at += STEP_NS) {
        while (!underWay.isEmpty() && at >= underWay.getFirst()[0]) {
          acting = underWay.removeFirst()[1];
        }
        double dt = STEP_NS * 1e-9;
        q += dt * qd + 0.5 * dt * dt * acting;
        qd += dt * acting;
      }
      timeNs += periodNs;
    }
  }

  @ParameterizedTest
  @CsvSource({"POSITION, 0", "POSITION, 1000000", "POSITION, 3500000", "VELOCITY, 0",
    "VELOCITY, 1500000"})
  void shouldCompareAnAccelerationWithTheTorqueThatMadeIt(Acceleration acceleration,
      long delayNs) {
    drive(new SampleBuilder(1,
        new SampleSettings(TorqueTarget.COMMANDED, acceleration, delayNs, MAX_STEP_NS, 0)), delayNs,
        new long[]{4_000_000});
    assertThat(samples).isGreaterThan(250);
    assertThat(worst).isLessThan(1e-6);
  }

  @Test
  void shouldDoSoWhereStatesAreMissing() {
    drive(new SampleBuilder(1,
        new SampleSettings(TorqueTarget.COMMANDED, Acceleration.POSITION, 1_000_000, MAX_STEP_NS,
            0)),
        1_000_000, new long[]{4_000_000, 8_000_000, 4_000_000, 12_000_000});
    assertThat(samples).isGreaterThan(250);
    assertThat(worst).isLessThan(1e-6);
  }

  @ParameterizedTest
  @CsvSource({"1000000, 6000000", "1000000, 22000000", "4000000, 24000000", "4000000, 100000000"})
  void shouldRememberTheCommandsOfAnyDelayAtAnyPeriod(long periodNs, long delayNs) {
    drive(new SampleBuilder(1, new SampleSettings(TorqueTarget.COMMANDED, Acceleration.POSITION,
        delayNs, ModelScaling.longestStepNs(periodNs), 0)), delayNs, new long[]{periodNs});
    assertThat(samples).isGreaterThan(250);
    assertThat(later).isLessThan(1e-6);
  }

  @Test
  void shouldBeWrongByTheDelayThatItDoesNotKnow() {
    drive(new SampleBuilder(1,
        new SampleSettings(TorqueTarget.COMMANDED, Acceleration.POSITION, 0, MAX_STEP_NS, 0)),
        2_000_000, new long[]{4_000_000});
    assertThat(worst).isGreaterThan(1);
  }

  @Test
  void shouldTellAccelerationFromPositionsWhereVelocitiesAreNoisy() {
    SplittableRandom rng = new SplittableRandom(4);
    SampleBuilder builder = new SampleBuilder(1,
        new SampleSettings(TorqueTarget.COMMANDED, Acceleration.POSITION, 0, MAX_STEP_NS, 0));
    for (int k = 0; k < 100; k++) {
      double t = 0.004 * k;
      now.armTimeNs = 4_000_000L * k;
      now.q[0] = 0.5 * 3 * t * t;
      now.qd[0] = 3 * t + rng.nextGaussian();
      if (builder.offer(now, u, sample)) {
        assertThat(sample.qdd[0]).isCloseTo(3, within(1e-6));
        assertThat(sample.qd[0]).isCloseTo(3 * (t - 0.004), within(1e-9));
      }
    }
  }

  @Test
  void shouldAllocateNothing() {
    SampleBuilder builder = new SampleBuilder(1,
        new SampleSettings(TorqueTarget.COMMANDED, Acceleration.POSITION, 1_000_000, MAX_STEP_NS,
            0));
    long bytes = AllocationProbe.bytesPerCall(5000, 500, () -> {
      now.armTimeNs += 4_000_000;
      builder.offer(now, u, sample);
    });
    assertThat(bytes).isZero();
  }

  @Test
  void shouldRefuseADelayOfMoreThanATenthOfASecond() {
    assertThatThrownBy(() -> new SampleSettings(TorqueTarget.COMMANDED, Acceleration.POSITION,
        101_000_000, MAX_STEP_NS, 0)).hasMessage(
            "the delay of commands must be within 0 and 100000000 ns, but is 101000000");
    assertThatThrownBy(() -> Acceleration.parse("acceleration", "guess")).hasMessage(
        "acceleration must be one of velocity, position, but is 'guess'");
  }
}
