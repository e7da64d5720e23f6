package org.statewise.controller.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
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
 * Times what learning costs on this machine, on one thread: a meta-iteration (meta-gradient and the step
 * of phi) on batches of 64, and one online update, both for f_theta 21-64-64-7 and the state-dependent
 * loss. Rounds of calls are timed, and the median and the best round are what counts.
 */
public final class LearningBench {
  private static final int JOINTS = 7;
  private static final int BATCH = 64;
  private static final int ROUNDS = 30;
  private static final List<Integer> HIDDEN = List.of(64, 64);

  private static final List<String> META = List.of("structured", "state-dependent", "mlp");
  private static final List<String> ONLINE = List.of("squared", "structured", "state-dependent",
      "mlp");

  private final LongSupplier clockNs;
  private final RandomGenerator rng;

  /** Draws its data from {@code seed}. */
  public LearningBench(LongSupplier clockNs, long seed) {
    this.clockNs = clockNs;
    rng = new SplittableRandom(seed);
  }

  /**
   * Microseconds of one call.
   *
   * @param name what was called
   */
  public record Timing(String name, double medianMicros, double bestMicros) {}

  /** How many timings {@link #run} takes. */
  public static int count() {
    return META.size() + ONLINE.size();
  }

  /**
   * Runs everything.
   *
   * @param done called after each timing
   */
  public List<Timing> run(Runnable done) {
    List<Timing> timings = new ArrayList<>();
    for (String word : META) {
      timings.add(metaIteration(word));
      done.run();
    }
    for (String word : ONLINE) {
      timings.add(onlineUpdate(word));
      done.run();
    }
    return timings;
  }

  private Timing metaIteration(String word) {
    Mlp mlp = Mlp.of(3 * JOINTS, HIDDEN, JOINTS);
    Parameters theta = mlp.newParameters();
    mlp.initialise(theta, rng);
    Loss loss = LossSpec.parse(word).build(JOINTS, rng);
    MetaGradient meta = new MetaGradient(mlp, loss, 0.001, 1);
    Parameters dPhi = loss.phi().newLike();
    Batch a = batch();
    Batch b = batch();
    return time("meta-iteration, " + word + ", batch 64", 100, () -> {
      meta.gradientInto(theta, a, b, dPhi);
      loss.phi().addScaled(-1e-9, dPhi);
    });
  }

  private Batch batch() {
    double[] inputs = rng.doubles(3L * JOINTS * BATCH, -1, 1).toArray();
    double[] taus = rng.doubles((long) JOINTS * BATCH, -1, 1).toArray();
    Batch batch = new Batch(BATCH, JOINTS);
    for (int row = 0; row < BATCH; row++) {
      batch.set(row, inputs, taus, row);
    }
    return batch;
  }

  private Timing onlineUpdate(String word) {
    OnlineModel model = new OnlineModelSpec.Network(HIDDEN, LossSpec.parse(word),
        UpdateRuleSpec.parse("sgd"), 0.001, 0.03, false).build(JOINTS, Scaling.none(JOINTS), rng);
    double[][] samples = new double[64][];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = rng.doubles(JOINTS, -1, 1).toArray();
    }
    double[] u = new double[JOINTS];
    int[] at = new int[1];
    return time("online predict and learn, " + word, 4000, () -> {
      double[] x = samples[at[0]++ & 63];
      model.predictInto(x, x, x, u);
      model.learn(x, x, x, x);
    });
  }

  private Timing time(String name, int calls, Runnable call) {
    double[] micros = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long startNs = clockNs.getAsLong();
      for (int i = 0; i < calls; i++) {
        call.run();
      }
      micros[round] = (clockNs.getAsLong() - startNs) * 1e-3 / calls;
    }
    // The first rounds are the JIT compiler's.
    double[] warm = Arrays.copyOfRange(micros, ROUNDS / 3, ROUNDS);
    Arrays.sort(warm);
    return new Timing(name, warm[warm.length / 2], warm[0]);
  }
}
