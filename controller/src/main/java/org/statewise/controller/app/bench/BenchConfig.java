package org.statewise.controller.app.bench;

import java.util.Map;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.config.StatewiseConfig;

/** The configuration of a run that is measured. */
@FunctionalInterface
public interface BenchConfig {
  /** What the user set, with these keys over it. */
  StatewiseConfig with(Map<String, Object> keys) throws UsageException;
}
