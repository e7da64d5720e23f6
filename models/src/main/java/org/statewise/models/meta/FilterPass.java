package org.statewise.models.meta;

import java.util.Arrays;
import org.statewise.models.HotPath;
import org.statewise.models.optim.LeakyCovariance;
import org.statewise.models.optim.LeakyKalman;
import org.statewise.models.optim.Vectors;

/**
 * One joint's leaky Kalman filter ({@link LeakyKalman}) along a window, and back through it. Keeps
 * w, P and g of each tick, K (m^2 + 2 m) numbers, which all joints use one after the other.
 *
 * <p>Forwards, k = 1 - leak: Pp = k^2 P + q I, g = Pp h, s = h . g, a = p / (1 + p s), e = y - k h
 * . w, w' = k w + a e g, P' = Pp - a g g^T. Backwards, with a bar for dT/d, P symmetric: see {@code
 * docs/meta-gradient.md}.
 */
final class FilterPass {
  private final int m;
  private final double[][] pKept;
  private final double[][] wKept;
  private final double[][] gKept;
  private final double[] spread;
  private final double[] gain;
  private final double[] error;

  /** w and P, after the last tick of a forward pass; then their adjoints. */
  private final double[] w;
  private final double[] p;
  private final double[] wBar;
  private final double[] pBar;
  private final double[] gBar;
  private final double[] v;

  private double keep;
  private double q;
  private double keepBar;
  private double keep2Bar;
  private double qBar;

  FilterPass(int features, int longest) {
    m = features;
    pKept = new double[longest][m * m];
    wKept = new double[longest + 1][m];
    gKept = new double[longest][m];
    spread = new double[longest];
    gain = new double[longest];
    error = new double[longest];
    w = new double[m];
    p = new double[m * m];
    wBar = new double[m];
    pBar = new double[m * m];
    gBar = new double[m];
    v = new double[m];
  }

  /** The constants of the passes that follow. */
  @HotPath
  void constants(double leak, double processNoise) {
    keep = 1 - leak;
    q = processNoise;
  }

  /** P_max = q / (1 - k^2), where a fresh filter starts. */
  @HotPath
  double freshVariance() {
    return LeakyCovariance.settledVariance(keep, q);
  }

  /** Starts from a state: weights {@code w0} and covariance {@code p0}, which stay as they are. */
  @HotPath
  void start(double[] w0, double[] p0) {
    System.arraycopy(w0, 0, w, 0, m);
    System.arraycopy(p0, 0, p, 0, p.length);
  }

  /** Starts as a fresh filter does. */
  @HotPath
  void startFresh() {
    Arrays.fill(w, 0);
    LeakyCovariance.settle(freshVariance(), p, m);
  }

  /** Copies the state after the last tick out. */
  @HotPath
  void stateInto(double[] wEnd, double[] pEnd) {
    System.arraycopy(w, 0, wEnd, 0, m);
    System.arraycopy(p, 0, pEnd, 0, p.length);
  }

  /** Learns tick {@code t} from features {@code h} at {@code at}. */
  @HotPath
  void forward(int t, double[] h, int at, double y, double precision) {
    System.arraycopy(w, 0, wKept[t], 0, m);
    System.arraycopy(p, 0, pKept[t], 0, p.length);
    double[] g = gKept[t];
    double keep2 = keep * keep;
    LeakyCovariance.gainVectorInto(keep2, p, q, h, at, g);
    spread[t] = Vectors.dot(h, at, g, 0, m);
    gain[t] = precision / (1 + precision * spread[t]);
    error[t] = y - keep * Vectors.dot(w, 0, h, at, m);
    double step = gain[t] * error[t];
    double root = Math.sqrt(gain[t]);
    for (int i = 0; i < m; i++) {
      w[i] = keep * w[i] + step * g[i];
      v[i] = root * g[i];
    }
    LeakyCovariance.shrink(keep2, p, q, v);
    System.arraycopy(w, 0, wKept[t + 1], 0, m);
  }

  /** h . w with the weights that tick {@code t} led to. */
  @HotPath
  double predict(int t, double[] h, int at) {
    return Vectors.dot(wKept[t + 1], 0, h, at, m);
  }

  /** Begins the way back, behind the last tick. */
  @HotPath
  void startBack() {
    Arrays.fill(wBar, 0);
    Arrays.fill(pBar, 0);
    keepBar = 0;
    keep2Bar = 0;
    qBar = 0;
  }

  /** dT/dw of the weights that the tick about to be gone back through led to, plus c h. */
  @HotPath
  void addToWeights(double c, double[] h, int at) {
    Vectors.addScaled(c, h, at, wBar, 0, m);
  }

  /**
   * Back through tick {@code t}.
   *
   * @return dT/dp of its precision
   */
  @HotPath
  double backward(int t, double[] h, int at, double precision) {
    double[] g = gKept[t];
    double a = gain[t];
    double e = error[t];
    // v = Pbar' g
    for (int i = 0; i < m; i++) {
      v[i] = Vectors.dot(pBar, i * m, g, 0, m);
    }
    double gDotW = Vectors.dot(g, 0, wBar, 0, m);
    // abar = e (g . wbar') - g . Pbar' g
    double aBar = e * gDotW - Vectors.dot(g, 0, v, 0, m);
    // sbar = da/ds abar = -a^2 abar
    double sBar = -a * a * aBar;
    for (int i = 0; i < m; i++) {
      // gbar = a e wbar' - 2 a Pbar' g + sbar h
      gBar[i] = a * (e * wBar[i] - 2 * v[i]) + sBar * h[at + i];
      // d/d(k w) = wbar' - h ebar, ebar = a (g . wbar')
      wBar[i] -= a * gDotW * h[at + i];
    }
    keepBar += Vectors.dot(wBar, 0, wKept[t], 0, m);
    for (int i = 0; i < m; i++) {
      wBar[i] *= keep;
    }
    covarianceBack(t, h, at);
    double root = 1 + precision * spread[t];
    return aBar / (root * root);
  }

  /** Ppbar = Pbar' + (gbar h^T + h gbar^T) / 2, Pbar = k^2 Ppbar, and what k^2 and q get of it. */
  @HotPath
  private void covarianceBack(int t, double[] h, int at) {
    double keep2 = keep * keep;
    double[] before = pKept[t];
    double trace = 0;
    double ofKeep2 = 0;
    for (int i = 0; i < m; i++) {
      double halfH = 0.5 * h[at + i];
      double halfG = 0.5 * gBar[i];
      int row = i * m;
      for (int j = 0; j < m; j++) {
        pBar[row + j] += halfG * h[at + j] + halfH * gBar[j];
      }
      trace += pBar[row + i];
      ofKeep2 += Vectors.dot(pBar, row, before, row, m);
      for (int j = 0; j < m; j++) {
        pBar[row + j] *= keep2;
      }
    }
    keep2Bar += ofKeep2;
    qBar += trace;
  }

  /** Back through the start of a fresh filter. */
  @HotPath
  void backwardFresh() {
    double trace = 0;
    for (int i = 0; i < p.length; i += m + 1) {
      trace += pBar[i];
    }
    // P_max = q / (1 - k^2)
    double rest = 1 - keep * keep;
    qBar += trace / rest;
    keep2Bar += trace * q / (rest * rest);
  }

  /** dT/dleak of all ticks since {@link #startBack}. */
  @HotPath
  double leakBar() {
    return -(keepBar + 2 * keep * keep2Bar);
  }

  /** dT/dq of all ticks since {@link #startBack}. */
  @HotPath
  double processNoiseBar() {
    return qBar;
  }
}
