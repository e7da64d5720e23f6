package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.law.JointPd;
import org.statewise.controller.law.PriorSpec;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSyntax;
import org.statewise.models.online.PeriodConversion;

/**
 * The same second of physics at four rates: feedback and a model hold a joint, and a load falls on it. The
 * loop has the same poles, so that the joint moves alike.
 */
final class SameSecondTest {
  private static final double INERTIA = 2;
  private static final double LOAD_NM = 10;
  private static final double STEP_SECONDS = 0.0005;
  private static final int SHOWN = 50;

  private final ArmModel arm = joint();

  private static ArmModel joint() {
    ArmModel whole = ShippedArms.load("iiwa7");
    return new ArmModel("joint", whole.gravity(), whole.joints().subList(6, 7));
  }

  /** Where the joint is each 20 ms of the second after the load fell on it; PD alone would end at -1. */
  private double[] second(String text, double hertz) {
    long periodNs = Math.round(1e9 / hertz);
    OnlineModel model = PeriodConversion.of(0.004, periodNs)
        .of(new OnlineModelSyntax(Optional.of(arm)).parse(text))
        .build(1, ModelScaling.of(List.of(100.0)), new SplittableRandom(1));
    OnlineAdapter adapter = new OnlineAdapter(model,
        new PriorSpec.None().build(Optional.empty(), 1, true),
        new SampleSettings(TorqueTarget.COMMANDED, SampleSettings.Acceleration.POSITION, 0,
            ModelScaling.longestStepNs(periodNs), 4),
        AskedAt.MEASURED, 1, null);
    JointPd feedback = new JointPd(new double[]{200}, new double[]{40});
    JointState now = new JointState(1);
    Setpoint desired = new Setpoint(1);
    double[] uFb = new double[1];
    double[] uModel = new double[1];
    double[] shown = new double[SHOWN];
    int steps = (int) Math.round(periodNs * 1e-9 / STEP_SECONDS);
    while (now.armTimeNs < 1_000_000_000) {
      feedback.computeInto(now, desired, uFb);
      adapter.predictInto(now, desired, desired.qddDes, uModel, new double[1]);
      double u = uFb[0] + uModel[0];
      adapter.observe(now, new double[]{u}, new double[1], desired, true);
      for (int i = 0; i < steps; i++) {
        double qdd = (u - LOAD_NM) / INERTIA;
        now.q[0] += STEP_SECONDS * (now.qd[0] + 0.5 * STEP_SECONDS * qdd);
        now.qd[0] += STEP_SECONDS * qdd;
      }
      now.armTimeNs += periodNs;
      now.sequence++;
      if (now.armTimeNs % 20_000_000 == 0) {
        shown[(int) (now.armTimeNs / 20_000_000) - 1] = now.q[0] * 200 / LOAD_NM;
      }
    }
    return shown;
  }

  @ParameterizedTest
  @ValueSource(strings = {"network:loss=squared,alpha=0.03,kappa=0.05",
    "observer:leak=0.001,q=1e-3",
    "kalman", "kalman:leak=1e-3,q=1e-4", "precision-kalman:leak=1e-3,q=1e-4",
    "rls:ridge=30", "rigid-body:forgetting=0.99", "doomed:eta=0.02",
    "local:width=1.5,q=1e-2,leak=1e-3", "trend:order=1,gain=0.05,lead=0", "trend:order=2,gain=0.03",
    "kalman:leak=1e-4,q=1e-5+trend:order=1,gain=0.02,lead=0"})
  void shouldMoveTheJointAlikeAtEveryRate(String model) {
    double[] usual = second(model, 250);
    for (double hertz : new double[]{100, 500, 1000}) {
      assertThat(second(model, hertz)).describedAs("at %s Hz", hertz)
          .containsExactly(usual, within(0.05));
    }
  }
}
