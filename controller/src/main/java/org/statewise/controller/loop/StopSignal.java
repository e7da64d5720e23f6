package org.statewise.controller.loop;

import org.statewise.models.HotPath;

/** Whether someone asked for the arm to be brought to rest. Asked once a tick. */
@FunctionalInterface
public interface StopSignal {
  /** Once true, it stays true. */
  @HotPath
  boolean requested();
}
