package org.statewise.controller.evaluate.stream;

import java.util.List;
import java.util.Optional;
import org.statewise.controller.replay.HorizonResult;
import org.statewise.controller.replay.SegmentResult;

/**
 * One baseline of one seed along one scenario.
 *
 * @param trials in order
 */
public record OnlineRun(Baseline baseline, Scenario scenario, long seed, List<Trial> trials) {
  public OnlineRun {
    trials = List.copyOf(trials);
  }

  /**
   * One trial.
   *
   * @param segments a result a motion
   * @param horizon how well the model predicts frozen, a result a horizon
   * @param bins over time
   * @param motionStarts when each motion began, s
   */
  public record Trial(List<SegmentResult> segments, List<HorizonResult> horizon,
      List<Trace.Bin> bins, List<Double> motionStarts) {
    public Trial {
      segments = List.copyOf(segments);
      horizon = List.copyOf(horizon);
      bins = List.copyOf(bins);
      motionStarts = List.copyOf(motionStarts);
    }

    /** The result of a horizon, if the recording was long enough for it. */
    public Optional<HorizonResult> horizon(int samplesAhead) {
      return horizon.stream().filter(one -> one.samplesAhead() == samplesAhead).findFirst();
    }

    /** Mean squared error over all samples, Nm^2. */
    public double mseNm2() {
      return weighted(false);
    }

    /** The same of persistence. */
    public double persistenceNm2() {
      return weighted(true);
    }

    private double weighted(boolean persistence) {
      double sum = 0;
      long samples = 0;
      for (SegmentResult segment : segments) {
        sum += segment.samples()
            * (persistence ? segment.persistenceMseNm2() : segment.mseNm2());
        samples += segment.samples();
      }
      return sum / samples;
    }
  }
}
