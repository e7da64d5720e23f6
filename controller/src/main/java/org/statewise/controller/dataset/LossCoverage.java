package org.statewise.controller.dataset;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordingReader;
import org.statewise.models.loss.Loss;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.online.Scaling;

/**
 * What a loss makes of the states of a recording.
 *
 * @param states of the recording
 * @param outside how many lie outside the states that the loss was trained on
 * @param farOutside how many lie so far outside that its weights do not depend on the state any more
 * @param least the smallest weight of each joint
 * @param most the greatest weight of each joint
 */
// Never compared; its arrays are copied in.
@SuppressWarnings("ArrayRecordComponent")
public record LossCoverage(long states, long outside, long farOutside, double[] least,
    double[] most) {
  /** Copies its arguments. */
  public LossCoverage {
    least = least.clone();
    most = most.clone();
  }

  /**
   * Reads through a recording and rewinds it.
   *
   * @param spec of as many joints as the recording
   * @param scaling by which it sees states
   */
  public static LossCoverage of(RecordingReader reader, LossSpec spec, Scaling scaling)
      throws IOException {
    int n = reader.jointCount();
    // What is drawn at random is overwritten by what was learned.
    Loss loss = spec.build(n, new SplittableRandom(0));
    double[] least = new double[n];
    double[] most = new double[n];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    double[] weights = new double[n];
    double[] input = new double[3 * n];
    double[] still = new double[n];
    DMatrixRMaj state = new DMatrixRMaj(1, 2 * n);
    DMatrixRMaj zeros = new DMatrixRMaj(1, n);
    long states = 0;
    long outside = 0;
    long farOutside = 0;
    reader.rewind();
    while (reader.next()) {
      TickRecord tick = reader.tick();
      if (tick.await != AwaitResult.FRESH) {
        continue;
      }
      scaling.inputInto(tick.state.q, tick.state.qd, still, input, 0);
      System.arraycopy(input, 0, state.data, 0, 2 * n);
      loss.evaluate(state, zeros, zeros);
      loss.weightsInto(weights);
      states++;
      outside += loss.outOfRange() > 0 ? 1 : 0;
      farOutside += loss.outOfRange() == 1 ? 1 : 0;
      for (int j = 0; j < n; j++) {
        least[j] = Math.min(least[j], weights[j]);
        most[j] = Math.max(most[j], weights[j]);
      }
    }
    reader.rewind();
    return new LossCoverage(states, outside, farOutside, least, most);
  }

  /** One line about the states and one about the weights, each with a line end. */
  public String render(String name) {
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
        "loss %s: %.1f %% of %d states lie outside those that it was trained on, %.1f %% so far that its"
            + " weights do not depend on the state there%nweights:",
        name, percent(outside), states, percent(farOutside)));
    for (int j = 0; j < least.length; j++) {
      text.append(String.format(Locale.ROOT, "%s A%d %.4g to %.4g", j == 0 ? "" : ",", j + 1,
          least[j], most[j]));
    }
    return text.append(System.lineSeparator()).toString();
  }

  private double percent(long part) {
    return 100.0 * part / Math.max(1, states);
  }
}
