package org.statewise.models.net;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;

/**
 * An ordered list of dense blocks, seen as one vector: theta, phi, their gradients, a rule's
 * moments. For a network the order is W_1 (out x in), b_1 (out x 1), W_2, b_2, ...
 *
 * <p>Operations between two instances need equal shapes, block by block ({@link #sameShape}); they
 * are for the same architecture, so the hot path does not check again. Not thread-safe: one thread
 * owns an instance.
 */
public final class Parameters {
  private final DMatrixRMaj[] blocks;
  private final int count;

  /** Holds these very blocks, not copies of them. */
  public Parameters(List<DMatrixRMaj> blocks) {
    this.blocks = blocks.toArray(DMatrixRMaj[]::new);
    int sum = 0;
    for (DMatrixRMaj block : this.blocks) {
      sum += block.getNumElements();
    }
    count = sum;
  }

  /** Parameters without any block, of a loss that has nothing to learn. */
  public static Parameters empty() {
    return new Parameters(List.of());
  }

  /** The blocks {@code from} (inclusive) to {@code to} (exclusive), shared with this instance. */
  public Parameters slice(int from, int to) {
    return new Parameters(Arrays.asList(blocks).subList(from, to));
  }

  /** Zeros of the same shapes. */
  public Parameters newLike() {
    return new Parameters(Arrays.stream(blocks)
        .map(b -> new DMatrixRMaj(b.numRows, b.numCols))
        .toList());
  }

  /** An independent copy. */
  public Parameters copy() {
    Parameters copy = newLike();
    copy.copyFrom(this);
    return copy;
  }

  /** The number of scalars in all blocks. */
  @HotPath
  public int count() {
    return count;
  }

  /** The number of blocks. */
  @HotPath
  public int blocks() {
    return blocks.length;
  }

  /** Block {@code i} itself, not a copy. */
  @HotPath
  public DMatrixRMaj block(int i) {
    return blocks[i];
  }

  /** Whether {@code other} has the same number of blocks, each of the same shape. */
  public boolean sameShape(Parameters other) {
    if (blocks.length != other.blocks.length) {
      return false;
    }
    for (int i = 0; i < blocks.length; i++) {
      if (blocks[i].numRows != other.blocks[i].numRows
          || blocks[i].numCols != other.blocks[i].numCols) {
        return false;
      }
    }
    return true;
  }

  /** this = 0. */
  @HotPath
  public void zero() {
    for (int b = 0; b < blocks.length; b++) {
      Arrays.fill(blocks[b].data, 0, blocks[b].getNumElements(), 0.0);
    }
  }

  /** this = other. */
  @HotPath
  public void copyFrom(Parameters other) {
    for (int b = 0; b < blocks.length; b++) {
      System.arraycopy(other.blocks[b].data, 0, blocks[b].data, 0, blocks[b].getNumElements());
    }
  }

  /** this = this + alpha other. */
  @HotPath
  public void addScaled(double alpha, Parameters other) {
    for (int b = 0; b < blocks.length; b++) {
      double[] x = blocks[b].data;
      double[] y = other.blocks[b].data;
      int n = blocks[b].getNumElements();
      for (int i = 0; i < n; i++) {
        x[i] += alpha * y[i];
      }
    }
  }

  /** this = alpha this. */
  @HotPath
  public void scale(double alpha) {
    for (int b = 0; b < blocks.length; b++) {
      double[] x = blocks[b].data;
      int n = blocks[b].getNumElements();
      for (int i = 0; i < n; i++) {
        x[i] *= alpha;
      }
    }
  }

  /** The sum of the products of all scalars, this . other. */
  @HotPath
  public double dot(Parameters other) {
    double sum = 0;
    for (int b = 0; b < blocks.length; b++) {
      sum += Layers.dot(blocks[b].data, other.blocks[b].data, blocks[b].getNumElements());
    }
    return sum;
  }

  /**
   * The Euclidean norm, sqrt(this . this). It is finite only if every scalar is finite and its
   * square does not overflow, so one pass serves as a check too.
   */
  @HotPath
  public double norm() {
    return Math.sqrt(dot(this));
  }

  /** Whether no scalar is infinite or NaN. */
  @HotPath
  public boolean allFinite() {
    for (int b = 0; b < blocks.length; b++) {
      double[] x = blocks[b].data;
      int n = blocks[b].getNumElements();
      for (int i = 0; i < n; i++) {
        if (!Double.isFinite(x[i])) {
          return false;
        }
      }
    }
    return true;
  }

  /** All scalars, block after block, each row-major: the order of files. */
  public double[] toArray() {
    double[] flat = new double[count];
    int at = 0;
    for (DMatrixRMaj block : blocks) {
      System.arraycopy(block.data, 0, flat, at, block.getNumElements());
      at += block.getNumElements();
    }
    return flat;
  }

  /**
   * Takes all scalars over, in the order of {@link #toArray}.
   *
   * @throws IllegalArgumentException if there are too few or too many, or one is not finite; this
   *     instance is then unchanged
   */
  public void fromArray(double[] flat) {
    if (flat.length != count) {
      throw new IllegalArgumentException(
          "Parameters: need exactly " + count + " values, got " + flat.length + ".");
    }
    for (int i = 0; i < flat.length; i++) {
      if (!Double.isFinite(flat[i])) {
        throw new IllegalArgumentException(
            "Parameters: value " + i + " must be finite, got " + flat[i] + ".");
      }
    }
    int at = 0;
    for (DMatrixRMaj block : blocks) {
      System.arraycopy(flat, at, block.data, 0, block.getNumElements());
      at += block.getNumElements();
    }
  }
}
