package org.statewise.controller.page;

import java.util.Locale;
import java.util.Map;
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
        event.severity().name().toLowerCase(Locale.ROOT), text(event));
  }

  private static String text(RunEvent event) {
    Map<String, Object> details = event.details();
    return switch (event.kind()) {
      case PHASE -> event.name() + reason(details);
      case GUARD -> "tripped".equals(details.get("state"))
          ? event.name() + " tripped while " + details.get("phase")
          : event.name() + " quiet again after " + details.get("ticks") + " ticks";
      case LINK -> switch (event.name()) {
        case "up" -> details.get("silentSeconds") instanceof Number seconds
            ? String.format(Locale.ROOT, "states come again after %.3f s", seconds.doubleValue())
            : "states come";
        case "silent" -> "no state from the arm";
        default -> "no state can come any more";
      };
      case ADAPTATION -> String.valueOf(details.get("reason"));
      case RECORDER -> event.name() + reason(details);
      case SERVER -> event.name() + " on port " + details.get("port");
    };
  }

  private static String reason(Map<String, Object> details) {
    return details.get("reason") instanceof String why ? ": " + why : "";
  }
}
