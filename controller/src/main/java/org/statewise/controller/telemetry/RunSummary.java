package org.statewise.controller.telemetry;

import java.util.List;
import java.util.Map;
import org.statewise.controller.explain.Explanation;

/**
 * A run's figures, as {@code --summary} writes them.
 *
 * @param arm which one it was, and what is known of its links
 * @param adaptation what learned
 * @param ticks of the loop, those without a state included
 * @param durationSeconds on the link's clock, from the first tick to the last
 * @param rateHz ticks that answered a state over the duration
 * @param missedStates that the arm sent and the loop never saw
 * @param deadlineMisses commands that left more than a period after their state came; null on a
 *     virtual clock, where it means nothing
 * @param tickMicros from a state's arrival to its command's departure; null likewise
 * @param allocatedBytesPerTick on the control thread
 * @param stateAgeMillis how old the arm's states were when their tick began
 * @param phase the last one
 * @param fault why it is FAULT; empty otherwise
 * @param refusedCommands that the arm refused
 * @param droppedTicks that the recorder, and that the telemetry, had to leave out
 * @param linkCounts what the link to the arm counted, name to count; empty if it counts nothing
 * @param recording what was kept of it; null where nothing was recorded
 * @param trips guard name to count
 * @param interventions of supervision, reason to count; empty if there were none
 * @param complete whether every tick is in every figure; if not, ticks are missing from tickMicros
 *     (droppedTicks.telemetry of them), or motions from the rows (lostMotions)
 * @param motions a row a motion, the last ones of very many
 * @param motionsBefore how many motions were before those
 * @param lostMotions how many have no row and are in no sum, since nothing took them in time
 * @param allMotions one row over all of them
 * @param payloadMassKg what the model holds the arm to carry at the end; null if it cannot tell
 * @param payloadMassSigmaKg its standard deviation; null likewise
 * @param timing whether the machine kept up
 * @param explanation why it stopped; null unless it ended in FAULT
 */
public record RunSummary(Arm arm, Adaptation adaptation, long ticks, double durationSeconds,
    double rateHz,
    long missedStates,
    Long deadlineMisses, Latency tickMicros, double allocatedBytesPerTick,
    StateAge stateAgeMillis, String phase,
    String fault, long refusedCommands, Drops droppedTicks,
    Map<String, Long> linkCounts, Recording recording,
    Map<String, Integer> trips, Map<String, Integer> interventions, boolean complete,
    List<MotionSummary> motions, long motionsBefore, long lostMotions, MotionSummary allMotions,
    Double payloadMassKg, Double payloadMassSigmaKg, Timing timing, Explanation explanation) {

  /**
   * The arm of a run.
   *
   * @param model as the configuration names it
   * @param profile of a simulated arm in this process ({@code arm.profile}); null for any other
   * @param linkSide what {@code linkRmseMrad} rests on: {@code true} where a simulated arm says where its
   *     links are, {@code estimate} from torque and stiffness, {@code unknown}
   */
  public record Arm(String model, String profile, String linkSide) {}

  /**
   * What learned, as the configuration names it.
   *
   * @param model the memory; {@code none} for none
   * @param observer beside it; {@code none} for none
   * @param loss that the network minimised, and by which rule; null for any other model
   */
  public record Adaptation(String model, String observer, String loss, String rule) {}

  /**
   * Ages of states from their sampling at the arm, ms.
   *
   * @param p99 that 99 of 100 did not pass
   * @param max the largest
   * @param error the most that an age may be wrong which the link could tell: half of a round trip
   * @param unknown of how many states it could not, so that their age counts from their arrival
   */
  public record StateAge(double p99, double max, double error, long unknown) {}

  /** Percentiles of the tick's latency, us. */
  public record Latency(double p50, double p99, double p999, double max) {}

  /**
   * Whether the machine kept up.
   *
   * @param timeSlips how often a simulated arm waited for its controller
   * @param slippedMillis for how long in all
   * @param latestMillis the longest that a thread of the program with nothing to do was late to wake
   * @param firstTicksMicros latency of the first thousand ticks
   * @param otherTicksMicros of the rest; zeros if there were none
   */
  public record Timing(long timeSlips, double slippedMillis, double latestMillis,
      Latency firstTicksMicros, Latency otherTicksMicros) {}

  /** Ticks that a full ring dropped. */
  public record Drops(long recorder, long telemetry) {}

  /**
   * A recording.
   *
   * @param file the first
   * @param files all of them, in order
   * @param ticks that were written
   * @param lost ticks that came after it had failed
   * @param failure why it stopped; empty if it did not
   */
  public record Recording(String file, List<String> files, long ticks, long lost,
      String failure) {}
}
