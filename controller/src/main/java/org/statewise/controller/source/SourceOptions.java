package org.statewise.controller.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user says of a file that it does not say itself.
 *
 * @param columns of a table: our name of a column to the file's; {@code *} in both stands for the joint
 * @param arrays of an NPZ: t, q, qd, qdd or tau to the file's name of the array
 * @param topic of a bag; empty to find the one that holds joint states
 * @param joints of a bag: the joints to take, by name, in this order; empty for all
 * @param clock in what the file counts time; empty for seconds, which are then held against the steps
 * @param angles in what it counts angles; empty for radians, which are then held against a full turn
 * @param arrivalTime of a bag: whether a row's time is when the message was logged, and not its own stamp
 */
public record SourceOptions(
    Map<String, String> columns, Map<String, String> arrays, Optional<String> topic,
    List<String> joints, Optional<ClockUnit> clock, Optional<AngleUnit> angles,
    boolean arrivalTime) {
  /** Nothing said. */
  public static final SourceOptions NONE = new SourceOptions(Map.of(), Map.of(), Optional.empty(),
      List.of(), Optional.empty(), Optional.empty(), false);

  public SourceOptions {
    columns = Map.copyOf(columns);
    arrays = Map.copyOf(arrays);
    joints = List.copyOf(joints);
  }

  /** The same with units said, so that none is guessed at. */
  public SourceOptions withUnits(ClockUnit time, AngleUnit angle) {
    return new SourceOptions(columns, arrays, topic, joints, Optional.of(time),
        Optional.of(angle), arrivalTime);
  }
}
