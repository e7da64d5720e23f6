package org.statewise.controller.adapt;

import java.util.Optional;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.law.Prior;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.online.LearnOutcome;
import org.statewise.models.online.LearnReport;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.PayloadEstimate;

/**
 * What is added to the prior: a memory's torque and an observer's, of which the user may leave out either. The
 * memory learns from each completed sample at most once, on what the prior leaves: target = tau_t
 * - prior(q_t, qd_t, qdd_t), of which slow parts alone are learned ({@link SampleLowPass}); the observer learns
 * what the memory leaves of it. Supervised, it bounds the sum of the two to a
 * part of the torque limits, admits samples that can teach ({@link SampleFilter}) and withdraws the one that
 * does harm ({@link TwoSupervisors}).
 */
public final class OnlineAdapter {
  /** The memory, alone or with the observer. */
  private final OnlineModel model;
  private final Prior prior;
  private final SampleBuilder samples;
  private final Sample sample;
  private final CompositeTerm composite;
  private final TwoSupervisors supervisor;
  private final SampleFilter filter;
  private final SampleLowPass lowPass;
  private final OutputBound bound;
  private final AskedAt askedAt;
  private final TorqueTarget target;
  private final ModelSnapshots snapshots;
  private AdaptationMode mode = AdaptationMode.ON;
  private double share = 1;
  private final CarriedLoad carried = new CarriedLoad();
  private LearnOutcome outcome;

  /**
   * Unsupervised, samples from velocities: a dry run.
   *
   * @param longestStepNs states further apart than this are a gap, ns
   */
  public OnlineAdapter(OnlineModel model, Prior prior, TorqueTarget target, int joints,
      long longestStepNs) {
    this(model, prior, SampleSettings.plain(target, longestStepNs), AskedAt.MEASURED, joints, null);
  }

  /**
   * @param model a memory, alone or with an observer beside it
   * @param askedAt measured or desired
   * @param supervision null for none
   */
  public OnlineAdapter(OnlineModel model, Prior prior, SampleSettings settings, AskedAt askedAt,
      int joints, Supervision supervision) {
    if (askedAt == AskedAt.AUTO) {
      throw new IllegalArgumentException("askedAt must be measured or desired, but is auto");
    }
    this.askedAt = askedAt;
    target = settings.target();
    this.model = model;
    this.prior = prior;
    samples = new SampleBuilder(joints, settings);
    sample = new Sample(joints);
    lowPass = new SampleLowPass(joints, settings.lowPassHz(), settings.longestStepNs());
    bound = new OutputBound(joints, supervision);
    composite = CompositeTerm.of(joints, settings.composite(), supervision);
    if (supervision == null) {
      supervisor = null;
      filter = null;
      snapshots = new ModelSnapshots(model);
    } else {
      supervisor = new TwoSupervisors(model, supervision.tauMax(), supervision.periodSeconds());
      filter = new SampleFilter(supervision.tauMax(), supervision.periodSeconds());
      snapshots = new ModelSnapshots(model, supervisor.windowTicks());
    }
  }

  /**
   * The feed-forward of memory and observer for the acceleration {@code qdd}, as far as it is let through:
   * less of it while adaptation is switched off or on, and while supervision withdraws it. The bound is on
   * the sum, and both parts shrink by the same factor: {@code uModel} less {@code uObserver} is the memory's.
   *
   * @param now where the arm is
   * @param desired where it is meant to be, and whether the tool is told to hold a load
   * @param uModel receives the sum, Nm
   * @param uObserver receives the observer's part of it, Nm
   */
  @HotPath
  public void predictInto(JointState now, Setpoint desired, double[] qdd, double[] uModel,
      double[] uObserver) {
    model.carry(carried.of(desired.gripperClosed, now.armTimeNs));
    if (supervisor != null) {
      supervisor.letAct();
    }
    if (askedAt == AskedAt.DESIRED) {
      model.predictInto(desired.qDes, desired.qdDes, qdd, uModel, uObserver);
    } else {
      model.predictInto(now.q, now.qd, qdd, uModel, uObserver);
    }
    if (supervisor == null) {
      bound.letThrough(share, uModel, uObserver);
    } else {
      bound.letThrough(share * supervisor.weight(), uModel, uObserver);
      supervisor.calm(uModel, uObserver);
    }
  }

