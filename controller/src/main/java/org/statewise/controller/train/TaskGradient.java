package org.statewise.controller.train;

import java.io.Serial;
import java.io.Serializable;

/**
 * What one task says of phi.
 *
 * @param dTaskdPhi the meta-gradient
 * @param taskLoss what the inner steps led to
 */
// Read at once and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record TaskGradient(double[] dTaskdPhi, double taskLoss) implements Serializable {
  @Serial
  private static final long serialVersionUID = 1L;
}
