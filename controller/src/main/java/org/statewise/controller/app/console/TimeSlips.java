package org.statewise.controller.app.console;

import java.util.Locale;

/** Says how long a simulated arm waited for its controller. */
public final class TimeSlips {
  private TimeSlips() {}

  public static String sentence(long slips, double millis) {
    return String.format(Locale.ROOT,
        "%d time slips, %.1f ms in all, in which the simulated arm's clock stood still", slips,
        millis);
  }
}
