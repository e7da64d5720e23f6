package org.statewise.controller.realtime;

import java.util.Locale;

/**
 * One thing that was asked of the operating system.
 *
 * @param inForce whether it was given
 * @param sentence what is in force, or what is missing, what that means and how it is mended
 */
public record Right(Kind kind, boolean inForce, String sentence) {
  /** What can be asked for. */
  public enum Kind {
    /** SCHED_FIFO for the loop's threads. */
    FIFO,
    /** Processors of their own for them. */
    PROCESSORS,
    /** Memory that stays where it is. */
    MEMORY,
    /** Processors that do not sleep deeply. */
    CPU_LATENCY;

    /** Its word in metrics. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
