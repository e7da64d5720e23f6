package org.statewise.controller.safety;

import org.statewise.models.HotPath;

/** One rule that every command must keep. */
public interface Guard {
  /** Looks at the command, changes it if the rule allows a change, and says what it found. */
  @HotPath
  GuardVerdict check(GuardContext context);
}
