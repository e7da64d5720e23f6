package org.statewise.controller.evaluate.closedloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.setpoint.Motion;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.dynamics.RigidBody;

/** Rules to compare with, against closed forms and finite differences. */
final class RivalsTest {
  private static final ArmModel ARM = ShippedArms.load("iiwa7");
  private static final int N = 7;
  private static final double DT = 0.004;
  private static final int ROUND_TICKS = 50;

  private final double[] u = new double[N];
  private final TickRecord tick = new TickRecord(N);

  /** A feedback that always adds what is missing of a constant: w_n = d (1 - (1 - gamma)^n). */
  @Test
  void shouldTakeOverAConstantByAGeometricSeriesOfRounds() {
    double gamma = 0.7;
    double missing = 3;
    IterativeLearning rule = new IterativeLearning(ARM, new Rival.Iterative(gamma, 2 * DT, 8), DT,
        index -> new Motion("swing", index + 1));

    for (int round = 0; round < 4; round++) {
      for (int k = 0; k < ROUND_TICKS; k++) {
        tick.phase = LoopPhase.RUNNING;
        tick.motion = round;
        rule.predictInto(u, u, u, u);
        System.arraycopy(u, 0, tick.uModel, 0, N);
        tick.uFb[2] = missing - u[2];
        rule.see(tick);
        if (round == 0 || k > 0) {
          assertThat(tick.uModel[2])
              .isCloseTo(missing * (1 - Math.pow(1 - gamma, round)), within(1e-9));
        }
      }
    }
  }

  @Test
  void shouldFilterARoundWithoutShiftingIt() {
    List<double[]> pulse = new ArrayList<>();
    for (int k = -100; k <= 100; k++) {
      pulse.add(new double[]{Math.abs(k) <= 5 ? 1 : 0});
    }

    IterativeLearning.zeroPhase(pulse, 8, DT);

    for (int k = 1; k < 60; k++) {
      assertThat(pulse.get(100 + k)[0]).isCloseTo(pulse.get(100 - k)[0], within(1e-6));
    }
    assertThat(pulse.get(100)[0]).isBetween(0.5, 0.95);
  }

  /** On the arm of its description the estimate follows a disturbance d as d (1 - exp(-K t)). */
  @Test
  void shouldFindADisturbanceAsALowPassOfItsBandwidth() {
    double perSecond = 10;
    double dt = 1e-4;
    double[] disturbance = {4, -3, 2, 1, 0.5, 0.3, 0.2};
    MomentumObserver observer = new MomentumObserver(ARM, perSecond, dt);
    RigidBody body = new RigidBody(ARM);
    double[] q = {0, 0.5, 0, -1.4, 0, 1.0, 0};
    double[] qd = {0.3, -0.2, 0.1, 0.2, 0, 0.1, -0.1};
    double[] qdd = new double[N];
    double[] all = new double[N];
    double t = 0;

    for (int k = 0; k < 2000; k++) {
      observer.observe(q, qd, u);
      body.gravityInto(q, all);
      for (int j = 0; j < N; j++) {
        all[j] += u[j] + disturbance[j];
      }
      body.forwardDynamicsInto(q, qd, all, qdd);
      for (int j = 0; j < N; j++) {
        qd[j] += dt * qdd[j];
        q[j] += dt * qd[j];
      }
      t += dt;
    }

    for (int j = 0; j < N; j++) {
      assertThat(observer.disturbance(j)).isCloseTo(
          disturbance[j] * (1 - Math.exp(-perSecond * t)), within(0.02 + 0.02 * disturbance[0]));
    }
    observer.predictInto(q, qd, qdd, u);
    assertThat(u[0]).isEqualTo(-observer.disturbance(0));
  }

  /** The step of a sample is down the gradient of half the squared error, found by differences. */
  @Test
  void shouldStepDownTheGradientOfThePredictionError() {
    CompositeAdaptation rule = new CompositeAdaptation(ARM, new Rival.Composite(1e-3, 0), DT);
    double[] q = draw(1);
    double[] qd = draw(2);
    double[] qdd = draw(3);
    double[] tau = draw(4);
    double[] gradient = new double[rule.theta.length];
    double h = 1e-5;
    for (int i = 0; i < gradient.length; i++) {
      rule.theta[i] = h;
      double above = halfSquare(rule, q, qd, qdd, tau);
      rule.theta[i] = -h;
      gradient[i] = (above - halfSquare(rule, q, qd, qdd, tau)) / (2 * h);
      rule.theta[i] = 0;
    }

    rule.learn(q, qd, qdd, tau);

    assertParallel(rule.theta, gradient, -1);
  }

  /** What tracking teaches is the gradient of s^T f, found by differences. */
  @Test
  void shouldStepUpThePowerThatTheTrackingErrorAsksFor() {
    CompositeAdaptation rule = new CompositeAdaptation(ARM, new Rival.Composite(0, 1), DT);
    System.arraycopy(draw(1), 0, tick.state.q, 0, N);
    System.arraycopy(draw(2), 0, tick.state.qd, 0, N);
    System.arraycopy(draw(3), 0, tick.qDes, 0, N);
    System.arraycopy(draw(4), 0, tick.qdDes, 0, N);
    System.arraycopy(draw(5), 0, tick.qddDes, 0, N);
    tick.phase = LoopPhase.RUNNING;
    double[] gradient = new double[rule.theta.length];
    double h = 1e-5;
    for (int i = 0; i < gradient.length; i++) {
      rule.theta[i] = h;
      double above = weighted(rule);
      rule.theta[i] = -h;
      gradient[i] = (above - weighted(rule)) / (2 * h);
      rule.theta[i] = 0;
    }

    rule.see(tick);

    assertParallel(rule.theta, gradient, 1);
  }

  private double weighted(CompositeAdaptation rule) {
    rule.predictInto(tick.state.q, tick.state.qd, tick.qddDes, u);
    double sum = 0;
    for (int j = 0; j < N; j++) {
      double tauMax = ARM.joints().get(j).limits().tauMaxNm();
      double s = ARM.joints().get(j).gains().kdNmSPerRad() * (tick.qdDes[j] - tick.state.qd[j]
          + 10 * (tick.qDes[j] - tick.state.q[j]));
      sum += s * u[j] / (tauMax * tauMax);
    }
    return sum;
  }

  private double halfSquare(CompositeAdaptation rule, double[] q, double[] qd, double[] qdd,
      double[] tau) {
    rule.predictInto(q, qd, qdd, u);
    double sum = 0;
    for (int j = 0; j < N; j++) {
      double e = (tau[j] - u[j]) / ARM.joints().get(j).limits().tauMaxNm();
      sum += e * e / 2;
    }
    return sum;
  }

  private static double[] draw(long seed) {
    return new SplittableRandom(seed).doubles(N, -1, 1).toArray();
  }

  /** Whether {@code step} is a positive multiple of {@code sign} times {@code gradient}. */
  private static void assertParallel(double[] step, double[] gradient, double sign) {
    double dot = 0;
    double steps = 0;
    double slopes = 0;
    for (int i = 0; i < step.length; i++) {
      dot += sign * step[i] * gradient[i];
      steps += step[i] * step[i];
      slopes += gradient[i] * gradient[i];
    }
    assertThat(steps).isPositive();
    assertThat(dot / Math.sqrt(steps * slopes)).isCloseTo(1, within(1e-6));
  }
}
