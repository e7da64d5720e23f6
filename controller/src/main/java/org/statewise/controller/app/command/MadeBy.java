package org.statewise.controller.app.command;

import java.time.Instant;
import java.util.List;
import org.statewise.controller.app.console.ProgramVersion;
import org.statewise.controller.evaluate.report.Provenance;
import picocli.CommandLine.Model.CommandSpec;

/** What reports say of where they come from: this program, now, by the command line that it was given. */
final class MadeBy {
  private MadeBy() {}

  /** For a report with these files beside it. */
  static Provenance of(CommandSpec spec, String... files) {
    return new Provenance("statewise " + ProgramVersion.number(), Instant.now(),
        spec.root().commandLine().getParseResult().originalArgs(), List.of(files));
  }
}
