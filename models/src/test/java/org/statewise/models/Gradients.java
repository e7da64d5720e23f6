package org.statewise.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.statewise.fixtures.FiniteDifferences;
import org.statewise.models.net.Parameters;

/** Compares derivatives with central differences. */
public final class Gradients {
  private static final double TOLERANCE = 1e-7;

  private Gradients() {}

  /** {@code analytic} is the gradient of {@code f}, which reads {@code at}, with respect to it. */
  public static void assertGradient(String what, Parameters analytic, Parameters at,
      Supplier<Double> f) {
    double[] flat = at.toArray();
    double[] numeric = FiniteDifferences.gradient(x -> {
      at.fromArray(x);
      return f.get();
    }, flat);
    at.fromArray(flat);
    assertClose(what, analytic.toArray(), numeric);
  }

  /** The same for a matrix. */
  public static void assertGradient(String what, DMatrixRMaj analytic, DMatrixRMaj at,
      Supplier<Double> f) {
    ToDoubleFunction<double[]> ofData = x -> f.get();
    assertClose(what, analytic.data, FiniteDifferences.gradient(ofData, at.data));
  }

  private static void assertClose(String what, double[] analytic, double[] numeric) {
    double largest = 1e-3;
    for (double g : numeric) {
      largest = Math.max(largest, Math.abs(g));
    }
    for (int i = 0; i < numeric.length; i++) {
      assertThat(Math.abs(analytic[i] - numeric[i]))
          .as("%s, number %d: derived %s, by differences %s", what, i, analytic[i], numeric[i])
          .isLessThanOrEqualTo(TOLERANCE * largest);
    }
  }

  /** sum of all products. */
  public static double dot(DMatrixRMaj x, DMatrixRMaj y) {
    double sum = 0;
    for (int i = 0; i < x.getNumElements(); i++) {
      sum += x.data[i] * y.data[i];
    }
    return sum;
  }
}
