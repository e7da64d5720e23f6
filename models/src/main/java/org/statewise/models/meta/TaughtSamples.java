package org.statewise.models.meta;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * What one arm taught in one run, in the order of time: inputs and targets of a network, scaled. In single
 * precision, since there are many. One writer, and readers when it is done.
 */
public final class TaughtSamples {
  private static final int FIRST_ROOM = 1024;

  private final int inputs;
  private final int outputs;
  private float[] x;
  private float[] y;
  private int count;

  /** None yet, of so many numbers each. */
  public TaughtSamples(int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    x = new float[FIRST_ROOM * inputs];
    y = new float[FIRST_ROOM * outputs];
  }

  /** One more: the first numbers of {@code input} and of {@code target}. */
  public void add(double[] input, double[] target) {
    if ((count + 1) * inputs > x.length) {
      x = Arrays.copyOf(x, 2 * x.length);
      y = Arrays.copyOf(y, 2 * y.length);
    }
    for (int i = 0; i < inputs; i++) {
      x[count * inputs + i] = (float) input[i];
    }
    for (int j = 0; j < outputs; j++) {
      y[count * outputs + j] = (float) target[j];
    }
    count++;
  }

  /** How many. */
  public int count() {
    return count;
  }

  /** Numbers of an input. */
  public int inputs() {
    return inputs;
  }

  /** Numbers of a target. */
  public int outputs() {
    return outputs;
  }

  /** Number {@code i} of an input. */
  public double input(int sample, int i) {
    return x[sample * inputs + i];
  }

  /** Number {@code j} of a target. */
  public double target(int sample, int j) {
    return y[sample * outputs + j];
  }

  /** Copies an input to a row of a batch. */
  public void inputInto(int sample, DMatrixRMaj batch, int row) {
    for (int i = 0; i < inputs; i++) {
      batch.data[row * inputs + i] = input(sample, i);
    }
  }
}
