package org.statewise.controller.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.statewise.controller.loop.TickRecord;
import org.statewise.models.HotPath;
import org.statewise.models.online.ForwardingModel;
import org.statewise.models.online.LearnOutcome;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSyntax;
import org.statewise.models.online.Scaling;

/**
 * Tells a model that has learned from one that follows the last torque: frozen at sample t, it predicts
 * the torque of sample t + k at the state of t + k, for k = 1, 25 and 250; and frozen when a segment
 * ends, it predicts the whole next one.
 *
 * <pre>
 * e_k = mean over t of |tau_{t+k} - f(x_{t+k}; theta_t)|^2 / n
 * </pre>
 *
 * <p>A model is frozen at every 25th sample. No horizon reaches from one segment into the next, and a
 * tick whose sample was not learned counts, but is not predicted. Persistence and the mean
 * of the torques so far are of the whole torque; model and observers predict what the prior leaves, which
 * is the same error. The observers learn just the samples that the model learned.
 *
 * <p>The model learns as it would without: its parameters are copied, and a twin predicts. Nothing
 * allocates after construction.
 */
public final class HorizonScore {
  private static final int[] AHEAD = {1, 25, 250};

  /** Index of the figures of the next segment. */
  private static final int SEGMENT = AHEAD.length;
  private static final int ANCHOR_EVERY = 25;

  /** So many that a slot is used again when its longest horizon is over. */
  private static final int ANCHORS = AHEAD[AHEAD.length - 1] / ANCHOR_EVERY;
  private static final int SEGMENT_SLOT = ANCHORS;
  private static final int SLOTS = ANCHORS + 1;
  private static final List<String> OBSERVERS = List.of("observer", "trend");
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final OnlineModel learner;
  private final HorizonSample sample;
  private final List<String> names = new ArrayList<>();
  private final Forecast[] rows;
  private final Forecast.OfModel ofModel;
  private final double[][][] squaredError;
  private final long[] predictions = new long[AHEAD.length + 1];
  private final long[] frozenAt = new long[ANCHORS];
  private final double[] error;
  private int nextAnchor;
  private int segment = -1;
  private boolean begins;
  private boolean segmentFrozen;
  private long lastTick = NEVER;
  private long lastAnchor = NEVER;

  /**
   * @param name of the model in the result
   * @param model that is to learn; it may have learned before
   * @param twin of the same spec and the same draws, owned from here on
   */
  public HorizonScore(String name, OnlineModel model, OnlineModel twin) {
    int n = model.joints();
    sample = new HorizonSample(n);
    error = new double[n];
    learner = new Overheard(model);
    ofModel = new Forecast.OfModel(model, twin, SLOTS);
    List<Forecast> all = new ArrayList<>(List.of(ofModel,
        new Forecast.Persistence(n, SLOTS), new Forecast.Mean(n, SLOTS)));
    names.addAll(List.of(name, "persistence", "mean so far"));
    for (String word : OBSERVERS) {
      all.add(new Forecast.Beside(observer(word, n), observer(word, n), SLOTS));
      names.add(word);
    }
    rows = all.toArray(Forecast[]::new);
    squaredError = new double[predictions.length][rows.length][n];
    Arrays.fill(frozenAt, NEVER);
  }

  private static OnlineModel observer(String word, int joints) {
    return new OnlineModelSyntax(Optional.empty()).parse(word).build(joints, Scaling.none(joints),
        new SplittableRandom(0));
  }

  /** The model as the tick must use it, so that the score hears what it learns. */
  public OnlineModel learner() {
    return learner;
  }

  /**
   * Takes a tick of a motion, after the model has learned from it.
   *
   * @param torque what the model is to predict, the prior's part in it: measured or commanded, Nm
   */
  public void add(TickRecord tick, double[] torque) {
    if (tick.motion != segment) {
      segment = tick.motion;
      begins = true;
    }
    if (!tick.learned) {
      return;
    }
    System.arraycopy(torque, 0, sample.torque, 0, torque.length);
    if (begins) {
      beginSegment();
    } else if (lastTick - lastAnchor >= ANCHOR_EVERY) {
      lastAnchor = lastTick;
      frozenAt[nextAnchor] = lastTick;
      freeze(nextAnchor);
      nextAnchor = (nextAnchor + 1) % ANCHORS;
    }
    predict(tick.tick);
    for (int row = 0; row < rows.length; row++) {
      rows[row].learn(sample);
    }
    lastTick = tick.tick;
  }

  /** Freezes what was known before the segment's first sample. */
  private void beginSegment() {
    begins = false;
    segmentFrozen = lastTick != NEVER;
    freeze(SEGMENT_SLOT);
    Arrays.fill(frozenAt, NEVER);
    lastAnchor = NEVER;
  }

  private void freeze(int slot) {
    for (int row = 0; row < rows.length; row++) {
      rows[row].freeze(slot);
    }
  }

  private void predict(long tick) {
    for (int slot = 0; slot < ANCHORS; slot++) {
      for (int k = 0; k < AHEAD.length; k++) {
        if (tick - frozenAt[slot] == AHEAD[k]) {
          predict(slot, k);
        }
      }
    }
    if (segmentFrozen) {
      predict(SEGMENT_SLOT, SEGMENT);
    }
  }

  private void predict(int slot, int horizon) {
    predictions[horizon]++;
    for (int row = 0; row < rows.length; row++) {
      rows[row].errorInto(slot, sample, error);
      double[] sum = squaredError[horizon][row];
      for (int j = 0; j < sum.length; j++) {
        sum[j] += error[j] * error[j];
      }
    }
  }

  /** The horizons that the recording was long enough for, the shortest first. */
  public List<HorizonResult> results() {
    List<HorizonResult> results = new ArrayList<>();
    for (int horizon = 0; horizon < predictions.length; horizon++) {
      if (predictions[horizon] > 0) {
        results.add(result(horizon));
      }
    }
    return results;
  }

  private HorizonResult result(int horizon) {
    List<HorizonResult.Row> all = new ArrayList<>();
    for (int row = 0; row < rows.length; row++) {
      double[] joints = squaredError[horizon][row].clone();
      double sum = 0;
      for (int j = 0; j < joints.length; j++) {
        joints[j] /= predictions[horizon];
        sum += joints[j];
      }
      all.add(new HorizonResult.Row(names.get(row), sum / joints.length,
          Arrays.stream(joints).boxed().toList()));
    }
    return new HorizonResult(horizon == SEGMENT ? HorizonResult.NEXT_SEGMENT : AHEAD[horizon],
        predictions[horizon], all);
  }

  /** Passes everything through and keeps the last sample that the model was given. */
  private final class Overheard extends ForwardingModel {
    Overheard(OnlineModel model) {
      super(model);
    }

    @Override
    @HotPath
    public LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau) {
      ofModel.copy();
      System.arraycopy(q, 0, sample.q, 0, q.length);
      System.arraycopy(qd, 0, sample.qd, 0, qd.length);
      System.arraycopy(qdd, 0, sample.qdd, 0, qdd.length);
      System.arraycopy(tau, 0, sample.target, 0, tau.length);
      return super.learn(q, qd, qdd, tau);
    }
  }
}
