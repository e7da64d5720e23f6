package org.statewise.controller.source.joints;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The joint states of one message: a reused carrier. Value k of each array belongs to joint k of the
 * message; what the message does not give is NaN. Positions in rad, velocities in rad/s, accelerations
 * in rad/s^2, efforts in Nm, as their messages define them.
 */
public final class JointSample {
  /** More than any robot has; bounds what a hostile message can make us hold. */
  static final int MAX_JOINTS = 10_000;

  /** When the state was measured by the message's own account, ns since 1970; 0 if it says nothing. */
  public long stampNs;

  /** The joints' names in the message's order; empty if the message names none. */
  public final List<String> names = new ArrayList<>();

  /** How many joints the message has. */
  public int count;

  public double[] position = {};
  public double[] velocity = {};
  public double[] acceleration = {};
  public double[] effort = {};

  /** Forgets the last message and makes room for one of {@code joints} joints. */
  void begin(int joints) throws DecodeException {
    if (joints > MAX_JOINTS) {
      throw new DecodeException(
          "a message must have at most " + MAX_JOINTS + " joints, but has " + joints);
    }
    count = joints;
    if (position.length < joints) {
      position = new double[joints];
      velocity = new double[joints];
      acceleration = new double[joints];
      effort = new double[joints];
    }
    Arrays.fill(position, Double.NaN);
    Arrays.fill(velocity, Double.NaN);
    Arrays.fill(acceleration, Double.NaN);
    Arrays.fill(effort, Double.NaN);
  }
}
