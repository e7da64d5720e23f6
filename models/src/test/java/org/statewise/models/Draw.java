package org.statewise.models;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.provider.Arguments;
import org.statewise.models.meta.Batch;
import org.statewise.models.net.Mlp;
import org.statewise.models.net.Parameters;

/**
 * Seeded random matrices, parameters and batches, and the cases that gradient checks run through.
 */
public final class Draw {
  private final RandomGenerator rng;

  /** Everything drawn from here follows from the seed. */
  public Draw(long seed) {
    rng = new SplittableRandom(seed);
  }

  /** (seed, joints, batch). */
  public static Stream<Arguments> cases() {
    return Stream.of(1L, 2L, 3L)
        .flatMap(seed -> Stream.of(2, 3, 7)
            .flatMap(joints -> Stream.of(1, 5)
                .map(batch -> Arguments.of(seed, joints, batch))));
  }

  public RandomGenerator generator() {
    return rng;
  }

  /** Standard normal. */
  public DMatrixRMaj matrix(int rows, int cols) {
    return new DMatrixRMaj(rows, cols, true, array(rows * cols));
  }

  /** Standard normal. */
  public double[] array(int length) {
    double[] all = new double[length];
    for (int i = 0; i < length; i++) {
      all[i] = rng.nextGaussian();
    }
    return all;
  }

  /** A network from (q, qd, qdd) to tau, small enough to differentiate number by number. */
  public static Mlp smallModel(int joints) {
    return Mlp.of(3 * joints, List.of(6, 5), joints);
  }

  /** As a fresh network has them. */
  public Parameters initialised(Mlp mlp) {
    Parameters theta = mlp.newParameters();
    mlp.initialise(theta, rng);
    return theta;
  }

  /** Standard normal, of given shapes. */
  public Parameters direction(Parameters like) {
    Parameters v = like.newLike();
    v.fromArray(array(v.count()));
    return v;
  }

  /** Standard normal samples. */
  public Batch batch(int samples, int joints) {
    Batch batch = new Batch(samples, joints);
    double[] inputs = array(samples * 3 * joints);
    double[] taus = array(samples * joints);
    for (int row = 0; row < samples; row++) {
      batch.set(row, inputs, taus, row);
    }
    return batch;
  }
}
