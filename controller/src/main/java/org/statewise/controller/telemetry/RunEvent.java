package org.statewise.controller.telemetry;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Something that happened in a run and is told once, not at every tick: a line of the log, a message to
 * whoever listens.
 *
 * @param time when it was noticed, wall clock
 * @param tick the control tick in which it happened; -1 where it belongs to none
 * @param kind what it is about
 * @param name which one: the phase that was entered, the guard, what the link did
 * @param details more of it, by key, in the order in which they are told; values are texts, numbers or
 *     booleans
 */
public record RunEvent(Instant time, long tick, Kind kind, String name,
    Map<String, Object> details) {

  /** What an event is about. */
  public enum Kind {
    /** The loop entered a phase; {@code name} is the phase in lower case. */
    PHASE,
    /** A guard began to object, or has not objected for a while; {@code name} is the guard. */
    GUARD,
    /** States began to come, stopped coming, or cannot come any more: up, silent, lost. */
    LINK,
    /** Supervision changed the adaptation; {@code name} is what it did or why, in lower case. */
    ADAPTATION,
    /** The recording failed. */
    RECORDER,
    /** A server of the program began to listen. */
    SERVER
  }

  /** How much it should worry whoever reads it. */
  public enum Severity {
    INFO, WARNING, ERROR
  }

  public RunEvent {
    Objects.requireNonNull(time);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(name);
    Map<String, Object> copy = new LinkedHashMap<>(details);
    copy.forEach((key, value) -> {
      if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
        throw new IllegalArgumentException("detail " + key + " of an event must be a text, a number"
            + " or a boolean, but is " + value);
      }
    });
    details = Collections.unmodifiableMap(copy);
  }

  /** What happened, for people: one sentence without its end. */
  public String sentence() {
    return switch (kind) {
      case PHASE -> name + reason();
      case GUARD -> "tripped".equals(details.get("state"))
          ? name + " tripped while " + details.get("phase")
          : name + " quiet again after " + details.get("ticks") + " ticks";
      case LINK -> switch (name) {
        case "up" -> details.get("silentSeconds") instanceof Number seconds
            ? String.format(Locale.ROOT, "states come again after %.3f s", seconds.doubleValue())
            : "states come";
        case "silent" -> "no state from the arm";
        default -> "no state can come any more";
      };
      case ADAPTATION -> String.valueOf(details.get("reason"));
      case RECORDER -> name + reason();
      case SERVER -> name + " on port " + details.get("port");
    };
  }

  private String reason() {
    return details.get("reason") instanceof String why ? ": " + why : "";
  }

  /** ERROR ends the run or loses its recording, WARNING is not as it should be, INFO is. */
  public Severity severity() {
    return switch (kind) {
      case PHASE -> switch (name) {
        case "fault" -> Severity.ERROR;
        case "braking" -> Severity.WARNING;
        default -> Severity.INFO;
      };
      case GUARD -> "tripped".equals(details.get("state")) ? Severity.WARNING : Severity.INFO;
      case LINK -> switch (name) {
        case "lost" -> Severity.ERROR;
        case "silent" -> Severity.WARNING;
        default -> Severity.INFO;
      };
      case ADAPTATION -> name.endsWith("rearmed") ? Severity.INFO : Severity.WARNING;
      case RECORDER -> Severity.ERROR;
      case SERVER -> Severity.INFO;
    };
  }
}
