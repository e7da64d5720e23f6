package org.statewise.controller.adapt;

import java.util.Locale;

/**
 * How ticks become samples.
 *
 * @param target which torque
 * @param acceleration where accelerations come from
 * @param delayNs a command is taken to act so much later than it was sent, the lag of the motors
 *     included, ns, within 0 and 100 ms, whatever the arm's period
 * @param longestStepNs states further apart than this are a gap, ns
 * @param lowPassHz corner of the low-pass that samples go through, Hz; 0 for none
 * @param composite how much the tracking error teaches, too; not automatic
 */
public record SampleSettings(TorqueTarget target, Acceleration acceleration, long delayNs,
    long longestStepNs, double lowPassHz, CompositeGain composite) {
  private static final long LONGEST_DELAY_NS = 100_000_000;

  public SampleSettings {
    if (composite.automatic()) {
      throw new IllegalArgumentException("the composite gain must be a number, but is auto");
    }
    if (!(lowPassHz >= 0)) {
      throw new IllegalArgumentException(
          "the low-pass of samples must not be negative, but is " + lowPassHz);
    }
    if (delayNs < 0 || delayNs > LONGEST_DELAY_NS) {
      throw new IllegalArgumentException("the delay of commands must be within 0 and "
          + LONGEST_DELAY_NS + " ns, but is " + delayNs);
    }
  }

  /** Only errors of prediction teach. */
  public SampleSettings(TorqueTarget target, Acceleration acceleration, long delayNs,
      long longestStepNs, double lowPassHz) {
    this(target, acceleration, delayNs, longestStepNs, lowPassHz, CompositeGain.NONE);
  }

  /** Velocities, commands that act at once, and no low-pass. */
  public static SampleSettings plain(TorqueTarget target, long longestStepNs) {
    return new SampleSettings(target, Acceleration.VELOCITY, 0, longestStepNs, 0);
  }

  /** Where accelerations come from, if the arm tells none. */
  public enum Acceleration {
    /** Differences of measured velocities. */
    VELOCITY,
    /** Second differences of measured positions, which encoders tell far better. */
    POSITION;

    /**
     * The source of a word.
     *
     * @throws IllegalArgumentException in one sentence that names {@code key}
     */
    public static Acceleration parse(String key, String word) {
      return switch (word) {
        case "velocity" -> VELOCITY;
        case "position" -> POSITION;
        default -> throw new IllegalArgumentException(
            key + " must be one of velocity, position, but is '" + word + "'");
      };
    }

    /** Its word in configurations. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
