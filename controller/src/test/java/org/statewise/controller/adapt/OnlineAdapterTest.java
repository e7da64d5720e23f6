package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.law.Prior;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.loss.SquaredLoss;
import org.statewise.models.online.LearnOutcome;
import org.statewise.models.online.PayloadEstimate;

final class OnlineAdapterTest {
  private final RecordingModel model = new RecordingModel();
  private final OnlineAdapter adapter = new OnlineAdapter(model, new Linear(),
      TorqueTarget.COMMANDED, 1, 10_000_000);
  private final JointState now = new JointState(1);

  /** u = 100 q + 10 qd + qdd. */
  private static final class Linear implements Prior {
    @Override
    public void computeInto(double[] q, double[] qd, double[] qdd, double[] u) {
      u[0] = 100 * q[0] + 10 * qd[0] + qdd[0];
    }

    @Override
    public void computeBehindGearsInto(double[] q, double[] qd, double[] qdd, double[] u) {
      u[0] = 100 * q[0] + 10 * qd[0];
    }

    @Override
    public void holdInto(double[] q, double[] u) {
      u[0] = 100 * q[0];
    }
  }

  private boolean observe(int k) {
    now.armTimeNs = k * 4_000_000L;
    now.q[0] = 0.1 * k;
    now.qd[0] = 0.01 * k * k;
    return adapter.observe(now, new double[]{30 + 2 * k}, new double[1], new Setpoint(1), true);
  }

  @Test
  void shouldTeachWhatThePriorLeavesAtTheObservedAcceleration() {
    observe(1);
    observe(2);
    assertThat(observe(3)).isTrue();
    double qdd = 0.01 * (9 - 1) / 0.008;
    double prior = 100 * 0.2 + 10 * 0.04 + qdd;
    double[] sample = model.learned.getFirst();
    assertThat(sample[2]).isCloseTo(qdd, within(1e-9));
    assertThat(sample[3]).isCloseTo((32 + 34) / 2.0 - prior, within(1e-9));
    assertThat(adapter.priorError()).containsExactly(sample[3]);
  }

  @Test
  void shouldTeachWhatSensorsBehindTheGearsCanFeelIfTheyAreTheTarget() {
    double[] sensed = taught(TorqueTarget.SENSED);
    assertThat(sensed[2]).isNotZero();
    assertThat(sensed[3]).isCloseTo(7 - 100 * sensed[0] - 10 * sensed[1], within(1e-9));
    double[] measured = taught(TorqueTarget.MEASURED);
    assertThat(measured[3]).isCloseTo(sensed[3] - sensed[2], within(1e-9));
  }

  private double[] taught(TorqueTarget target) {
    OnlineAdapter adapted = new OnlineAdapter(model, new Linear(), target, 1, 10_000_000);
    for (int k = 1; k <= 3; k++) {
      now.armTimeNs = k * 4_000_000L;
      now.qd[0] = 0.01 * k * k;
      now.tau[0] = 7;
      adapted.observe(now, new double[]{30}, new double[1], new Setpoint(1), true);
    }
    return model.learned.getLast();
  }

  @Test
  void shouldTeachEachSampleWithWhatTheToolCarriedInItsState() {
    Setpoint desired = new Setpoint(1);
    for (int k = 1; k <= 6; k++) {
      now.armTimeNs = k * 4_000_000L;
      desired.gripperClosed = k == 3 || k == 4;
      adapter.observe(now, new double[1], new double[1], desired, true);
    }
    // Samples are of the ticks 2 to 5.
    assertThat(model.loads).containsExactly(0.0, 1.0, 1.0, 0.0);
  }

  private double askedAt(AskedAt where) {
    OnlineAdapter asked = new OnlineAdapter(model, new Linear(),
        SampleSettings.plain(TorqueTarget.COMMANDED, 10_000_000), where, 1, null);
    Setpoint desired = new Setpoint(1);
    desired.qDes[0] = 0.3;
    desired.qdDes[0] = 0.07;
    now.q[0] = 0.2;
    now.qd[0] = 0.01;
    double[] u = new double[1];
    asked.predictInto(now, desired, new double[1], u, new double[1]);
    return u[0];
  }

  @Test
  void shouldAskTheModelWhereTheArmIsOrIsMeantToBe() {
    assertThat(askedAt(AskedAt.MEASURED)).isEqualTo(5 * 0.2 + 0.01);
    assertThat(askedAt(AskedAt.DESIRED)).isEqualTo(5 * 0.3 + 0.07);
    assertThatThrownBy(() -> askedAt(AskedAt.AUTO))
        .hasMessage("askedAt must be measured or desired, but is auto");
  }

