package org.statewise.controller.app.console;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress bars on standard error; seldom updated where nobody watches. */
public final class ProgressBars {
  private ProgressBars() {}

  public static ProgressBar make(String task, long max, String unit) {
    return new ProgressBarBuilder().setTaskName(task).setInitialMax(max).setUnit(unit, 1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(Screen.isTerminal() ? 200 : 5000).build();
  }
}
