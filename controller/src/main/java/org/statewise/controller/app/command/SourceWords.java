package org.statewise.controller.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.source.AngleUnit;
import org.statewise.controller.source.ClockUnit;
import org.statewise.controller.source.SourceOptions;
import picocli.CommandLine.Option;

/** What a user says of a file from another program. */
final class SourceWords {
  @Option(names = "--map", paramLabel = "OURS=THEIRS",
      description = "Of a CSV or Parquet: column OURS (t, segment, q1, qd1, qdd1, tau1, ..) is called THEIRS; with * for"
          + " the joint as in q*=state.q[*]. May be repeated; other columns are then passed over.")
  private Map<String, String> columns = new LinkedHashMap<>();

  @Option(names = "--key", paramLabel = "OURS=THEIRS",
      description = "Of an NPZ: array OURS (t, q, qd, qdd, tau) is called THEIRS. May be repeated.")
  private Map<String, String> arrays = new LinkedHashMap<>();

  @Option(names = "--topic", paramLabel = "TOPIC",
      description = "Of a bag: the topic (default: the only one with joint states).")
  private String topic;

  @Option(names = "--joints", paramLabel = "NAME[,..]", split = ",",
      description = "Of a bag: joints to take, from base to flange (default: all, as the first message has"
          + " them).")
  private List<String> joints = List.of();

  @Option(names = "--time-unit", paramLabel = "UNIT",
      description = "s, ms, us or ns (default: s, refused if no log has such steps).")
  private String timeUnit;

  @Option(names = "--angles", paramLabel = "UNIT",
      description = "rad or deg, of q, qd and qdd (default: rad, refused beyond a full turn).")
  private String angles;

  @Option(names = "--arrival-time",
      description = "Of a bag: time is when messages were logged (default: their own stamps, unless these"
          + " are 0).")
  private boolean arrivalTime;

  SourceOptions options() throws UsageException {
    return new SourceOptions(columns, arrays, Optional.ofNullable(topic), joints,
        word("--time-unit", timeUnit, ClockUnit.values()),
        word("--angles", angles, AngleUnit.values()), arrivalTime);
  }

  private static <E extends Enum<E>> Optional<E> word(String option, String given, E[] known)
      throws UsageException {
    if (given == null) {
      return Optional.empty();
    }
    for (E each : known) {
      if (each.name().toLowerCase(Locale.ROOT).equals(given)) {
        return Optional.of(each);
      }
    }
    List<String> words = List.of(known).stream().map(e -> e.name().toLowerCase(Locale.ROOT))
        .toList();
    throw new UsageException(
        option + " must be " + String.join(", ", words) + ", but is '" + given + "'");
  }
}
