package org.statewise.models.feature;

import java.util.List;
import org.statewise.models.HotPath;

/**
 * Several features side by side. If one of them has a row for each joint, so has the whole;
 * features that all joints see are then the same in each row.
 */
public final class JoinedFeatures implements Features {
  private final Features[] parts;
  private final double[][] scratch;
  private final int count;
  private final int rows;

  /**
   * @param parts in the order of their columns, at least one
   * @throws IllegalArgumentException if there is none, or they are for different arms
   */
  public JoinedFeatures(List<Features> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("Joined features: need at least one part, got none.");
    }
    this.parts = parts.toArray(Features[]::new);
    scratch = new double[parts.size()][];
    int columns = 0;
    int most = 1;
    for (int p = 0; p < scratch.length; p++) {
      Features part = this.parts[p];
      if (part.joints() != this.parts[0].joints()) {
        throw new IllegalArgumentException("Joined features: must be of one arm, got "
            + this.parts[0].joints() + " and " + part.joints() + " joints.");
      }
      scratch[p] = new double[part.rows() * part.count()];
      columns += part.count();
      most = Math.max(most, part.rows());
    }
    count = columns;
    rows = most;
  }

  @Override
  public int joints() {
    return parts[0].joints();
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public long multiplyAdds() {
    long sum = 0;
    for (Features part : parts) {
      sum += part.multiplyAdds();
    }
    return sum;
  }

  @Override
  @HotPath
  public void featureInto(double[] q, double[] qd, double[] qdd, double[] h) {
    int column = 0;
    for (int p = 0; p < parts.length; p++) {
      parts[p].featureInto(q, qd, qdd, scratch[p]);
      int width = parts[p].count();
      boolean shared = parts[p].rows() == 1;
      for (int row = 0; row < rows; row++) {
        int from = shared ? 0 : row * width;
        System.arraycopy(scratch[p], from, h, row * count + column, width);
      }
      column += width;
    }
  }
}
