package org.statewise.models.online;

import java.util.Arrays;
import java.util.Optional;
import org.statewise.models.HotPath;
import org.statewise.models.loss.Loss;
import org.statewise.models.net.Parameters;
import org.statewise.models.net.StateBlocks;

/**
 * A model of the torque as a function of (q, qd, qdd) that learns while the arm moves. One thread
 * owns an instance: it predicts, learns, and copies theta out on request.
 *
 * <p>All arrays have length n and SI units. No input makes a method throw or leaves a parameter
 * that is not finite. NaN and infinite inputs pass through to the prediction, so that the finite
 * guard sees them.
 */
public interface OnlineModel {
  /** n. */
  int joints();

  /**
   * The torque that the model expects.
   *
   * @param q position, rad
   * @param qd velocity, rad/s
   * @param qdd acceleration, rad/s^2
   * @param uModel receives the torque, Nm
   */
  @HotPath
  void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel);

  /**
   * The same, and how much of it is an observer's that stands beside a memory; the rest is the memory's.
   *
   * @param uModel receives the torque, Nm
   * @param uObserver receives the observer's part of it, Nm: zeros unless the model is one of two time scales
   */
  @HotPath
  default void predictInto(double[] q, double[] qd, double[] qdd, double[] uModel,
      double[] uObserver) {
    predictInto(q, qd, qdd, uModel);
    Arrays.fill(uObserver, 0);
  }

  /**
   * Learns from one completed sample; {@link #report} then describes what was found and done.
   *
   * @param q position, rad
   * @param qd velocity, rad/s
   * @param qdd acceleration, rad/s^2
   * @param tau the torque that went with it, or what a prior left of it, Nm
   */
  @HotPath
  LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau);

  /**
   * What the tool carries in the states that {@link #predictInto} and {@link #learn} see from now on. Models
   * that cannot tell the difference ignore it.
   *
   * @param load 1 for something, 0 for nothing; between them where samples are filtered
   */
  @HotPath
  default void carry(double load) {}

  /**
   * Learns with a smaller bandwidth from now on, in the model's own terms: a step of the parameters
   * becomes so much shorter, an observer's poles move so much closer to 1. What is known stays, and so
   * does what {@link #report} calls the error.
   *
   * @param share of the usual bandwidth, above 0 and at most 1
   */
  @HotPath
  void slowDown(double share);

  /** Whether an observer stands beside a memory, so that {@link #memory} and {@link #observer} differ. */
  @HotPath
  default boolean hasObserver() {
    return false;
  }

  /**
   * How much of memory and observer acts from now on, and which of them learn. A part that does not act in
   * full is scaled wherever it is asked for, and the observer learns what the memory leaves as far as it acts.
   * A model that is not of two parts ignores it.
   *
   * @param memory how much of the memory's torque acts, 0 to 1
   * @param observer how much of the observer's torque acts, 0 to 1
   */
  @HotPath
  default void letAct(double memory, double observer, boolean memoryLearns,
      boolean observerLearns) {}

  /** The memory of two parts, to be slowed down, restored or asked for its report alone; else the model. */
  @HotPath
  default OnlineModel memory() {
    return this;
  }

  /** The observer of two parts, likewise; else the model. */
  @HotPath
  default OnlineModel observer() {
    return this;
  }

  /** About the last {@link #learn}: one carrier, reused. */
  @HotPath
  LearnReport report();

  /**
   * The current parameters, to be read alone. Every call returns the same object, brought up to
   * date. Empty if there are none.
   */
  Parameters theta();

  /** Copies theta out, into parameters of the same shapes. */
  @HotPath
  void snapshotInto(Parameters snapshot);

  /**
   * Collects the whole state: theta, and whatever learning keeps beside it. A model of the same
   * spec that restores these numbers continues as this one would have, to the bit.
   */
  void collectState(StateBlocks state);

  /**
   * Restores theta; what learning remembers beside it is forgotten. Allocates nothing if the
   * parameters are valid.
   *
   * @throws IllegalArgumentException if the shapes differ or a value is not finite
   */
  void restore(Parameters snapshot);

  /**
   * Minimises another loss from the next sample on; the update rule forgets what it remembers. Its
   * trust region bounds the first step as it bounds every other.
   *
   * @param loss of this many joints, owned by the model from here on
   * @param alpha the rate that belongs to it, positive
   * @return false if the model minimises no loss; it is then as before
   */
  @HotPath
  boolean useLoss(Loss loss, double alpha);

  /**
   * The multiplications of one {@link #learn}, counted from the shapes: the cost of a model
   * independent of the machine.
   */
  long multiplyAddsPerUpdate();

  /**
   * What the arm carries, if the model estimates it. For the thread that owns the model, between
   * ticks.
   */
  Optional<PayloadEstimate> payload();
}
