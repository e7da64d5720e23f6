package org.statewise.controller.app.console;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress bars on standard error, with the time that remains; seldom updated where nobody watches. */
public final class ProgressBars {
  private ProgressBars() {}

  /**
   * A bar at its beginning.
   *
   * @param max steps to its end; at most 0 where they are not known yet
   */
  public static ProgressBar make(String task, long max, String unit) {
    return new ProgressBarBuilder().setTaskName(task).setInitialMax(max).setUnit(unit, 1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(Screen.isTerminal() ? 200 : 5000).build();
  }
}
