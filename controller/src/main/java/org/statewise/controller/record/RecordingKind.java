package org.statewise.controller.record;

import java.util.Locale;

/** Where a recording came from. */
public enum RecordingKind {
  /** The ticks of a control loop. */
  RUN,
  /** The rows of an imported file. */
  STREAM;

  /** The word in the file. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
