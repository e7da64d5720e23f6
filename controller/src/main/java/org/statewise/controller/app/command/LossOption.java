package org.statewise.controller.app.command;

import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.config.LossName;

/** What {@code --loss} names, where it is not a key of the configuration. */
final class LossOption {
  private LossOption() {}

  static LossName name(String text) throws UsageException {
    try {
      return LossName.parse("--loss", text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }
}
