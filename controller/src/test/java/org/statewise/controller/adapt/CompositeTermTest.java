package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.fixtures.AllocationProbe;

/** A joint with a limit of 100 Nm whose feedback teaches, too. */
final class CompositeTermTest {
  private final RecordingModel model = new RecordingModel();
  private final JointState now = new JointState(1);
  private final Setpoint desired = new Setpoint(1);

  private static SampleSettings settings(CompositeGain gain, long delayNs, double lowPassHz) {
    return new SampleSettings(TorqueTarget.COMMANDED, SampleSettings.Acceleration.POSITION, delayNs,
        10_000_000, lowPassHz, gain);
  }

  private OnlineAdapter adapter(CompositeGain gain, Supervision supervision) {
    return new OnlineAdapter(model, new PriorSpec.None().build(Optional.empty(), 1, true),
        settings(gain, 0, 0), AskedAt.MEASURED, 1, supervision);
  }

  private double taught(OnlineAdapter adapter, double u, double uFb) {
    desired.qdDes[0] = 1;
    for (int k = 1; k <= 4; k++) {
      now.armTimeNs = 4_000_000L * k;
      now.q[0] = 0.004 * k;
      adapter.observe(now, new double[]{u}, new double[]{uFb}, desired, true);
    }
    return model.learned.getLast()[3];
  }

  @ParameterizedTest
  @CsvSource({"0, 10, 4, 10", "0.5, 10, 4, 12", "1, -10, -4, -14", "0.5, 10, 0, 10"})
  void shouldTeachAPartOfTheFeedbackThatActedBesideTheTorque(double gain, double u, double uFb,
      double expected) {
    OnlineAdapter adapter = adapter(CompositeGain.of(gain),
        new Supervision(List.of(100.0), 0.004, 0.3));
    assertThat(taught(adapter, u, uFb)).isCloseTo(expected, within(1e-12));
    assertThat(adapter.priorError()).containsExactly(u);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, -1})
  void shouldTeachNoMoreThanATenthOfTheLimitByIt(double sign) {
    OnlineAdapter adapter = adapter(CompositeGain.of(1),
        new Supervision(List.of(100.0), 0.004, 0.3));
    assertThat(taught(adapter, sign * 50, sign * 45)).isCloseTo(sign * 60, within(1e-12));
  }

  @Test
  void shouldReportAndJudgeErrorsAgainstTheTorqueThatActed() {
    OnlineAdapter adapter = adapter(CompositeGain.of(0.5), null);
    model.report.predictionError[0] = 7;
    taught(adapter, 10, 4);
    // Of four ticks two made a sample, and the model of this test sets its error never again.
    assertThat(adapter.report().predictionError[0]).isCloseTo(7 - 2 * 2, within(1e-12));
  }

  /** The feedback of a sample is that of the commands which acted in it, as its torque is theirs. */
  @ParameterizedTest
  @CsvSource({"0, 0", "6000000, 0", "6000000, 6"})
  void shouldBelongToTheSameTimeAsTheTorque(long delayNs, double lowPassHz) {
    SampleBuilder builder = new SampleBuilder(1, settings(CompositeGain.of(1), delayNs, lowPassHz));
    SampleLowPass lowPass = new SampleLowPass(1, lowPassHz, 10_000_000);
    Sample sample = new Sample(1);
    int samples = 0;
    for (int k = 1; k < 200; k++) {
      now.armTimeNs = 4_000_000L * k;
      double u = Math.sin(0.3 * k) + 0.01 * k;
      if (builder.offer(now, new double[]{u}, new double[]{0.25 * u}, sample)) {
        lowPass.pass(now.armTimeNs, sample);
        assertThat(sample.uFb[0]).isCloseTo(0.25 * sample.tau[0], within(1e-12));
        samples++;
      }
    }
    assertThat(samples).isGreaterThan(190);
  }

  @Test
  void shouldNotAllocate() {
    CompositeTerm term = CompositeTerm.of(1, CompositeGain.of(0.5),
        new Supervision(List.of(100.0), 0.004, 0.3));
    Sample sample = new Sample(1);
    double[] error = new double[1];
    assertThat(AllocationProbe.bytesPerCall(5000, 500, () -> {
      term.addTo(sample);
      term.takeFrom(error, error);
    })).isZero();
  }

  @Test
  void shouldBeReadFromAWord() {
    assertThat(CompositeGain.parse("k", "auto")).isEqualTo(CompositeGain.AUTO);
    assertThat(CompositeGain.parse("k", "0.25")).isEqualTo(CompositeGain.of(0.25));
    assertThat(CompositeGain.of(0.25).text()).isEqualTo("0.25");
    assertThat(CompositeGain.AUTO.text()).isEqualTo("auto");
    for (String wrong : List.of("much", "-0.1", "1.01", "NaN", "")) {
      assertThatThrownBy(() -> CompositeGain.parse("adaptation.compositeGain", wrong)).hasMessage(
          "adaptation.compositeGain must be auto or a number within 0 and 1, but is '" + wrong
              + "'");
    }
  }

  @Test
  void shouldBeANumberWhereSamplesAreMade() {
    assertThatThrownBy(() -> settings(CompositeGain.AUTO, 0, 0))
        .hasMessage("the composite gain must be a number, but is auto");
  }
}
