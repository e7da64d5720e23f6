package org.statewise.models.online;

import java.util.Optional;
import org.statewise.models.HotPath;
import org.statewise.models.net.Parameters;

/**
 * A model of the torque as a function of (q, qd, qdd) that learns while the arm moves. One thread
 * owns an instance: it predicts, learns, and copies theta out on request.
 *
 * <p>All arrays have length n and SI units. No number, however wild, makes a method throw or leaves
 * a parameter that is not finite; a prediction from an input that is not finite is not finite
 * either, and the guards see it.
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
   * Learns from one completed sample; {@link #report} then tells about it.
   *
   * @param q position, rad
   * @param qd velocity, rad/s
   * @param qdd acceleration, rad/s^2
   * @param tau the torque that went with it, or what a prior left of it, Nm
   */
  @HotPath
  LearnOutcome learn(double[] q, double[] qd, double[] qdd, double[] tau);

  /** About the last {@link #learn}: one carrier, reused. */
  @HotPath
  LearnReport report();

  /**
   * The parameters, to look at, as they are now: one and the same object, of which a later call
   * tells what has been learned since. Empty if there are none.
   */
  Parameters theta();

  /** Copies theta out, into parameters of the same shapes. */
  @HotPath
  void snapshotInto(Parameters snapshot);

  /**
   * Starts from other parameters, as for a warm restart; the update rule forgets what it remembers.
   * Allocates nothing if they are fit for it.
   *
   * @throws IllegalArgumentException if the shapes differ or a value is not finite
   */
  void restore(Parameters snapshot);

  /**
   * The multiplications of one {@link #learn}, counted from the shapes: what a model costs on any
   * machine, to compare it with others.
   */
  long multiplyAddsPerUpdate();

  /** What the arm carries, if the model can tell. For the thread that owns it, between ticks. */
  default Optional<PayloadEstimate> payload() {
    return Optional.empty();
  }
}