  /** Switches what the model may do; {@code ON} also brings one back that supervision keeps out. */
  @HotPath
  public void mode(AdaptationMode next) {
    mode = next;
    if (next == AdaptationMode.ON && supervisor != null) {
      supervisor.allow();
    }
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
   * Takes the state of this tick and the torque that acts since; learns if that completes a sample that
   * may teach.
   *
   * @param uFb the feedback in it, Nm
   * @param desired of this tick
   * @param clean whether no guard had anything to object to the torque
   * @return whether a sample was learned; then {@link #report} is about it
   */
  @HotPath
  public boolean observe(JointState now, double[] u, double[] uFb, Setpoint desired,
      boolean clean) {
    outcome = null;
    if (mode != AdaptationMode.ON) {
      samples.restart();
      return false;
    }
    // The sample is of the state before this one.
    double load = carried.before(desired.gripperClosed);
    if (!samples.offer(now, u, uFb, sample)) {
      return false;
    }
    sample.load = load;
    // What is learned: tau - prior(q, qd, qdd).
    sample.subtract(prior, target);
    return mayLearn(desired, clean) && learn(now.armTimeNs);
  }

  /** Whether the completed sample can teach and supervision lets the model learn. */
  @HotPath
  private boolean mayLearn(Setpoint desired, boolean clean) {
    // The filter takes each sample, whatever else forbids it to be learned.
    return supervisor == null
        || (filter.admits(sample, desired) && clean && supervisor.mayLearn());
  }

  @HotPath
  private boolean learn(long armTimeNs) {
    lowPass.pass(armTimeNs, sample);
    composite.addTo(sample);
    if (supervisor != null) {
      supervisor.slowDown();
      supervisor.letAct();
    }
    model.carry(sample.load);
    outcome = model.learn(sample.q, sample.qd, sample.qdd, sample.tau);
    if (outcome == LearnOutcome.REJECTED) {
      return false;
    }
    snapshots.countSample();
    if (supervisor != null) {
      supervisor.learned(composite);
    }
    composite.takeFrom(model.report());
    return true;
  }

  /** What the model did with the sample of the last {@link #observe}; null if none was to be learned. */
  @HotPath
  public LearnOutcome outcome() {
    return outcome;
  }

  /** Target minus prior of the last sample that was to be learned, Nm: the adapter's own array. */
  @HotPath
  public double[] priorError() {
    return composite.residual();
  }

  /**
   * Lets supervision judge a tick.
   *
   * @param uModel the model's torque as it was let through, Nm
   * @param uObserver the observer's part of it, Nm
   * @param uFb feedback, Nm
   * @param desired of this tick
   * @return what it did to the memory, or to a model of one part; {@link #observerIntervention} is the rest
   */
  @HotPath
  public Intervention supervise(double[] uModel, double[] uObserver, double[] uFb,
      Setpoint desired) {
    if (supervisor == null) {
      return Intervention.NONE;
    }
    Intervention done = supervisor.pass(uModel, uObserver, uFb, desired);
    snapshots.consent(supervisor.trustsAll());
    if (done == Intervention.REARMED) {
      snapshots.beginAnew();
    }
    return done;
  }

  /** What supervision did to an observer beside a memory in the last {@link #supervise}. */
  @HotPath
  public Intervention observerIntervention() {
    return supervisor == null ? Intervention.NONE : supervisor.ofObserver();
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

  public LearnReport report() {
    return model.report();
  }
}
