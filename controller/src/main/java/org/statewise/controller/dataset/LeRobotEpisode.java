package org.statewise.controller.dataset;

/**
 * An episode of a LeRobot data set.
 *
 * @param name what was done
 * @param task the same as a number
 * @param first the number of its first frame in the data set
 * @param file the number of the file that its frames lie in
 * @param length in frames
 */
record LeRobotEpisode(int index, String name, int task, long first, int file, long length) {
  /** The same with a frame more. */
  LeRobotEpisode longer() {
    return new LeRobotEpisode(index, name, task, first, file, length + 1);
  }
}
