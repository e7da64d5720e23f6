package org.statewise.controller.page;

import java.util.Locale;
import org.statewise.controller.telemetry.RunEvent;

/**
 * An event as the page lists it.
 *
 * @param number counts from 1
 * @param atMillis wall clock, ms since 1970
 * @param tick -1 where it belongs to none
 * @param severity {@code info}, {@code warning} or {@code error}
 * @param text one sentence for people, without its end
 */
record PageEvent(long number, long atMillis, long tick, String kind, String severity,
    String text) {

  static PageEvent of(long number, RunEvent event) {
    return new PageEvent(number, event.time().toEpochMilli(), event.tick(),
        event.kind().name().toLowerCase(Locale.ROOT),
        event.severity().name().toLowerCase(Locale.ROOT), event.sentence());
  }
}
