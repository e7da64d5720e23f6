package org.statewise.controller.app.command;

import java.nio.file.Path;
import org.statewise.controller.app.console.Duration;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;
import picocli.CommandLine.Option;

/** What {@code run} has the arm do. Unset ones stay null. */
final class TaskOptions {
  @Option(names = "--task", paramLabel = "TASK",
      description = "pick-and-place, sine, hold, or path with --file (default: pick-and-place).")
  private String task;

  @Option(names = "--file", paramLabel = "CSV",
      description = "Way-points (q1..qn, name, seconds, pause, gripper) or a trajectory (t, q1..qn).")
  private Path file;

  @Option(names = "--rounds", paramLabel = "N",
      description = "Of pick-and-place (default: without end).")
  private Integer rounds;

  @Option(names = "--frequency", paramLabel = "HZ", description = "Of the sine (default: 0.05).")
  private Double frequency;

  @Option(names = "--amplitude", paramLabel = "RAD[,..]",
      description = "Of the sine, one for all joints or one each (default: 0.2).")
  private String amplitude;

  @Option(names = "--phase", paramLabel = "RAD[,..]",
      description = "Of the sine, likewise (default: 0).")
  private String phase;

  @Option(names = "--duration", paramLabel = "TIME", converter = Duration.Converter.class,
      description = "When the task is stopped: 60s, 2m (default: when it ends, or never).")
  private Duration duration;

  /** Lays these flags over {@code loader}. */
  void applyTo(ConfigLoader loader) throws ConfigException, UsageException {
    loader.setIfGiven("task.kind", task == null && file != null ? "path" : task);
    loader.setIfGiven("task.file", file == null ? null : file.toString());
    loader.setIfGiven("task.rounds", rounds);
    loader.setIfGiven("task.frequencyHz", frequency);
    if (amplitude != null) {
      loader.set("task.amplitudeRad", ControlOptions.numbers("--amplitude", amplitude));
    }
    if (phase != null) {
      loader.set("task.phaseRad", ControlOptions.numbers("--phase", phase));
    }
    if (duration != null) {
      loader.set("task.durationSeconds", duration.seconds());
    }
  }
}
