package org.statewise.models;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSyntax;
import org.statewise.models.online.Scaling;

/**
 * Prints what a prediction and an update of each online model cost on this machine, for seven
 * joints, beside the multiplications that were counted. A program for a quick look, not a
 * benchmark.
 */
public final class PeerTimings {
  private static final int ROUNDS = 25;
  private static final int CALLS = 1000;
  private static final List<String> MODELS = List.of("none", "network:loss=squared,kappa=0.03",
      "network:loss=state-dependent,kappa=0.03", "observer", "doomed", "kalman",
      "kalman:friction=all", "kalman:friction=none", "precision-kalman",
      "precision-kalman:loss=state-dependent", "precision-kalman:friction=all", "rls",
      "rls:features=200", "rls:friction=own", "rigid-body", "local",
      "kalman:leak=1e-5,q=1e-5+observer:q=0.01");

  private PeerTimings() {}

  /** Takes no arguments. */
  public static void main(String[] args) {
    ArmModel arm = ShippedArms.load("iiwa7");
    OnlineModelSyntax syntax = new OnlineModelSyntax(Optional.of(arm));
    System.out.printf("%-45s %9s %9s %12s%n", "microseconds, best of " + ROUNDS + " rounds",
        "predict", "learn", "multiplies");
    for (String text : MODELS) {
      Draw draw = new Draw(1);
      OnlineModel model = syntax.parse(text).build(7, Scaling.none(7), draw.generator());
      time(text, model, draw);
    }
  }

  private static void time(String text, OnlineModel model, Draw draw) {
    double[][] inputs = new double[100][];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = draw.array(7);
    }
    double[] u = new double[7];
    double predict = best(i -> {
      double[] x = inputs[i % inputs.length];
      model.predictInto(x, x, x, u);
    });
    double learn = best(i -> {
      double[] x = inputs[i % inputs.length];
      model.learn(x, x, x, x);
    });
    System.out.printf("%-45s %9.2f %9.2f %12d%n", text, predict, learn,
        model.multiplyAddsPerUpdate());
  }

  private static double best(IntConsumer work) {
    double[] micros = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        work.accept(i);
      }
      micros[round] = (System.nanoTime() - start) / 1e3 / CALLS;
    }
    Arrays.sort(micros);
    return micros[0];
  }
}
