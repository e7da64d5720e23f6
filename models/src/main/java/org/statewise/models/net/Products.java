package org.statewise.models.net;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statewise.models.HotPath;

/**
 * Matrix products of a layer's passes, between EJML's matrices. Single samples go to EJML where its
 * loops suit them; batches are computed by combining rows, c_i = sum_k a(i, k) b_k, in {@link
 * RowLoops}, for which the rows b_k are laid out as arrays of their own.
 *
 * <p>At 64 x 64 x 64 that takes 30 us, where a tiled loop over matrices took 70 us and EJML's
 * products take 150 us and more (2.3 GHz).
 *
 * <p>Every element is summed in the order of k, one product after the other, so that neither the
 * tiles nor the size of the batch nor the width of the processor's vectors show in a result's bits.
 * Results may not alias arguments. One thread at a time; allocates in its constructor only.
 */
final class Products {
  /** Narrower rows than this are summed as dot products: there is too little to vectorise. */
  private static final int NARROW = 8;

  /** As many rows are laid out at a time; longer sums go on from what these gave. */
  private static final int ROWS = 64;

  private final double[][] rows;
  private final Strided left = new Strided();
  private final Strided right = new Strided();
  private final Strided result = new Strided();

  /** Two rows of the result while they are summed. */
  private final double[] first;
  private final double[] second;

  /** For results up to this width; their rows and sums may be of any number and length. */
  Products(int width) {
    rows = new double[ROWS][width];
    first = new double[width];
    second = new double[width];
  }

  /** c = c + a b^T. {@code a} m x inner, {@code b} n x inner, {@code c} m x n. */
  @HotPath
  void addTimesTransposed(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
    if (a.numRows == 1 || b.numRows < NARROW) {
      Dots.addTimesTransposed(a, b, c);
      return;
    }
    left.of(a);
    right.ofTransposed(b);
    result.of(c);
    combineRows(true);
  }

  /** c = a b, or c = c + a b. {@code a} m x inner, {@code b} inner x n, {@code c} m x n. */
  @HotPath
  void times(DMatrixRMaj a, DMatrixRMaj b, boolean add, DMatrixRMaj c) {
    if (a.numRows > 1) {
      left.of(a);
      right.of(b);
      result.of(c);
      combineRows(add);
    } else if (add) {
      CommonOps_DDRM.multAdd(a, b, c);
    } else {
      CommonOps_DDRM.mult(a, b, c);
    }
  }

  /** c = a^T b, or c = c + a^T b. {@code a} inner x m, {@code b} inner x n, {@code c} m x n. */
  @HotPath
  void transposedTimes(DMatrixRMaj a, DMatrixRMaj b, boolean add, DMatrixRMaj c) {
    if (a.numRows > 1) {
      // c^T = b^T a where that has the longer rows
      boolean flip = c.numRows > c.numCols;
      left.ofTransposed(flip ? b : a);
      right.of(flip ? a : b);
      if (flip) {
        result.ofTransposed(c);
      } else {
        result.of(c);
      }
      combineRows(add);
    } else if (add) {
      CommonOps_DDRM.multAddTransA(a, b, c);
    } else {
      CommonOps_DDRM.multTransA(a, b, c);
    }
  }

  /** result = left right, or result + left right. */
  @HotPath
  private void combineRows(boolean add) {
    for (int from = 0; from < right.rows; from += ROWS) {
      int count = Math.min(ROWS, right.rows - from);
      for (int k = 0; k < count; k++) {
        right.readRow(from + k, rows[k]);
      }
      combineRows(from, count, add || from > 0);
    }
  }

  /** The share of {@code count} rows of right, from {@code from} on. */
  @HotPath
  private void combineRows(int from, int count, boolean add) {
    int last = result.rows - 1;
    for (int i = 0; i <= last; i += 2) {
      // An odd last row is summed twice, the same both times.
      int next = Math.min(i + 1, last);
      result.startRow(i, !add, first);
      result.startRow(next, !add, second);
      combineTwo(i * left.rowStep + from * left.colStep, next * left.rowStep + from * left.colStep,
          count);
      result.writeRow(i, first);
      result.writeRow(next, second);
    }
  }

  /** The two rows of left start at {@code atP} and {@code atQ}. */
  @HotPath
  private void combineTwo(int atP, int atQ, int count) {
    int width = result.cols;
    int step = left.colStep;
    int tiled = count & ~3;
    for (int k = 0; k < tiled; k += 4) {
      RowLoops.addFour(left.data, atP + k * step, atQ + k * step, step, rows, k, first, second,
          width);
    }
    for (int k = tiled; k < count; k++) {
      RowLoops.add(left.data[atP + k * step], rows[k], first, width);
      RowLoops.add(left.data[atQ + k * step], rows[k], second, width);
    }
  }
}
