package org.statewise.controller.dataset;

/** Means, variances and the covariance of two quantities, updated as Welford does. */
final class Spread {
  private long count;
  private double xMean;
  private double yMean;
  private double xx;
  private double yy;
  private double xy;

  void add(double x, double y) {
    count++;
    double dx = x - xMean;
    double dy = y - yMean;
    xMean += dx / count;
    yMean += dy / count;
    xx += dx * (x - xMean);
    yy += dy * (y - yMean);
    xy += dx * (y - yMean);
  }

  void add(double x) {
    add(x, 0);
  }

  long count() {
    return count;
  }

  /** Of x; NaN without values. */
  double variance() {
    return count == 0 ? Double.NaN : xx / count;
  }

  /** Of x and y; NaN where either is constant. */
  double correlation() {
    return xy / Math.sqrt(xx * yy);
  }

  /** The part of y's variance that x explains; -1 where either is constant. */
  double explained() {
    double r = correlation();
    return Double.isNaN(r) ? -1 : r * r;
  }

  /** a of the least squares fit y = a x + b; NaN where x is constant. */
  double slope() {
    return xy / xx;
  }
}