  @Test
  void shouldAskTheModelWithWhatTheToolCarriesAndNoStepInIt() {
    double[] u = new double[1];
    Setpoint desired = new Setpoint(1);
    for (int k = 0; k < 3; k++) {
      now.armTimeNs = k * 4_000_000L;
      desired.gripperClosed = k > 0;
      adapter.predictInto(now, desired, u, u, new double[1]);
    }
    assertThat(model.loads.getFirst()).isZero();
    assertThat(model.loads.get(1)).isCloseTo(1 - Math.exp(-0.2), within(1e-12));
    assertThat(model.loads.get(2)).isCloseTo(1 - Math.exp(-0.4), within(1e-12));
  }

  @Test
  void shouldTeachEachSampleOnce() {
    for (int k = 0; k < 10; k++) {
      observe(k);
    }
    assertThat(model.learned).extracting(sample -> sample[0]).doesNotHaveDuplicates().hasSize(8);
  }

  @Test
  void shouldSayThatARejectedSampleWasNotLearned() {
    model.outcome = LearnOutcome.REJECTED;
    observe(1);
    observe(2);
    assertThat(observe(3)).isFalse();
  }

  @Test
  void shouldReachAcrossNoInterruption() {
    observe(1);
    observe(2);
    adapter.interrupt();
    assertThat(observe(3)).isFalse();
    assertThat(observe(4)).isFalse();
    assertThat(observe(5)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"OFF", "FREEZE"})
  void shouldReachAcrossNoTimeInWhichItDidNotAdapt(AdaptationMode mode) {
    observe(1);
    observe(2);
    adapter.mode(mode);
    assertThat(observe(3)).isFalse();
    adapter.mode(AdaptationMode.ON);
    assertThat(observe(4)).isFalse();
    assertThat(observe(5)).isFalse();
    assertThat(observe(6)).isTrue();
  }

  @Test
  void shouldFadeTheModelOutAndInByTheStep() {
    double[] u = new double[1];
    now.q[0] = 2;
    adapter.mode(AdaptationMode.OFF);
    for (double expected : new double[]{7, 4, 1, 0, 0}) {
      adapter.advance(0.3);
      adapter.predictInto(now, new Setpoint(1), u, u, new double[1]);
      assertThat(u[0]).isCloseTo(expected, within(1e-9));
    }
    adapter.mode(AdaptationMode.FREEZE);
    for (double expected : new double[]{3, 6, 9, 10, 10}) {
      adapter.advance(0.3);
      adapter.predictInto(now, new Setpoint(1), u, u, new double[1]);
      assertThat(u[0]).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void shouldCountTheSamplesThatWereLearnedAndSayWhatBecameOfTheLast() {
    for (int k = 0; k < 5; k++) {
      observe(k);
    }
    assertThat(adapter.snapshots().now().samples()).isEqualTo(3);
    assertThat(adapter.outcome()).isEqualTo(LearnOutcome.UPDATED);
    model.outcome = LearnOutcome.REJECTED;
    observe(5);
    assertThat(adapter.snapshots().now().samples()).isEqualTo(3);
    assertThat(adapter.outcome()).isEqualTo(LearnOutcome.REJECTED);
    adapter.interrupt();
    observe(6);
    assertThat(adapter.outcome()).isNull();
  }

  @Test
  void shouldLetTheModelSayWhetherItTakesALoss() {
    assertThat(adapter.useLoss(new SquaredLoss(1), 0.5)).isTrue();
    assertThat(model.rate).isEqualTo(0.5);
    assertThat(adapter.useLoss(new SquaredLoss(1), 2)).isFalse();
  }

  @Test
  void shouldAskTheModelWhatTheArmCarries() {
    assertThat(adapter.payload()).isEmpty();
    model.payload = new PayloadEstimate(2, 0.1);
    assertThat(adapter.payload()).contains(model.payload);
  }

  @Test
  void shouldInterveneInNothingUnsupervised() {
    double[] far = {1e6};
    for (int i = 0; i < 1000; i++) {
      assertThat(adapter.supervise(far, new double[1], far, new Setpoint(1)))
          .isEqualTo(Intervention.NONE);
    }
    assertThat(adapter.snapshots().hasConsent()).isTrue();
  }

  @Test
  void shouldPredictWithTheModelAlone() {
    double[] u = new double[1];
    now.q[0] = 2;
    adapter.predictInto(now, new Setpoint(1), u, u, new double[1]);
    assertThat(u).containsExactly(10);
    assertThat(adapter.report()).isSameAs(model.report);
  }

  @Test
  void shouldReadTheWordsOfTheCommandLine() {
    assertThat(TorqueTarget.parse("target", "measured")).isEqualTo(TorqueTarget.MEASURED);
    assertThat(TorqueTarget.parse("target", "commanded")).isEqualTo(TorqueTarget.COMMANDED);
    assertThatThrownBy(() -> TorqueTarget.parse("target", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target must be one of commanded, measured, sensed, but is 'x'");
  }
}
