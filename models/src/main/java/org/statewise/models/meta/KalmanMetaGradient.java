package org.statewise.models.meta;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.optim.LinearFilter;

/**
 * How well the leaky Kalman filters of an arm predict what comes next, and how that depends on the
 * precisions phi_j(q, qd) of their samples, on leak and on process noise:
 *
 * <pre>
 * T = 1 / (K n H) sum_t sum_j sum_i (y_{t+i,j} - h_{t+i,j} . w_{t,j})^2,  t = 1..K, i = 1..H
 * </pre>
 *
 * <p>w_t is what the filter has after tick t, so every error is that of a sample before it is
 * learned. dT/dphi, dT/dleak and dT/dq are exact for the K ticks of a window: back through w and P
 * in closed form ({@link FilterPass}; {@code docs/meta-gradient.md}). What the window starts from
 * counts as given, but for a fresh filter, whose P depends on leak and q. Memory: K (m^2 + 2 m)
 * numbers, and 2 n (m^2 + m) for where the filters stand.
 *
 * <p>Allocates only when a window has more ticks than any before. One thread at a time.
 */
public final class KalmanMetaGradient {
  private final Loss loss;
  private final int features;
  private final FilterPass pass;
  private final double[][] w;
  private final double[][] p;
  private final double[][] wEnd;
  private final double[][] pEnd;
  private boolean fresh = true;

  /** e = 1 and U = N / 2 dT/dphi_nj make a loss's mixed gradient what is wanted here. */
  private final DMatrixRMaj ones = new DMatrixRMaj(1, 1);
  private final DMatrixRMaj zeros = new DMatrixRMaj(1, 1);
  private final DMatrixRMaj precision = new DMatrixRMaj(1, 1);
  private final DMatrixRMaj u = new DMatrixRMaj(1, 1);
  private final double[] jointLoss;
  private double leakBar;
  private double processNoiseBar;

  /**
   * Shares {@code loss}, and so phi, with the caller.
   *
   * @param loss of weighted squares, whose weights are precisions
   * @param features m
   * @param longest the most ticks of a window
   * @throws IllegalArgumentException if a number is not positive
   */
  public KalmanMetaGradient(Loss loss, int features, int longest) {
    if (features < 1 || longest < 1) {
      throw new IllegalArgumentException("Kalman meta-gradient: features and ticks must be"
          + " positive, got " + features + " and " + longest + ".");
    }
    int n = loss.joints();
    this.loss = loss;
    this.features = features;
    pass = new FilterPass(features, longest);
    w = new double[n][features];
    wEnd = new double[n][features];
    p = new double[n][features * features];
    pEnd = new double[n][features * features];
    jointLoss = new double[n];
  }

  /** The next window begins a stream: with fresh filters. */
  public void restart() {
    fresh = true;
  }

  /** The next window goes on where the last one ended. */
  @HotPath
  public void advance() {
    fresh = false;
    for (int j = 0; j < w.length; j++) {
      System.arraycopy(wEnd[j], 0, w[j], 0, features);
      System.arraycopy(pEnd[j], 0, p[j], 0, p[j].length);
    }
  }

  /**
   * T and its gradient along a window. Does not move on: {@link #advance} does.
   *
   * @param window of this arm and these features
   * @param leak 1e-8 to below 1
   * @param q process noise, positive
   * @param dTaskdPhi receives phi's shape; must not be phi
   * @return T, not finite if a target is not; then the gradient is without meaning
   */
  @HotPath
  public double gradientInto(FilterWindow window, double leak, double q, Parameters dTaskdPhi) {
    begin(window, leak, q);
    for (int j = 0; j < w.length; j++) {
      forward(window, j);
      backward(window, j);
    }
    double mean = 1.0 / ((double) window.ticks() * w.length * window.horizon());
    leakBar *= mean;
    processNoiseBar *= mean;
    // sum_nj dT/dphi_nj dphi_nj/dphi
    double half = 0.5 * window.ticks() * mean;
    for (int i = 0; i < u.getNumElements(); i++) {
      u.data[i] *= half;
    }
    loss.mixedGradientPhiInto(u, dTaskdPhi);
    return taskLoss(window);
  }

