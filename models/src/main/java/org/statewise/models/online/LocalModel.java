package org.statewise.models.online;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.optim.LeakyKalman;

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
 * filter with a_k as precision, and only where a_k exceeds 0.01: what is not visited is not
 * forgotten. A sample that excites no field above 0.1 makes a new one, until the memory is full.
 * Far from all fields f fades to zero, so that the prior remains. Chosen over local Gaussian
 * processes because its cost is fixed and it keeps no samples; without LWPR's projections and
 * distance metrics because 3n + 1 inputs need no reduction, and a metric that learns is one more
 * thing that can go wrong.
 *
 * <p>theta is W_k of all fields, the centres, and how many fields are in use; its norm in the
 * report is of the W_k. The report's stepSize is the greatest gain of a field.
 */
final class LocalModel implements OnlineModel {
  private static final double LEAST_ACTIVATION = 0.01;
  private static final double NEW_FIELD_BELOW = 0.1;
  private static final double FADE = 0.01;
  private static final double LARGEST = 1e100;
  private static final double LARGEST_FEATURE_SQUARE = 1e12;

  private final Scaling scaling;
  private final ScaledSample sample;
  private final LearnReport report;
  private final LeakyKalman[] fields;
  private final Parameters theta;
  private final Parameters weights;
  private final DMatrixRMaj centres;
  private final DMatrixRMaj used;
  private final double inverseSquare;
  private final double[] x;
  private final double[] h;
  private final double[] local;
  private final double[] activation;

  /**
   * @param count fields at most
   * @param width of a field, scaled
   */
  LocalModel(Scaling scaling, int count, double width, double leak, double qOverR) {
    int n = scaling.joints();
    this.scaling = scaling;
    sample = new ScaledSample(scaling);
    report = new LearnReport(n);
    fields = new LeakyKalman[count];
    List<DMatrixRMaj> blocks = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      fields[k] = new LeakyKalman(3 * n + 1, n, leak, qOverR);
      blocks.add(fields[k].weights());
    }
    centres = new DMatrixRMaj(count, 2 * n);
    used = new DMatrixRMaj(1, 1);
    blocks.add(centres);
    blocks.add(used);
    theta = new Parameters(blocks);
    weights = theta.slice(0, count);
    inverseSquare = 1 / (2 * width * width);
    x = new double[3 * n];
    h = new double[3 * n + 1];
    local = new double[count * n];
    activation = new double[count];
  }

  @Override
  public int joints() {
    return scaling.joints();
  }

  /** h_k. */
  @HotPath
  private void featuresOf(int k) {
    int s = centres.numCols;
    h[0] = 1;
    for (int i = 0; i < x.length; i++) {
      h[1 + i] = i < s ? x[i] - centres.data[k * s + i] : x[i];
    }
  }

  /** a_k, W_k h_k where a_k counts, and f. */
  @HotPath
  private void evaluate() {
    int n = sample.f.length;
    int s = centres.numCols;
    double sum = FADE;
    Arrays.fill(sample.f, 0);
    for (int k = 0; k < inUse(); k++) {
      double square = 0;
      for (int i = 0; i < s; i++) {
        double d = x[i] - centres.data[k * s + i];
        square += d * d;
      }
      activation[k] = StrictMath.exp(-square * inverseSquare);
      if (activation[k] > LEAST_ACTIVATION) {
        featuresOf(k);
        fields[k].predictInto(h, 0, local, k * n);
        sum += activation[k];
        for (int j = 0; j < n; j++) {
          sample.f[j] += activation[k] * local[k * n + j];
        }
      }
    }
    for (int j = 0; j < n; j++) {
      sample.f[j] /= sum;
    }
  }

  @HotPath
  private int inUse() {
    return Math.max(0, Math.min((int) used.data[0], fields.length));
  }

  @Override
  @HotPath
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    if (!ScaledSample.finite(q) || !ScaledSample.finite(qd) || !ScaledSample.finite(qdd)) {
      Arrays.fill(uModel, Double.NaN);
      return;
    }
    scaling.inputInto(q, qd, qdd, x, 0);
    evaluate();
    sample.torqueInto(uModel);
  }

  @Override
  @HotPath
  public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
    boolean usable = sample.take(q, qd, qdd, tau);
    scaling.inputInto(q, qd, qdd, x, 0);
    double square = 0;
    for (int i = 0; i < x.length; i++) {
      square += x[i] * x[i];
    }
    evaluate();
    usable &= sample.compare(report);
    if (!usable || !(square <= LARGEST_FEATURE_SQUARE)) {
      report.thetaNorm = weights.norm();
      return LearnOutcome.REJECTED;
    }
    makeRoom();
    for (int k = 0; k < inUse(); k++) {
      if (activation[k] > LEAST_ACTIVATION && sane(k)) {
        featuresOf(k);
        double gain = fields[k].update(h, 0, sample.target, 0, activation[k]);
        report.stepSize = Math.max(report.stepSize, gain);
      }
    }
    report.thetaNorm = weights.norm();
    return report.stepSize > 0 ? LearnOutcome.UPDATED : LearnOutcome.SKIPPED;
  }

  /** Whether field k errs by a size to learn from: by that its weights stay finite. */
  @HotPath
  private boolean sane(int k) {
    int n = sample.f.length;
    boolean sane = true;
    for (int j = 0; j < n; j++) {
      sane &= Math.abs(sample.target[j] - local[k * n + j]) <= LARGEST;
    }
    return sane;
  }

  /** A new field here if none is near and there is one left. */
  @HotPath
  private void makeRoom() {
    int k = inUse();
    double nearest = 0;
    for (int i = 0; i < k; i++) {
      nearest = Math.max(nearest, activation[i]);
    }
    if (k == fields.length || nearest > NEW_FIELD_BELOW) {
      return;
    }
    System.arraycopy(x, 0, centres.data, k * centres.numCols, centres.numCols);
    Arrays.fill(local, k * sample.f.length, (k + 1) * sample.f.length, 0);
    activation[k] = 1;
    used.data[0] = k + 1;
  }

  @Override
  @HotPath
  public boolean useLoss(Loss loss, double alpha) {
    return false;
  }

  @Override
  @HotPath
  public void slowDown(double share) {
    for (int k = 0; k < fields.length; k++) {
      fields[k].slowDown(share);
    }
  }

  @Override
  public Optional<PayloadEstimate> payload() {
    return Optional.empty();
  }

  @Override
  @HotPath
  public LearnReport report() {
    return report;
  }

  @Override
  public Parameters theta() {
    return theta;
  }

  @Override
  @HotPath
  public void snapshotInto(Parameters snapshot) {
    snapshot.copyFrom(theta);
  }

  @Override
  public void collectState(StateBlocks state) {
    for (LeakyKalman field : fields) {
      field.collectState(state);
    }
    state.add(centres.data);
    state.add(used.data);
  }

  @Override
  public void restore(Parameters snapshot) {
    Restoring.into(theta, snapshot);
    used.data[0] = Math.min(Math.max(Math.rint(used.data[0]), 0), fields.length);
    for (LeakyKalman field : fields) {
      field.reset();
    }
  }

  /** With every field in reach of the sample, which is the worst case. */
  @Override
  public long multiplyAddsPerUpdate() {
    return fields.length * (fields[0].multiplyAddsPerUpdate() + 2L * h.length);
  }
}
