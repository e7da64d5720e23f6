package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.fixtures.AllocationProbe;

/** What is left of samples that swing, jump, stop, or hold what no number is. */
final class SampleLowPassTest {
  private static final long MAX_STEP_NS = 20_000_000;
  private static final double HERTZ = 4;

  private final SampleLowPass filter = new SampleLowPass(1, HERTZ, MAX_STEP_NS);
  private final Sample sample = new Sample(1);

  private double pass(SampleLowPass lowPass, long timeNs, double value) {
    sample.q[0] = 1;
    sample.qd[0] = 2;
    sample.qdd[0] = 3;
    sample.tau[0] = value;
    lowPass.pass(timeNs, sample);
    return sample.tau[0];
  }

  /** |H| = 1 / (1 + (f / fc)^2), at whatever rate the arm runs. */
  @ParameterizedTest
  @CsvSource({"1, 4", "4, 4", "16, 4", "1, 1", "4, 1", "16, 1", "4, 2"})
  void shouldLeaveOfASineWhatTwoPolesLeave(double hertz, int periodMillis) {
    long stepNs = periodMillis * 1_000_000L;
    double square = 0;
    int count = 0;
    for (long timeNs = stepNs; timeNs <= 10_000_000_000L; timeNs += stepNs) {
      double y = pass(filter, timeNs, Math.sin(2 * Math.PI * hertz * timeNs * 1e-9));
      if (timeNs > 2_000_000_000L) {
        square += y * y;
        count++;
      }
    }
    double expected = 1 / (1 + hertz * hertz / (HERTZ * HERTZ));
    assertThat(Math.sqrt(2 * square / count)).isCloseTo(expected, within(0.12 * expected));
  }

  @Test
  void shouldKeepPositionsVelocitiesAndAccelerationsOfOneMotionTogether() {
    double w = 2 * Math.PI * 2;
    double before = 0;
    for (int k = 1; k < 2000; k++) {
      double t = 0.001 * k;
      sample.q[0] = Math.sin(w * t);
      sample.qd[0] = w * Math.cos(w * t);
      sample.qdd[0] = -w * w * Math.sin(w * t);
      sample.tau[0] = 3 * sample.qdd[0] + 0.5 * sample.qd[0];
      filter.pass(1_000_000L * k, sample);
      if (k > 1000) {
        assertThat((sample.q[0] - before) / 0.001).isCloseTo(sample.qd[0], within(0.02 * w));
      }
      before = sample.q[0];
      // What is linear in the state stays so, to rounding: the model's parameters are not biased.
      assertThat(sample.tau[0])
          .isCloseTo(3 * sample.qdd[0] + 0.5 * sample.qd[0], within(1e-9 * w * w));
    }
  }

  @Test
  void shouldFilterWhatTheToolCarriesAsItFiltersTheTorque() {
    for (int k = 1; k < 200; k++) {
      sample.load = k > 50 ? 1 : 0;
      assertThat(pass(filter, 4_000_000L * k, sample.load)).isEqualTo(sample.load);
    }
    assertThat(sample.load).isCloseTo(1, within(1e-5));
  }

  @Test
  void shouldBeginWithTheMeanOfWhatCameAndNotWithAStepFromZero() {
    assertThat(pass(filter, 4_000_000, 10)).isEqualTo(10);
    SplittableRandom rng = new SplittableRandom(1);
    double last = 0;
    for (int k = 2; k < 12; k++) {
      last = pass(filter, 4_000_000L * k, 10 + rng.nextDouble(-1, 1));
    }
    assertThat(last).isCloseTo(10, within(0.7));
  }

  @Test
  void shouldBeginAnewAfterAGapAndAfterATimeThatRunsBack() {
    for (int k = 1; k < 100; k++) {
      pass(filter, 4_000_000L * k, 5);
    }
    assertThat(pass(filter, 4_000_000L * 99 + MAX_STEP_NS + 1, -7)).isEqualTo(-7);
    assertThat(pass(filter, 4_000_000, 3)).isEqualTo(3);
  }

  @Test
  void shouldHandOnWhatIsNoNumberAndForgetIt() {
    for (int k = 1; k < 100; k++) {
      pass(filter, 4_000_000L * k, 5);
    }
    assertThat(pass(filter, 400_000_000, Double.NaN)).isNaN();
    assertThat(pass(filter, 404_000_000, 6)).isEqualTo(6);
  }

  @Test
  void shouldLetSamplesThroughAsTheyAreWithoutACorner() {
    SampleLowPass none = new SampleLowPass(1, 0, MAX_STEP_NS);
    assertThat(pass(none, 4_000_000, 1)).isEqualTo(1);
    assertThat(pass(none, 8_000_000, -1)).isEqualTo(-1);
    assertThatThrownBy(() -> new SampleSettings(TorqueTarget.COMMANDED,
        SampleSettings.Acceleration.POSITION, 0, MAX_STEP_NS, -1))
        .hasMessage("the low-pass of samples must not be negative, but is -1.0");
  }

  @Test
  void shouldNotAllocate() {
    long[] timeNs = {0};
    assertThat(AllocationProbe.bytesPerCall(5000, 500, () -> {
      timeNs[0] += 4_000_000;
      filter.pass(timeNs[0], sample);
    })).isZero();
  }

  /** The adapter's samples go through it: a torque that swings at 30 Hz hardly reaches the model. */
  @ParameterizedTest
  @CsvSource({"0, 0.5, 2", "4, 0, 0.03"})
  void shouldStandBetweenTheArmAndTheModel(double hertz, double least, double most) {
    RecordingModel model = new RecordingModel();
    OnlineAdapter adapter = new OnlineAdapter(model,
        new PriorSpec.None().build(Optional.empty(), 1, true),
        new SampleSettings(TorqueTarget.COMMANDED, SampleSettings.Acceleration.POSITION, 0,
            MAX_STEP_NS, hertz),
        AskedAt.MEASURED,
        1, new Supervision(List.of(100.0), 0.004, 0.3));
    JointState now = new JointState(1);
    Setpoint desired = new Setpoint(1);
    desired.qdDes[0] = 1;
    for (int k = 1; k < 500; k++) {
      now.armTimeNs = 4_000_000L * k;
      now.q[0] = 0.004 * k;
      now.qd[0] = 1;
      adapter.observe(now, new double[]{Math.sin(2 * Math.PI * 30 * 0.004 * k)}, new double[1],
          desired, true);
    }
    double largest = model.learned.stream().skip(250).mapToDouble(x -> Math.abs(x[3])).max()
        .orElseThrow();
    assertThat(largest).isBetween(least, most);
  }
}
