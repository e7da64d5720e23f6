package org.statewise.models.jmh;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.meta.Batch;
import org.statewise.models.meta.MetaGradient;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSyntax;
import org.statewise.models.online.Scaling;

/** What learning costs: a meta-iteration on batches of 64, and one update of each online model. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LearningBenchmark {
  private static final int JOINTS = 7;
  private static final int BATCH = 64;

  /** A network 21-64-64-7, a loss, and two batches. */
  @State(Scope.Thread)
  public static class Meta {
    /** The loss that is learned. */
    @Param({"structured", "state-dependent", "mlp"})
    public String loss;

    private final SplittableRandom rng = new SplittableRandom(1);
    private final Batch a = batch(rng);
    private final Batch b = batch(rng);
    private MetaGradient gradient;
    private Parameters theta;
    private Parameters phi;
    private Parameters dPhi;

    /** Builds everything. */
    @Setup
    public void build() {
      Mlp mlp = Mlp.of(3 * JOINTS, List.of(64, 64), JOINTS);
      theta = mlp.newParameters();
      mlp.initialise(theta, rng);
      Loss learned = LossSpec.parse(loss).build(JOINTS, rng);
      phi = learned.phi();
      dPhi = phi.newLike();
      gradient = new MetaGradient(mlp, learned, 0.001, 1);
    }

    private static Batch batch(SplittableRandom rng) {
      double[] inputs = rng.doubles(3L * JOINTS * BATCH, -1, 1).toArray();
      double[] taus = rng.doubles((long) JOINTS * BATCH, -1, 1).toArray();
      Batch batch = new Batch(BATCH, JOINTS);
      for (int row = 0; row < BATCH; row++) {
        batch.set(row, inputs, taus, row);
      }
      return batch;
    }
  }

  /** An online model and samples for it. */
  @State(Scope.Thread)
  public static class Online {
    /** As the command line writes it. */
    @Param({"network:loss=squared,rule=sgd,alpha=0.001,kappa=0.03",
      "network:loss=squared,rule=adam,alpha=0.001,kappa=0.03",
      "network:loss=state-dependent,rule=sgd,alpha=0.001,kappa=0.03",
      "network:loss=state-dependent,rule=adam,alpha=0.001,kappa=0.03", "observer",
      "kalman:features=100", "rls:features=200"})
    public String model;

    private final double[][] samples = new double[64][];
    private final double[] u = new double[JOINTS];
    private OnlineModel built;
    private int at;

    /** Builds everything. */
    @Setup
    public void build() {
      SplittableRandom rng = new SplittableRandom(1);
      built = new OnlineModelSyntax(Optional.empty()).parse(model).build(JOINTS,
          Scaling.none(JOINTS), rng);
      for (int i = 0; i < samples.length; i++) {
        samples[i] = rng.doubles(JOINTS, -1, 1).toArray();
      }
    }

    private double[] next() {
      at = (at + 1) % samples.length;
      return samples[at];
    }
  }

  /** The meta-gradient and a step of phi. */
  @Benchmark
  public double metaIteration(Meta meta) {
    double task = meta.gradient.gradientInto(meta.theta, meta.a, meta.b, meta.dPhi);
    meta.phi.addScaled(-1e-9, meta.dPhi);
    return task;
  }

  /** What a tick asks of a model: a prediction, and an update. */
  @Benchmark
  public double predictAndLearn(Online online) {
    double[] x = online.next();
    online.built.predictInto(x, x, x, online.u);
    online.built.learn(x, x, x, x);
    return online.u[0];
  }
}
