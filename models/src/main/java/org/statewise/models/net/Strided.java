package org.statewise.models.net;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.statewise.models.HotPath;

/** A matrix or its transpose, read and written where it is: element (i, j) is i row + j column. */
@HotPath
final class Strided {
  double[] data;
  int rows;
  int cols;
  int rowStep;
  int colStep;

  Strided of(DMatrixRMaj x) {
    data = x.data;
    rows = x.numRows;
    cols = x.numCols;
    rowStep = x.numCols;
    colStep = 1;
    return this;
  }

  Strided ofTransposed(DMatrixRMaj x) {
    of(x);
    rows = x.numCols;
    cols = x.numRows;
    rowStep = 1;
    colStep = x.numCols;
    return this;
  }

  /** Copies row {@code i} out, to the start of {@code row}. */
  void readRow(int i, double[] row) {
    int at = i * rowStep;
    if (colStep == 1) {
      System.arraycopy(data, at, row, 0, cols);
      return;
    }
    for (int j = 0; j < cols; j++) {
      row[j] = data[at + j * colStep];
    }
  }

  /** Takes row {@code i} from the start of {@code row}. */
  void writeRow(int i, double[] row) {
    int at = i * rowStep;
    if (colStep == 1) {
      System.arraycopy(row, 0, data, at, cols);
      return;
    }
    for (int j = 0; j < cols; j++) {
      data[at + j * colStep] = row[j];
    }
  }

  /** Row {@code i} as {@link #readRow} gives it, or zeros: what a sum starts from. */
  void startRow(int i, boolean fromZero, double[] row) {
    if (fromZero) {
      Arrays.fill(row, 0, cols, 0.0);
    } else {
      readRow(i, row);
    }
  }
}
