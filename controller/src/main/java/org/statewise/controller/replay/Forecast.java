package org.statewise.controller.replay;

import java.util.Arrays;
import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;
import org.statewise.models.online.OnlineModel;

/**
 * A row of the horizon score: it learns sample by sample, what it knows can be frozen in one of a fixed
 * number of slots, and each slot predicts later samples. A sample is frozen before, then predicted, then
 * learned. No call allocates.
 */
sealed interface Forecast {
  /** Takes a sample in. */
  void learn(HorizonSample sample);

  /** Keeps in {@code slot} what was known before the sample that comes next. */
  void freeze(int slot);

  /**
   * What a frozen slot gets wrong.
   *
   * @param error receives torque minus prediction, Nm, a joint
   */
  void errorInto(int slot, HorizonSample sample, double[] error);

  /**
   * A model that learns elsewhere, in the tick that is replayed, and so before its sample comes here: it
   * is to be copied ahead of that.
   */
  final class OfModel implements Forecast {
    private static final int NONE = -1;

    private final OnlineModel model;
    private final OnlineModel twin;
    private final Parameters[] slots;
    private final Parameters before;
    private int loaded = NONE;

    /**
     * @param model whose parameters are copied, and which is never changed
     * @param twin of the same spec and the same draws, owned from here on: it predicts with what was
     *     copied
     */
    OfModel(OnlineModel model, OnlineModel twin, int count) {
      this.model = model;
      this.twin = twin;
      slots = new Parameters[count];
      Arrays.setAll(slots, slot -> model.theta().newLike());
      before = model.theta().newLike();
    }

    /** The model is about to learn. */
    @HotPath
    void copy() {
      model.snapshotInto(before);
    }

    @Override
    public void learn(HorizonSample sample) {}

    @Override
    public void freeze(int slot) {
      slots[slot].copyFrom(before);
      loaded = loaded == slot ? NONE : loaded;
    }

    @Override
    public void errorInto(int slot, HorizonSample sample, double[] error) {
      if (loaded != slot) {
        twin.restore(slots[slot]);
        loaded = slot;
      }
      twin.predictInto(sample.q, sample.qd, sample.qdd, error);
      for (int j = 0; j < error.length; j++) {
        error[j] = sample.target[j] - error[j];
      }
    }
  }

  /** A model that stands beside the one of the tick and learns what that one learned. */
  final class Beside implements Forecast {
    private final OnlineModel model;
    private final OfModel frozen;

    /** Owns both, which are equal. */
    Beside(OnlineModel model, OnlineModel twin, int count) {
      this.model = model;
      frozen = new OfModel(model, twin, count);
    }

    @Override
    public void learn(HorizonSample sample) {
      model.learn(sample.q, sample.qd, sample.qdd, sample.target);
    }

    @Override
    public void freeze(int slot) {
      frozen.copy();
      frozen.freeze(slot);
    }

    @Override
    public void errorInto(int slot, HorizonSample sample, double[] error) {
      frozen.errorInto(slot, sample, error);
    }
  }

  /** The last torque again: what a tracker comes to. */
  final class Persistence implements Forecast {
    private final double[] last;
    private final double[][] slots;

    Persistence(int joints, int count) {
      last = new double[joints];
      slots = new double[count][joints];
    }

    @Override
    public void learn(HorizonSample sample) {
      System.arraycopy(sample.torque, 0, last, 0, last.length);
    }

    @Override
    public void freeze(int slot) {
      System.arraycopy(last, 0, slots[slot], 0, last.length);
    }

    @Override
    public void errorInto(int slot, HorizonSample sample, double[] error) {
      for (int j = 0; j < error.length; j++) {
        error[j] = sample.torque[j] - slots[slot][j];
      }
    }
  }

  /** The mean of all torques so far: what a model must beat to have learned anything. */
  final class Mean implements Forecast {
    private final double[] mean;
    private final double[][] slots;
    private long samples;

    Mean(int joints, int count) {
      mean = new double[joints];
      slots = new double[count][joints];
    }

    @Override
    public void learn(HorizonSample sample) {
      samples++;
      for (int j = 0; j < mean.length; j++) {
        mean[j] += (sample.torque[j] - mean[j]) / samples;
      }
    }

    @Override
    public void freeze(int slot) {
      System.arraycopy(mean, 0, slots[slot], 0, mean.length);
    }

    @Override
    public void errorInto(int slot, HorizonSample sample, double[] error) {
      for (int j = 0; j < error.length; j++) {
        error[j] = sample.torque[j] - slots[slot][j];
      }
    }
  }
}
