package org.statewise.controller.record;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where one file of a run's recording begins.
 *
 * @param number counts the run's files from 1
 * @param firstTick the loop's count of ticks
 * @param sinceStartNs the controller's clock since the run's first tick
 */
public record RecordingPart(int number, long firstTick, long sinceStartNs) {
  /** The part that begins with the run. */
  public static final RecordingPart FIRST = new RecordingPart(1, 0, 0);

  private static final String NUMBER = "part";
  private static final String FIRST_TICK = "partFirstTick";
  private static final String SINCE_START = "partSinceStartNs";

  /** The entries of the metadata record {@code statewise}. */
  Map<String, String> toMetadata() {
    return Map.of(NUMBER, Integer.toString(number), FIRST_TICK, Long.toString(firstTick),
        SINCE_START, Long.toString(sinceStartNs));
  }

  /** What a recording says of itself; the first part if it says nothing. */
  static RecordingPart of(Map<String, String> metadata) throws RecordingException {
    return new RecordingPart((int) number(metadata, NUMBER, 1, Integer.MAX_VALUE),
        number(metadata, FIRST_TICK, 0, Long.MAX_VALUE),
        number(metadata, SINCE_START, 0, Long.MAX_VALUE));
  }

  private static long number(Map<String, String> metadata, String key, long least, long most)
      throws RecordingException {
    String word = metadata.getOrDefault(key, Long.toString(least));
    try {
      long value = Long.parseLong(word);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, with what else is wrong.
    }
    throw new RecordingException(
        "its metadata key %s must be a whole number of %d to %d, but is \"%s\""
            .formatted(key, least, most, word));
  }

  /** A sentence if the run began in another file. */
  public Optional<String> sentence() {
    return number == 1
        ? Optional.empty()
        : Optional.of(String.format(Locale.ROOT,
            "part %d of a run's recording: it begins at tick %d, %.1f s after the run",
            number, firstTick, sinceStartNs * 1e-9));
  }
}
