package org.statewise.controller.setpoint;

import org.statewise.bridge.api.JointState;
import org.statewise.models.HotPath;

/**
 * Says what is desired at each instant of a task.
 *
 * <p>A source may keep its place: one thread asks it, with times that never go back.
 */
public interface SetpointSource {
  /**
   * The motion behind an index that {@link Setpoint#motion} held. Any thread.
   *
   * @param index not negative
   */
  Motion motion(int index);

  /** How many points it keeps, each some hundred bytes. */
  default int points() {
    return 1;
  }

  /**
   * Samples the task.
   *
   * @param timeSeconds since the task began, not negative
   * @param now the measured state, for sources that follow a recording; planned ones ignore it
   * @param out receives the set-point
   */
  @HotPath
  void sampleInto(double timeSeconds, JointState now, Setpoint out);
}
