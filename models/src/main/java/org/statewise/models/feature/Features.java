package org.statewise.models.feature;

import org.statewise.models.HotPath;

/**
 * The features of a linear model: h(q, qd, qdd), m numbers, the same ones for every joint or a row
 * for each. The map is fixed; only the weights learn.
 *
 * <p>A feature of size about 1 keeps the weights of a model comparable. An instance may hold
 * scratch memory and serves one thread.
 */
public interface Features {
  /** n, the joints that it looks at. */
  int joints();

  /** m, the numbers in a row. */
  int count();

  /** 1 if all joints see the same row, n if joint j sees row j. */
  int rows();

  /** The approximate number of multiplications of one evaluation. */
  long multiplyAdds();

  /**
   * h(q, qd, qdd).
   *
   * @param q position, rad
   * @param qd velocity, rad/s
   * @param qdd acceleration, rad/s^2
   * @param h receives {@link #rows} rows of {@link #count} dimensionless numbers; those that look
   *     at an input that is not finite are not finite
   */
  @HotPath
  void featureInto(double[] q, double[] qd, double[] qdd, double[] h);
}
