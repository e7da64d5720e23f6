package org.statewise.controller.app.run;

import java.util.function.Consumer;
import org.statewise.bridge.api.ArmLink;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.wiring.Links;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.loop.TickClock;
import org.statewise.models.arm.ArmModel;

/**
 * How a run is to be done.
 *
 * @param fast on a virtual clock
 * @param metricsChosen the user chose where metrics go, so it is an error if that place is taken
 * @param overwrite later files of a recording may replace others
 * @param opener opens the link that the configuration names
 * @param clock of the tick; of a run's alone, not of its warm-up
 */
public record RunOptions(boolean fast, boolean metricsChosen, boolean overwrite, Opener opener,
    TickClock clock) {
  /** Opens a link, as {@link Links#open} does. */
  @FunctionalInterface
  public interface Opener {
    /** The link, which the run closes. */
    ArmLink open(StatewiseConfig config, ArmModel model, boolean fast, Runnable beforeStep,
        Consumer<String> says) throws UsageException, WorkException;
  }

  /** Of a run that nobody measures. */
  public RunOptions(boolean fast, boolean metricsChosen, boolean overwrite) {
    this(fast, metricsChosen, overwrite, Links::open, TickClock.SYSTEM);
  }
}