  /** T alone; otherwise as {@link #gradientInto}. */
  @HotPath
  public double evaluate(FilterWindow window, double leak, double q) {
    begin(window, leak, q);
    for (int j = 0; j < w.length; j++) {
      forward(window, j);
      for (int t = 0; t < window.ticks(); t++) {
        jointLoss[j] += judge(window, t, j);
      }
    }
    return taskLoss(window);
  }

  @HotPath
  private void begin(FilterWindow window, double leak, double q) {
    weigh(window);
    pass.constants(leak, q);
    pass.startBack();
    leakBar = 0;
    processNoiseBar = 0;
    Arrays.fill(jointLoss, 0);
  }

  /** Makes means of the joints' sums; the mean of those is T. */
  @HotPath
  private double taskLoss(FilterWindow window) {
    double sum = 0;
    for (int j = 0; j < w.length; j++) {
      jointLoss[j] /= (double) window.ticks() * window.horizon();
      sum += jointLoss[j];
    }
    return sum / w.length;
  }

  /** The part of T that is of joint {@code j}, in the last window: T is the mean of all. */
  @HotPath
  public double jointLoss(int j) {
    return jointLoss[j];
  }

  /** phi_nj of all ticks, read off dL/df = 2 phi_nj e_nj / N at e = 1. */
  @HotPath
  private void weigh(FilterWindow window) {
    int ticks = window.ticks();
    int n = w.length;
    precision.reshape(ticks, n);
    u.reshape(ticks, n);
    ones.reshape(ticks, n);
    zeros.reshape(ticks, n);
    Arrays.fill(ones.data, 0, ticks * n, 1.0);
    loss.evaluate(window.state(), ones, zeros);
    loss.gradientInto(precision);
    for (int i = 0; i < ticks * n; i++) {
      precision.data[i] *= 0.5 * ticks;
    }
  }

  /** The filter of a joint along the window. */
  @HotPath
  private void forward(FilterWindow window, int j) {
    double[] h = window.featureArray();
    if (fresh) {
      pass.startFresh();
    } else {
      pass.start(w[j], p[j]);
    }
    for (int t = 0; t < window.ticks(); t++) {
      pass.forward(t, h, window.featuresAt(t, j), window.target(t, j),
          clamped(precision.data[t * w.length + j]));
    }
    pass.stateInto(wEnd[j], pEnd[j]);
  }

  /** And back. */
  @HotPath
  private void backward(FilterWindow window, int j) {
    double[] h = window.featureArray();
    int n = w.length;
    pass.startBack();
    for (int t = window.ticks() - 1; t >= 0; t--) {
      jointLoss[j] += judge(window, t, j);
      double weight = precision.data[t * n + j];
      double bar = pass.backward(t, h, window.featuresAt(t, j), clamped(weight));
      u.data[t * n + j] = weight == clamped(weight) ? bar : 0;
    }
    if (fresh) {
      pass.backwardFresh();
    }
    leakBar += pass.leakBar();
    processNoiseBar += pass.processNoiseBar();
  }

  /** The squared errors of the H samples behind tick {@code t}, and what they ask of w_t. */
  @HotPath
  private double judge(FilterWindow window, int t, int j) {
    double[] h = window.featureArray();
    double sum = 0;
    for (int i = 1; i <= window.horizon(); i++) {
      int at = window.featuresAt(t + i, j);
      double e = pass.predict(t, h, at) - window.target(t + i, j);
      sum += e * e;
      pass.addToWeights(2 * e, h, at);
    }
    return sum;
  }

  /** As the online model bounds precisions. */
  @HotPath
  private static double clamped(double weight) {
    return Math.min(Math.max(weight, 0), LinearFilter.MAX_PRECISION);
  }

  /** dT/dleak of the last window. */
  @HotPath
  public double dTaskdLeak() {
    return leakBar;
  }

  /** dT/dq of the last window. */
  @HotPath
  public double dTaskdProcessNoise() {
    return processNoiseBar;
  }

  /** The weights of joint {@code j} after the last window, m numbers, copied. */
  public double[] weights(int j) {
    return wEnd[j].clone();
  }
}
