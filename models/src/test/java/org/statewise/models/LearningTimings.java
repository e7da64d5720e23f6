package org.statewise.models;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.meta.Batch;
import org.statewise.models.meta.MetaGradient;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.Scaling;
import org.statewise.models.optim.UpdateRuleSpec;

/**
 * Prints how long learning takes on this machine: an online prediction and update of 21-64-64-7,
 * and a meta-gradient on batches of 64. A program for a quick look, not a benchmark and not a test.
 */
public final class LearningTimings {
  private static final int ROUNDS = 25;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Draw draw = new Draw(1);

  private LearningTimings() {}

  /** Takes no arguments. */
  public static void main(String[] args) {
    LearningTimings timings = new LearningTimings();
    System.out.println("microseconds of processor time: best and median of " + ROUNDS + " rounds");
    for (String loss : List.of("squared", "structured", "state-dependent", "mlp")) {
      for (String rule : List.of("sgd", "adam")) {
        timings.online(loss, rule);
      }
    }
    timings.meta("state-dependent", 1);
    timings.meta("state-dependent", 4);
    timings.meta("mlp", 1);
  }

  private void online(String loss, String rule) {
    OnlineModel model = new OnlineModelSpec.Network(List.of(64, 64), LossSpec.parse(loss),
        UpdateRuleSpec.parse(rule), 0.001, 0.03, false)
        .build(7, Scaling.none(7), draw.generator());
    double[][] inputs = new double[100][];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = draw.array(7);
    }
    double[] u = new double[7];
    int[] at = {0};
    print("online predict " + loss + " " + rule, 4000, () -> {
      double[] x = inputs[at[0]++ % inputs.length];
      model.predictInto(x, x, x, u);
    });
    print("online learn   " + loss + " " + rule, 4000, () -> {
      double[] x = inputs[at[0]++ % inputs.length];
      model.learn(x, x, x, x);
    });
  }

  private void meta(String word, int steps) {
    Mlp mlp = Mlp.of(21, List.of(64, 64), 7);
    Parameters theta = draw.initialised(mlp);
    Loss loss = LossSpec.parse(word).build(7, draw.generator());
    MetaGradient meta = new MetaGradient(mlp, loss, 0.001, steps);
    Parameters dPhi = loss.phi().newLike();
    Batch a = draw.batch(64, 7);
    Batch b = draw.batch(64, 7);
    print("meta-gradient  " + word + " batch 64, K = " + steps, 200,
        () -> meta.gradientInto(theta, a, b, dPhi));
  }

  private static void print(String what, int calls, Runnable work) {
    double[] micros = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < calls; i++) {
        work.run();
      }
      micros[round] = (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / calls;
    }
    Arrays.sort(micros);
    System.out.printf("%-45s %8.2f %8.2f%n", what, micros[0], micros[ROUNDS / 2]);
  }
}
