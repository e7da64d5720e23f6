package org.statewise.controller.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointInfo;
import org.statewise.controller.app.console.Json;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.wiring.RecordedArm;
import org.statewise.controller.explain.Ending;
import org.statewise.controller.explain.Explanation;
import org.statewise.controller.explain.ExplanationText;
import org.statewise.controller.explain.LastTicks;
import org.statewise.controller.files.OutputFiles;
import org.statewise.controller.loop.FaultReason;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.safety.GuardSpec;
import org.statewise.controller.safety.SafetyLimits;
import org.statewise.controller.telemetry.RunEvent;
import org.statewise.controller.telemetry.RunEvents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code statewise explain}. */
@Command(name = "explain",
    description = {
      "Says why a recorded run stopped: the likely cause, what to do next, the last 50 ms"
          + " tick by tick, and the run's events.",
      "A recording that breaks off, because its program was killed, is explained as far as it goes."})
public final class ExplainCommand implements Callable<Integer> {
  /** A run may last for weeks: the last of its events are shown. */
  private static final int MAX_EVENTS = 40;

  /** Their names alone are needed, and no limit changes those. */
  private static final List<String> GUARDS = GuardSpec.chain(SafetyLimits.DEFAULT).stream()
      .map(GuardSpec::name).toList();

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "MCAP recording of 'run'.")
  private Path file;

  @Option(names = "--json", description = "Prints one JSON object in place of text.")
  private boolean json;

  private final Deque<RunEvent> events = new ArrayDeque<>();
  private long eventsBefore;

  /**
   * What {@code --json} prints.
   *
   * @param truncated what a recording lost that was not ended by its writer; empty if it was
   * @param ticks in the recording
   * @param eventsBefore how many events were before those that are listed
   */
  record Report(String file, String truncated, long ticks, Explanation explanation,
      long eventsBefore, List<Event> events) {}

  /** An event in it; seconds count from the recording's first tick. */
  record Event(double seconds, long tick, String kind, String name, Map<String, Object> details) {}

  @Override
  public Integer call() throws UsageException, WorkException {
    TextFiles.checkReadable("recording", file);
    PrintWriter out = spec.commandLine().getOut();
    try (RecordingReader recording = RecordingReader.open(file)) {
      if (recording.description().kind() == RecordingKind.STREAM) {
        throw new UsageException(
            "FILE must be the recording of a run, but '" + file + "' is an imported stream");
      }
      ArmInfo arm = RecordedArm.ofRun(recording.description().metadata());
      LastTicks ticks = new LastTicks(recording.jointCount());
      Instant[] firstAndNow = new Instant[2];
      RunEvents told = new RunEvents(GUARDS, Optional::empty, () -> firstAndNow[1],
          List.of(this::keep));
      long count = 0;
      while (recording.next()) {
        firstAndNow[1] = Instant.ofEpochSecond(0, recording.logTimeNs());
        firstAndNow[0] = firstAndNow[0] == null ? firstAndNow[1] : firstAndNow[0];
        ticks.accept(recording.tick());
        told.accept(recording.tick());
        count++;
      }
      Explanation explanation = Explanation.of(
          new Ending(arm, GUARDS, ticks, FaultReason.NONE, tail(recording), null));
      Report report = new Report(file.toString(), recording.loss(), count, explanation,
          eventsBefore, events.stream().map(event -> event(event, firstAndNow[0])).toList());
      out.print(json ? Json.write(report) : text(report, arm));
      out.flush();
      return 0;
    } catch (IOException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  private void keep(RunEvent event) {
    events.addLast(event);
    if (events.size() > MAX_EVENTS) {
      events.removeFirst();
      eventsBefore++;
    }
  }

  private static Event event(RunEvent event, Instant first) {
    return new Event(Duration.between(first, event.time()).toNanos() * 1e-9,
        event.tick(), event.kind().name().toLowerCase(Locale.ROOT), event.name(),
        event.details());
  }

  private Ending.Tail tail(RecordingReader recording) throws IOException {
    if (recording.truncated()) {
      return Ending.Tail.TRUNCATED;
    }
    // The name of part 7 says nothing of that of part 8, unless it is the one that parts are given.
    int part = recording.description().part().number();
    String name = file.getFileName().toString();
    String infix = "-%03d".formatted(part);
    Path first = part == 1
        ? file
        : file.resolveSibling(name.replaceFirst(infix + "(?=\\.[^.]*$|$)", ""));
    return OutputFiles.exists(OutputFiles.part(first, part + 1))
        ? Ending.Tail.GOES_ON
        : Ending.Tail.WHOLE;
  }

  private static String text(Report report, ArmInfo arm) {
    StringBuilder text = new StringBuilder();
    text.append(report.file()).append(": ").append(report.ticks()).append(" ticks\n");
    if (!report.truncated().isEmpty()) {
      text.append(report.truncated()).append('\n');
    }
    text.append("why it stopped:\n");
    report.explanation().lines().forEach(line -> text.append(line).append('\n'));
    List<String> table = ExplanationText.table(report.explanation(),
        arm.joints().stream().map(JointInfo::name).toList());
    if (!table.isEmpty()) {
      text.append("\nthe last ").append(Explanation.SHOWN_MILLIS)
          .append(" ms before that (rad, rad/s, Nm):\n");
      table.forEach(line -> text.append(line).append('\n'));
    }
    text.append("\nevents:\n");
    if (report.eventsBefore() > 0) {
      text.append("  ... ").append(report.eventsBefore()).append(" events before\n");
    }
    report.events().forEach(event -> text.append(line(event)).append('\n'));
    return text.toString();
  }

  private static String line(Event event) {
    return String.format(Locale.ROOT, "  %10.3f s  tick %-8d %-10s %-16s %s", event.seconds(),
        event.tick(), event.kind(), event.name(), event.details().entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(" ")))
        .stripTrailing();
  }
}
