package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.law.Prior;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.online.LearnOutcome;

/** What passes between a model and its supervisor: its errors one way, its bandwidth the other. */
final class SupervisionTest {
  private static final double PERIOD_SECONDS = 0.004;
  private static final double[] NOTHING = new double[1];

  private final RecordingModel model = new RecordingModel();
  private final OnlineAdapter adapter = new OnlineAdapter(model, new NoPrior(),
      SampleSettings.plain(TorqueTarget.COMMANDED, 10_000_000), AskedAt.MEASURED, 1,
      new Supervision(List.of(100.0), PERIOD_SECONDS, 0.3));
  private final JointState now = new JointState(1);
  private final Setpoint desired = new Setpoint(1);

  private static final class NoPrior implements Prior {
    @Override
    public void computeInto(double[] q, double[] qd, double[] qdd, double[] u) {
      u[0] = 0;
    }

    @Override
    public void holdInto(double[] q, double[] u) {
      u[0] = 0;
    }
  }

  /** A tick of an arm that moves; what supervision did in it. */
  private Intervention tick(double uModel) {
    desired.qdDes[0] = 0.1;
    now.armTimeNs += 4_000_000;
    Intervention done = adapter.supervise(new double[]{uModel}, NOTHING, NOTHING, desired);
    adapter.observe(now, NOTHING, NOTHING, desired, true);
    return done;
  }

  private Intervention quiet(double seconds) {
    Intervention done = Intervention.NONE;
    for (int i = 0; i < seconds / PERIOD_SECONDS && done == Intervention.NONE; i++) {
      done = tick(0);
    }
    return done;
  }

  @Test
  void shouldTellTheModelOnceThatItsBandwidthWasHalved() {
    quiet(0.1);
    assertThat(model.shares).isEmpty();
    Intervention done = Intervention.NONE;
    for (int i = 0; i < 500 && done == Intervention.NONE; i++) {
      done = tick(5 * Math.sin(2 * Math.PI * 8 * PERIOD_SECONDS * i));
    }
    assertThat(done).isEqualTo(Intervention.GAIN_LOWERED);
    quiet(1);
    assertThat(model.shares).containsExactly(0.5);
    assertThat(model.learned).as("it goes on learning").hasSizeGreaterThan(250);
  }

  /** The model's torque swings, and wildly so, whenever it is let through. */
  private Intervention swingUntil(Intervention wanted) {
    Intervention done = Intervention.NONE;
    for (int i = 0; i < 10_000 && done != wanted; i++) {
      double weight = adapter.snapshots().hasConsent() ? 1 : 0;
      done = tick(20 * weight * Math.sin(2 * Math.PI * 20 * PERIOD_SECONDS * i));
    }
    return done;
  }

  @Test
  void shouldBringBackWhatStaysWithdrawnWhenAdaptationIsSwitchedOn() {
    assertThat(swingUntil(Intervention.STAYS_WITHDRAWN)).isEqualTo(Intervention.STAYS_WITHDRAWN);
    assertThat(quiet(60)).isEqualTo(Intervention.NONE);
    adapter.mode(AdaptationMode.OFF);
    assertThat(quiet(1)).isEqualTo(Intervention.NONE);
    adapter.mode(AdaptationMode.ON);
    assertThat(quiet(1)).isEqualTo(Intervention.REARMED);
    quiet(1);
    assertThat(adapter.snapshots().hasConsent()).isTrue();
    assertThat(model.shares).as("slower each time").isSortedAccordingTo(
        Comparator.reverseOrder()).last().isEqualTo(0.03125);
  }

  @Test
  void shouldJudgeTheErrorThatTheModelReports() {
    assertThat(quiet(1)).isEqualTo(Intervention.NONE);
    model.report.predictionError[0] = 50;
    assertThat(quiet(0.5)).isEqualTo(Intervention.PREDICTION);
  }

  @Test
  void shouldJudgeTheParametersThatTheModelReports() {
    model.report.thetaNorm = 1e7;
    assertThat(quiet(0.5)).isEqualTo(Intervention.PARAMETERS);
  }

  @Test
  void shouldJudgeNoSampleThatTheModelRejected() {
    model.outcome = LearnOutcome.REJECTED;
    model.report.predictionError[0] = 50;
    assertThat(quiet(2)).isEqualTo(Intervention.NONE);
    now.armTimeNs += 4_000_000;
    assertThat(adapter.observe(now, NOTHING, NOTHING, desired, true)).isFalse();
    assertThat(adapter.snapshots().now().samples()).isZero();
  }

  @Test
  void shouldGiveItsConsentToCopiesOnlyWhileTheModelIsTrusted() {
    assertThat(quiet(0.1)).isEqualTo(Intervention.NONE);
    assertThat(adapter.snapshots().hasConsent()).isTrue();
    model.report.predictionError[0] = 50;
    quiet(0.5);
    assertThat(adapter.snapshots().hasConsent()).isFalse();
    model.report.predictionError[0] = 0;
    assertThat(quiet(3)).isEqualTo(Intervention.REARMED);
    assertThat(adapter.snapshots().hasConsent()).as("while it fades in").isFalse();
    quiet(0.6);
    assertThat(adapter.snapshots().hasConsent()).isTrue();
  }

  /** Which samples teach, just within the rule and just beyond it. */
  @ParameterizedTest
  @CsvSource({"0.001, 0, 0, 0, false", "0.0011, 0, 0, 0, true", "-0.0011, 0, 0, 0, true",
    "0, 0.002, 0, 0, false", "0, -0.0021, 0, 0, true", "0.1, 0, 1000, 0, true",
    "0.1, 0, -1001, 0, false", "0.1, 0, 0, 100, true", "0.1, 0, 0, -100.1, false"})
  void shouldAdmitSamplesOfAMovingArmThatAnArmCouldMake(double qdDes, double qd, double qdd,
      double tau, boolean expected) {
    SampleFilter filter = new SampleFilter(new double[]{100}, PERIOD_SECONDS);
    Sample sample = new Sample(1);
    desired.qdDes[0] = qdDes;
    sample.qd[0] = qd;
    sample.qdd[0] = qdd;
    sample.tau[0] = tau;
    boolean admitted = true;
    for (int i = 0; i < 130; i++) {
      admitted = filter.admits(sample, desired);
    }
    assertThat(admitted).isEqualTo(expected);
  }

  @Test
  void shouldTakeHalfASecondWithoutMotionForRest() {
    SampleFilter filter = new SampleFilter(new double[]{100}, 0.125);
    Sample sample = new Sample(1);
    for (int i = 1; i < 4; i++) {
      assertThat(filter.admits(sample, desired)).isTrue();
    }
    assertThat(filter.admits(sample, desired)).isFalse();
  }
}
