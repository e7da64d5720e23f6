package org.statewise.controller.adapt;

import java.util.Optional;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.law.Prior;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.online.LearnOutcome;
import org.statewise.models.online.LearnReport;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.PayloadEstimate;

/**
 * Lets the model learn from each completed sample exactly once, on what the prior leaves:
 * target = tau_t - prior(q_t, qd_t, qdd_t).
 */
public final class OnlineAdapter {
  private final OnlineModel model;
  private final Prior prior;
  private final SampleBuilder samples;
  private final Sample sample;
  private final double[] priorTorque;
  private final ModelSnapshots snapshots;
  private AdaptationMode mode = AdaptationMode.ON;
  private double share = 1;
  private LearnOutcome outcome;

  /**
   * @param longestStepNs states further apart than this are a gap, ns
   */
  public OnlineAdapter(OnlineModel model, Prior prior, TorqueTarget target, int joints,
      long longestStepNs) {
    this.model = model;
    this.prior = prior;
    samples = new SampleBuilder(joints, target, longestStepNs);
    sample = new Sample(joints);
    priorTorque = new double[joints];
    snapshots = new ModelSnapshots(model);
  }

  /** The model's feed-forward, Nm; less of it while adaptation is switched off or on. */
  @HotPath
  public void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel) {
    model.predictInto(q, qd, qdd, uModel);
    if (share < 1) {
      for (int j = 0; j < uModel.length; j++) {
        uModel[j] *= share;
      }
    }
  }

  /** Switches what the model may do. */
  @HotPath
  public void mode(AdaptationMode next) {
    mode = next;
  }

  /** A tick has passed: where adaptation was switched off or on, {@code step} more of the fade. */
  @HotPath
  public void advance(double step) {
    share = mode == AdaptationMode.OFF ? Math.max(0, share - step) : Math.min(1, share + step);
  }

  /** Exchanges what the model minimises, and its rate; false if it is none that could. */
  @HotPath
  public boolean useLoss(Loss loss, double alpha) {
    return model.useLoss(loss, alpha);
  }

  /**
   * Takes the state of this tick and the torque that acts since; learns if that completes a sample.
   *
   * @return whether a sample was learned; then {@link #report} is about it
   */
  @HotPath
  public boolean observe(JointState now, double[] u) {
    if (mode != AdaptationMode.ON) {
      samples.restart();
      outcome = null;
      return false;
    }
    if (!samples.offer(now, u, sample)) {
      outcome = null;
      return false;
    }
    prior.computeInto(sample.q, sample.qd, sample.qdd, priorTorque);
    for (int j = 0; j < priorTorque.length; j++) {
      sample.tau[j] -= priorTorque[j];
    }
    snapshots.countSample();
    outcome = model.learn(sample.q, sample.qd, sample.qdd, sample.tau);
    return outcome != LearnOutcome.REJECTED;
  }

  /** What the model did with the sample of the last {@link #observe}; null if it completed none. */
  @HotPath
  public LearnOutcome outcome() {
    return outcome;
  }

  /** Target minus prior of the last completed sample, Nm: the adapter's own array. */
  @HotPath
  public double[] priorError() {
    return sample.tau;
  }

  /** A state was lost or adaptation is frozen: no sample may reach across this. */
  @HotPath
  public void interrupt() {
    samples.restart();
  }

  /** What the arm carries, if the model can tell; not while another thread runs the tick. */
  public Optional<PayloadEstimate> payload() {
    return model.payload();
  }

  /** Copies of what the model remembers; the thread that runs the tick serves them. */
  @HotPath
  public ModelSnapshots snapshots() {
    return snapshots;
  }

  /** What the last learned sample did. */
  public LearnReport report() {
    return model.report();
  }
}
