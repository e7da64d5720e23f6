package org.statewise.controller.adapt;

import java.util.List;

/**
 * How a model is supervised.
 *
 * @param tauMaxNm torque limits
 * @param periodSeconds of the loop
 * @param outputFraction the part of the limits that the model may command, above 0, at most 1
 */
public record Supervision(List<Double> tauMaxNm, double periodSeconds,
    double outputFraction) {
  public Supervision {
    tauMaxNm = List.copyOf(tauMaxNm);
    if (!(outputFraction > 0 && outputFraction <= 1)) {
      throw new IllegalArgumentException(
          "adaptation.outputFraction must be above 0 and at most 1,"
              + " but is " + outputFraction);
    }
  }

  /** The torque limits, Nm, in an array that the caller may keep. */
  double[] tauMax() {
    return tauMaxNm.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
