package org.statewise.models.meta;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statewise.models.online.LinkFeatures;

/**
 * Takes away from what an arm taught what its links explain, so that hidden layers are trained on the rest: by a
 * ridge regression of each run, joint by joint, on the links' features and on a constant, the plainest friction and
 * what goes with the acceleration, which are fitted with them so that links do not stand in for these, and stay. One thread.
 */
public final class LinkPart {
  private static final double RIDGE = 1e-3;
  private static final double DRY_RAD_PER_S = 0.02;
  private static final double SLOW_RAD_PER_S = 0.1;
  private static final int OTHERS = 5;

  private final LinkFeatures links;
  private final double[] unit;
  private final double[] qdScale;
  private final int n;
  private final int count;
  private final double[] rows;

  /**
   * @param links of the arm
   * @param unit of its scaled torques, as the links have it
   * @param qdScale rad/s, of scaled velocities
   */
  public LinkPart(LinkFeatures links, double[] unit, double[] qdScale) {
    this.links = links;
    this.unit = unit.clone();
    this.qdScale = qdScale.clone();
    n = unit.length;
    count = LinkFeatures.count(n) + OTHERS;
    rows = new double[n * count];
  }

  /** The same samples, with targets that lack it. */
  public TaughtSamples without(TaughtSamples samples) {
    List<LinearTask> tasks = new ArrayList<>();
    for (int j = 0; j < n; j++) {
      tasks.add(new LinearTask(count, 1));
    }
    DMatrixRMaj x = new DMatrixRMaj(1, samples.inputs());
    double[] a = new double[count];
    double[] y = new double[1];
    for (int i = 0; i < samples.count(); i++) {
      fill(samples, i, x);
      for (int j = 0; j < n; j++) {
        System.arraycopy(rows, j * count, a, 0, count);
        y[0] = samples.target(i, j) / unit[j];
        tasks.get(j).add(a, y);
      }
    }
    HeadPrior plain = new HeadPrior(new DMatrixRMaj(1, count), CommonOps_DDRM.identity(count),
        new double[]{RIDGE});
    List<double[]> weights = tasks.stream().map(task -> plain.posteriorMean(task, 0, 1)).toList();
    TaughtSamples rest = new TaughtSamples(samples.inputs(), n);
    double[] target = new double[n];
    for (int i = 0; i < samples.count(); i++) {
      fill(samples, i, x);
      for (int j = 0; j < n; j++) {
        double explained = 0;
        for (int k = OTHERS; k < count; k++) {
          explained += weights.get(j)[k] * rows[j * count + k];
        }
        target[j] = samples.target(i, j) - unit[j] * explained;
      }
      rest.add(x.data, target);
    }
    return rest;
  }

  /** Friction's features, then the links'. */
  private void fill(TaughtSamples samples, int i, DMatrixRMaj x) {
    samples.inputInto(i, x, 0);
    links.into(x.data, rows, OTHERS, count);
    for (int j = 0; j < n; j++) {
      double qd = x.data[n + j] * qdScale[j];
      int at = j * count;
      rows[at] = 1;
      rows[at + 1] = StrictMath.tanh(qd / DRY_RAD_PER_S);
      rows[at + 2] = StrictMath.tanh(qd / SLOW_RAD_PER_S);
      rows[at + 3] = qd;
      rows[at + 4] = x.data[2 * n + j];
    }
  }
}
