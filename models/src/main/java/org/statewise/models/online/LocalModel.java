package org.statewise.models.online;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.optim.LeakyKalman;
import org.statewise.models.optim.Vectors;

/**
 * Local linear models under Gaussian receptive fields, in the manner of locally weighted projection
 * regression (Vijayakumar, D'Souza and Schaal, 2005), in fixed memory. With s = (q, qd) and x = (q,
 * qd, qdd), scaled, field k has its centre c_k in s and
 *
 * <pre>
 * a_k = exp(-|s - c_k|^2 / (2 width^2)),  h_k = (1, s - c_k, qdd)
 * f = sum_k a_k W_k h_k / (sum_k a_k + 0.01)
 * </pre>
 *
 * <p>Fields cover (q, qd) and not qdd, since at a given (q, qd) the torque of a rigid arm is linear
 * in qdd, and a local model holds that exactly. Each field learns tau on its own, by a leaky Kalman
 * filter with a_k as precision, and only where a_k exceeds 0.01. A sample that excites no field
 * above 0.1 makes a new one, which starts from f; when the memory is full, it takes over the field
 * that was used longest ago ({@link ReceptiveFields}). What is not visited is not forgotten until
 * then. Far from all fields f fades to zero, so that the prior acts alone. Chosen over local
 * Gaussian processes because its cost is fixed and it keeps no samples; without LWPR's projections
 * and distance metrics because 3n + 1 inputs need no reduction, and a metric that learns is one
 * more source of faults.
 *
 * <p>theta is W_k of all fields, the centres, and how many fields are in use; its norm in the
 * report is of the W_k. The report's stepSize is the greatest gain of a field; its
 * confidence is by how much f is not faded; the report also counts the fields in use and those taken over.
 */
final class LocalModel extends RegressionModel {
  private static final double FADE = 0.01;
  private static final double MAX_ERROR = 1e100;
  private static final double MAX_FEATURE_SQUARE = 1e12;

  private final LeakyKalman[] fields;
  private final ReceptiveFields places;
  private final Parameters weights;
  private final double[] x;
  private final double[] h;
  private final double[] local;
  /** sum_k a_k / (sum_k a_k + 0.01) of the sample just evaluated. */
  private double known;

  private LocalModel(Scaling scaling, LeakyKalman[] fields, ReceptiveFields places) {
    super(scaling, thetaOf(fields, places));
    int n = scaling.joints();
    this.fields = fields;
    this.places = places;
    weights = theta.slice(0, fields.length);
    x = new double[3 * n];
    h = new double[3 * n + 1];
    local = new double[fields.length * n];
  }

  /**
   * A model without any field in use.
   *
   * @param count fields at most
   * @param width of a field, scaled
   */
  static LocalModel of(Scaling scaling, int count, double width, double leak, double qOverR) {
    int n = scaling.joints();
    LeakyKalman[] fields = new LeakyKalman[count];
    for (int k = 0; k < count; k++) {
      fields[k] = new LeakyKalman(3 * n + 1, n, leak, qOverR);
    }
    return new LocalModel(scaling, fields, new ReceptiveFields(count, 2 * n, width));
  }

  private static Parameters thetaOf(LeakyKalman[] fields, ReceptiveFields places) {
    List<DMatrixRMaj> blocks = new ArrayList<>();
    for (LeakyKalman field : fields) {
      blocks.add(field.weights());
    }
    blocks.addAll(places.blocks());
    return new Parameters(blocks);
  }

  /** h_k. */
  @HotPath
  private void featuresOf(int k) {
    int s = 2 * sample.f.length;
    h[0] = 1;
    for (int i = 0; i < x.length; i++) {
      h[1 + i] = i < s ? x[i] - places.centre(k, i) : x[i];
    }
  }

  /** {@inheritDoc} Here that is a_k, and W_k h_k of the fields that reach the sample. */
  @Override
  @HotPath
  void evaluate(double[] q, double[] qd, double[] qdd) {
    scaling.inputInto(q, qd, qdd, x, 0);
    int n = sample.f.length;
    double sum = FADE;
    Arrays.fill(sample.f, 0);
    places.excite(x);
    for (int k = 0; k < places.inUse(); k++) {
      if (places.reaches(k)) {
        featuresOf(k);
        fields[k].predictInto(h, 0, local, k * n);
        sum += places.activation(k);
        for (int j = 0; j < n; j++) {
          sample.f[j] += places.activation(k) * local[k * n + j];
        }
      }
    }
    known = (sum - FADE) / sum;
    for (int j = 0; j < n; j++) {
      sample.f[j] /= sum;
    }
  }

  @Override
  @HotPath
  boolean isUsable(double[] q, double[] qd, double[] qdd) {
    Arrays.fill(report.confidence, known);
    return Vectors.dot(x, 0, x, 0, x.length) <= MAX_FEATURE_SQUARE;
  }

  @Override
  @HotPath
  LearnOutcome update() {
    report.stepSize = step();
    report.thetaNorm = norm();
    return report.stepSize > 0 ? LearnOutcome.UPDATED : LearnOutcome.SKIPPED;
  }

  @Override
  @HotPath
  double step() {
    makeRoom();
    double largestGain = 0;
    for (int k = 0; k < places.inUse(); k++) {
      if (places.reaches(k) && isLearnable(k)) {
        featuresOf(k);
        double gain = fields[k].update(h, 0, sample.target, 0, places.activation(k));
        largestGain = Math.max(largestGain, gain);
      }
    }
    return largestGain;
  }

  @Override
  @HotPath
  double norm() {
    return weights.norm();
  }

  /**
   * Whether the error of field k is small enough to learn from, so that its weights stay finite.
   */
  @HotPath
  private boolean isLearnable(int k) {
    int n = sample.f.length;
    boolean learnable = true;
    for (int j = 0; j < n; j++) {
      learnable &= Math.abs(sample.target[j] - local[k * n + j]) <= MAX_ERROR;
    }
    return learnable;
  }

  /** Makes a field here if none is near; it starts from f, so that the torque does not jump. */
  @HotPath
  private void makeRoom() {
    int k = places.claim(x);
    if (k >= 0) {
      int n = sample.f.length;
      DMatrixRMaj w = fields[k].weights();
      Arrays.fill(w.data, 0);
      for (int j = 0; j < n; j++) {
        w.data[j * w.numCols] = sample.f[j];
      }
      fields[k].reset();
      System.arraycopy(sample.f, 0, local, k * n, n);
    }
    report.fieldsInUse = places.inUse();
    report.fieldsRecycled = places.recycled();
  }

  @Override
  @HotPath
  public void slowDown(double share) {
    for (int k = 0; k < fields.length; k++) {
      fields[k].slowDown(share);
    }
  }

  @Override
  public void collectState(StateBlocks state) {
    for (LeakyKalman field : fields) {
      field.collectState(state);
    }
    places.collectState(state);
  }

  @Override
  @HotPath
  void forget() {
    places.settle();
    for (int k = 0; k < fields.length; k++) {
      fields[k].reset();
    }
  }

  /** With every field in reach of the sample, which is the worst case. */
  @Override
  public long multiplyAddsPerUpdate() {
    return fields.length * (fields[0].multiplyAddsPerUpdate() + 2L * h.length);
  }
}
