package org.statewise.controller.loop;

import org.statewise.models.HotPath;

/** What one motion of a run came to, tick by tick. A reused carrier with one writer. SI units. */
public final class MotionFigures {
  /** The run's index of the motion; -1 before its first tick. */
  public int motion = -1;

  /** Ticks times joints. */
  public long values;

  public double squaredErrorRad2;
  public double peakErrorRad;

  /** Ticks times joints whose link side was known, and whether it was an estimate in any of them. */
  public long linkValues;
  public double squaredLinkErrorRad2;
  public boolean linkEstimated;

  public double squaredFeedbackNm2;
  public double squaredFeedForwardNm2;

  /** Samples that were predicted times joints. */
  public long learnedValues;

  public double squaredPredictionNm2;

  /** Over the same samples: what the prior left, and what memory and observer bore in their ticks. */
  public double squaredPriorErrorNm2;
  public double squaredMemoryNm2;
  public double squaredObserverNm2;

  /** Forgets everything, for a motion of this index. */
  @HotPath
  void begin(int index) {
    motion = index;
    values = 0;
    squaredErrorRad2 = 0;
    peakErrorRad = 0;
    linkValues = 0;
    squaredLinkErrorRad2 = 0;
    linkEstimated = false;
    squaredFeedbackNm2 = 0;
    squaredFeedForwardNm2 = 0;
    learnedValues = 0;
    squaredPredictionNm2 = 0;
    squaredPriorErrorNm2 = 0;
    squaredMemoryNm2 = 0;
    squaredObserverNm2 = 0;
  }

  /** Takes one tick. */
  @HotPath
  void add(TickRecord tick) {
    addLinkSide(tick);
    for (int j = 0; j < tick.u.length; j++) {
      double error = tick.qDes[j] - tick.state.q[j];
      double uFf = tick.uPrior[j] + tick.uModel[j];
      squaredErrorRad2 += error * error;
      peakErrorRad = Math.max(peakErrorRad, Math.abs(error));
      squaredFeedbackNm2 += tick.uFb[j] * tick.uFb[j];
      squaredFeedForwardNm2 += uFf * uFf;
      values++;
    }
    if (tick.learned) {
      addSample(tick);
    }
  }

  @HotPath
  private void addSample(TickRecord tick) {
    for (int j = 0; j < tick.u.length; j++) {
      double uMemory = tick.uMemory(j);
      squaredPredictionNm2 += tick.predictionError[j] * tick.predictionError[j];
      squaredPriorErrorNm2 += tick.priorError[j] * tick.priorError[j];
      squaredMemoryNm2 += uMemory * uMemory;
      squaredObserverNm2 += tick.uObserver[j] * tick.uObserver[j];
      learnedValues++;
    }
  }

  private void addLinkSide(TickRecord tick) {
    if (tick.linkSide == LinkSide.UNKNOWN) {
      return;
    }
    linkEstimated |= tick.linkSide == LinkSide.ESTIMATED;
    for (int j = 0; j < tick.qLink.length; j++) {
      double error = tick.qDes[j] - tick.qLink[j];
      squaredLinkErrorRad2 += error * error;
    }
    linkValues += tick.qLink.length;
  }

  /** Takes what another motion came to. */
  public void add(MotionFigures other) {
    values += other.values;
    squaredErrorRad2 += other.squaredErrorRad2;
    peakErrorRad = Math.max(peakErrorRad, other.peakErrorRad);
    linkValues += other.linkValues;
    squaredLinkErrorRad2 += other.squaredLinkErrorRad2;
    linkEstimated |= other.linkEstimated;
    squaredFeedbackNm2 += other.squaredFeedbackNm2;
    squaredFeedForwardNm2 += other.squaredFeedForwardNm2;
    learnedValues += other.learnedValues;
    squaredPredictionNm2 += other.squaredPredictionNm2;
    squaredPriorErrorNm2 += other.squaredPriorErrorNm2;
    squaredMemoryNm2 += other.squaredMemoryNm2;
    squaredObserverNm2 += other.squaredObserverNm2;
  }
}
