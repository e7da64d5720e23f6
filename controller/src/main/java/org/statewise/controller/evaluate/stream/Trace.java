package org.statewise.controller.evaluate.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.statewise.controller.loop.TickRecord;

/**
 * How a trial went over time: means over bins of as many samples each, a new bin with each motion, so
 * that the bins of two models over one recording are the same.
 */
public final class Trace implements Consumer<TickRecord> {
  private final int samplesPerBin;
  private final List<Bin> bins = new ArrayList<>();
  private final List<Double> motionStarts = new ArrayList<>();
  private int motion = -1;
  private long firstNs;
  private double[] lastTau;
  private long count;
  private double time;
  private double error;
  private double torque;
  private double step;

  /**
   * Means over a bin.
   *
   * @param seconds since the trial began
   * @param mseNm2 of the model, over samples and joints
   * @param meanTorqueNm over joints, with its sign, as the paper draws it
   * @param persistenceNm2 mean square of what the torques changed from tick to tick
   */
  public record Bin(double seconds, double mseNm2, double meanTorqueNm, double persistenceNm2) {}

  /** An empty trace. */
  public Trace(int samplesPerBin) {
    this.samplesPerBin = samplesPerBin;
  }

  @Override
  public void accept(TickRecord tick) {
    if (motion < 0) {
      firstNs = tick.nowNs;
    }
    double seconds = (tick.nowNs - firstNs) * 1e-9;
    if (tick.motion != motion) {
      motion = tick.motion;
      end();
      motionStarts.add(seconds);
    }
    if (tick.learned) {
      add(tick, seconds);
    }
    if (count == samplesPerBin) {
      end();
    }
  }

  private void add(TickRecord tick, double seconds) {
    int n = tick.state.tau.length;
    if (lastTau == null) {
      lastTau = tick.state.tau.clone();
    }
    count++;
    time += seconds;
    for (int j = 0; j < n; j++) {
      error += tick.predictionError[j] * tick.predictionError[j] / n;
      torque += tick.state.tau[j] / n;
      double change = tick.state.tau[j] - lastTau[j];
      step += change * change / n;
    }
    System.arraycopy(tick.state.tau, 0, lastTau, 0, n);
  }

  private void end() {
    if (count > 0) {
      bins.add(new Bin(time / count, error / count, torque / count, step / count));
    }
    count = 0;
    time = 0;
    error = 0;
    torque = 0;
    step = 0;
  }

  /** Closes the last bin; nothing may be added behind. */
  public List<Bin> finish() {
    end();
    return List.copyOf(bins);
  }

  /** When each motion began, s since the trial's beginning. */
  public double[] motionStarts() {
    double[] starts = new double[motionStarts.size()];
    Arrays.setAll(starts, motionStarts::get);
    return starts;
  }
}
