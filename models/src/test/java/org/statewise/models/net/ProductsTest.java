package org.statewise.models.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.statewise.models.Draw;

/** Tiles and what is left over at their edges, for all small shapes. */
class ProductsTest {
  private static final int LARGEST = 10;

  private final Draw draw = new Draw(8);
  private final Products products = new Products(LARGEST);

  private interface Product {
    void check(int rows, int inner, int cols);
  }

  private static void forAllShapes(Product product) {
    for (int rows = 1; rows <= LARGEST; rows++) {
      for (int inner = 1; inner <= LARGEST; inner++) {
        for (int cols = 1; cols <= LARGEST; cols++) {
          product.check(rows, inner, cols);
        }
      }
    }
  }

  private static DMatrixRMaj transpose(DMatrixRMaj x) {
    return CommonOps_DDRM.transpose(x, null);
  }

  private static void assertEqual(DMatrixRMaj actual, DMatrixRMaj expected) {
    assertThat(actual.data).containsExactly(expected.data, within(1e-13));
  }

  @Test
  void shouldAddTheProductWithATransposedMatrix() {
    forAllShapes((rows, inner, cols) -> {
      DMatrixRMaj a = draw.matrix(rows, inner);
      DMatrixRMaj b = draw.matrix(inner, cols);
      DMatrixRMaj c = draw.matrix(rows, cols);
      DMatrixRMaj sum = c.copy();
      CommonOps_DDRM.addEquals(sum, CommonOps_DDRM.mult(a, b, null));
      products.addTimesTransposed(a, transpose(b), c);
      assertEqual(c, sum);
    });
  }

  @Test
  void shouldMultiplyAndAdd() {
    forAllShapes((rows, inner, cols) -> {
      DMatrixRMaj a = draw.matrix(rows, inner);
      DMatrixRMaj b = draw.matrix(inner, cols);
      DMatrixRMaj c = draw.matrix(rows, cols);
      DMatrixRMaj sum = c.copy();
      CommonOps_DDRM.addEquals(sum, CommonOps_DDRM.mult(a, b, null));
      products.times(a, b, true, c);
      assertEqual(c, sum);
      products.times(a, b, false, c);
      assertEqual(c, CommonOps_DDRM.mult(a, b, null));
    });
  }

  @Test
  void shouldMultiplyATransposedMatrixAndAdd() {
    forAllShapes((rows, inner, cols) -> {
      DMatrixRMaj a = draw.matrix(rows, inner);
      DMatrixRMaj b = draw.matrix(inner, cols);
      DMatrixRMaj c = draw.matrix(rows, cols);
      DMatrixRMaj sum = c.copy();
      CommonOps_DDRM.addEquals(sum, CommonOps_DDRM.mult(a, b, null));
      products.transposedTimes(transpose(a), b, true, c);
      assertEqual(c, sum);
      products.transposedTimes(transpose(a), b, false, c);
      assertEqual(c, CommonOps_DDRM.mult(a, b, null));
    });
  }

  @Test
  void shouldSumOverMoreRowsThanAreLaidOutAtATime() {
    DMatrixRMaj a = draw.matrix(5, 150);
    DMatrixRMaj b = draw.matrix(150, 9);
    DMatrixRMaj c = draw.matrix(5, 9);
    DMatrixRMaj expected = CommonOps_DDRM.mult(a, b, null);
    products.transposedTimes(transpose(a), b, false, c);
    assertEqual(c, expected);
    products.times(a, b, false, c);
    assertEqual(c, expected);
    products.addTimesTransposed(a, transpose(b), c);
    CommonOps_DDRM.scale(2, expected);
    assertEqual(c, expected);
  }
}
