package org.statewise.models.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;

final class HeadPriorTest {
  private static final int TASKS = 400;
  private static final double NOISE = 0.1;

  /** w_j = mu_j + L z. */
  private static final double[][] MU = {{1, -2, 0.5}, {0, 3, -1}};
  private static final double[][] L = {{1, 0, 0}, {0.5, 0.3, 0}, {-0.2, 0.4, 0.1}};

  private final SplittableRandom rng = new SplittableRandom(11);

  private List<LinearTask> tasks(int samples) {
    List<LinearTask> tasks = new ArrayList<>();
    for (int r = 0; r < TASKS; r++) {
      double[][] w = new double[2][3];
      for (int j = 0; j < 2; j++) {
        double[] z = {rng.nextGaussian(), rng.nextGaussian(), rng.nextGaussian()};
        for (int i = 0; i < 3; i++) {
          w[j][i] = MU[j][i] + L[i][0] * z[0] + L[i][1] * z[1] + L[i][2] * z[2];
        }
      }
      tasks.add(task(w, samples));
    }
    return tasks;
  }

  private LinearTask task(double[][] w, int samples) {
    LinearTask task = new LinearTask(3, 2);
    for (int s = 0; s < samples; s++) {
      double[] a = {rng.nextGaussian(), rng.nextGaussian(), 1};
      double[] y = new double[2];
      for (int j = 0; j < 2; j++) {
        y[j] = w[j][0] * a[0] + w[j][1] * a[1] + w[j][2] + NOISE * rng.nextGaussian();
      }
      task.add(a, y);
    }
    return task;
  }

  private static HeadPrior wide() {
    return new HeadPrior(new DMatrixRMaj(2, 3), CommonOps_DDRM.identity(3), new double[]{1, 1});
  }

  @Test
  void shouldRecoverMeanCovarianceAndNoiseOfAFamily() {
    List<LinearTask> tasks = tasks(12);
    HeadPrior prior = wide();
    for (int i = 0; i < 40; i++) {
      prior = prior.step(tasks, 1);
    }
    for (int j = 0; j < 2; j++) {
      for (int i = 0; i < 3; i++) {
        assertThat(prior.mean().get(j, i)).isCloseTo(MU[j][i], Offset.offset(0.15));
      }
    }
    DMatrixRMaj l = new DMatrixRMaj(L);
    DMatrixRMaj s = new DMatrixRMaj(3, 3);
    CommonOps_DDRM.multTransB(l, l, s);
    for (int i = 0; i < 9; i++) {
      assertThat(prior.covariance().data[i]).as("%d", i).isCloseTo(s.data[i],
          Offset.offset(0.15));
    }
    // 12 samples decide three numbers: what is fitted of the noise is missing from its variance.
    assertThat(prior.noiseVariance()[0]).isBetween(0.6 * NOISE * NOISE, 1.1 * NOISE * NOISE);
  }

  @Test
  void shouldPredictAnArmFromFewerSamplesThanItHasNumbers() {
    HeadPrior prior = wide();
    List<LinearTask> tasks = tasks(12);
    for (int i = 0; i < 20; i++) {
      prior = prior.step(tasks, 1);
    }
    // One sample at a = (1, 0, 1) of w = mu + L (1, 0, 0): the directions tell the rest.
    LinearTask one = new LinearTask(3, 2);
    one.add(new double[]{1, 0, 1}, new double[]{MU[0][0] + 1 + MU[0][2] - 0.2, 0});
    double[] w = prior.posteriorMean(one, 0, 1);
    assertThat(w[1]).isBetween(MU[0][1] + 0.2, MU[0][1] + 0.7);
  }

  @Test
  void shouldStayAtTheMeanWithoutSamples() {
    HeadPrior prior = new HeadPrior(new DMatrixRMaj(MU), CommonOps_DDRM.identity(3),
        new double[]{1, 1});
    assertThat(prior.posteriorMean(new LinearTask(3, 2), 1, 25)).containsExactly(MU[1]);
  }

  @Test
  void shouldCountRepeatedSamplesOnce() {
    double[] a = {1, 2, 1};
    double[] y = {3, 4};
    LinearTask once = new LinearTask(3, 2);
    once.add(a, y);
    LinearTask fourTimes = new LinearTask(3, 2);
    for (int i = 0; i < 4; i++) {
      fourTimes.add(a, y);
    }
    assertThat(wide().posteriorMean(fourTimes, 0, 4)).containsExactly(
        wide().posteriorMean(once, 0, 1), Offset.offset(1e-12));
  }

  @Test
  void shouldHaveDirectionsThatMakeTheCovarianceStrongestFirst() {
    DMatrixRMaj l = new DMatrixRMaj(L);
    DMatrixRMaj s = new DMatrixRMaj(3, 3);
    CommonOps_DDRM.multTransB(l, l, s);
    DMatrixRMaj c = CommonOps_DDRM.diag(1, 9, 4);
    DMatrixRMaj d = HeadDirections.of(s, c, 3);
    DMatrixRMaj made = new DMatrixRMaj(3, 3);
    CommonOps_DDRM.multTransA(d, d, made);
    assertThat(MatrixFeatures_DDRM.isIdentical(made, s, 1e-12)).isTrue();
    double before = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 3; i++) {
      double energy = 0;
      for (int k = 0; k < 3; k++) {
        energy += c.get(k, k) * d.get(i, k) * d.get(i, k);
      }
      assertThat(energy).isLessThan(before);
      before = energy;
    }
    assertThat(HeadDirections.of(s, c, 2).numRows).isEqualTo(2);
  }
}
