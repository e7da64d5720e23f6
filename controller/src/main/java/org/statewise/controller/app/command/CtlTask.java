package org.statewise.controller.app.command;

import java.nio.file.Path;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.proto.mqtt.TaskCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The task that {@code ctl task} begins; the run itself checks it. Unset ones stay null. */
final class CtlTask {
  @Parameters(paramLabel = "KIND",
      description = "pick-and-place, sine, hold, or path with --file.")
  private String kind;

  @Option(names = "--file", paramLabel = "CSV", description = "Of a path.")
  private Path file;

  @Option(names = "--rounds", paramLabel = "N",
      description = "Of pick-and-place (default: without end).")
  private Integer rounds;

  @Option(names = "--frequency", paramLabel = "HZ", description = "Of the sine.")
  private Double frequency;

  @Option(names = "--amplitude", paramLabel = "RAD[,..]",
      description = "Of the sine, one for all joints or one each.")
  private String amplitude;

  @Option(names = "--phase", paramLabel = "RAD[,..]", description = "Of the sine, likewise.")
  private String phase;

  TaskCommand command() throws UsageException {
    TaskCommand.Builder task = TaskCommand.newBuilder().setKind(kind);
    if (file != null) {
      task.setPath(TextFiles.read("--file", file));
    }
    if (rounds != null) {
      if (rounds < 0) {
        throw new UsageException("--rounds must not be negative, but is " + rounds);
      }
      task.setRounds(rounds);
    }
    if (frequency != null) {
      task.setFrequencyHz(frequency);
    }
    if (amplitude != null) {
      task.addAllAmplitudeRad(ControlOptions.numbers("--amplitude", amplitude));
    }
    if (phase != null) {
      task.addAllPhaseRad(ControlOptions.numbers("--phase", phase));
    }
    return task.build();
  }
}
