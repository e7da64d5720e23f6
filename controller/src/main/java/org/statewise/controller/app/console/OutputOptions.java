package org.statewise.controller.app.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.statewise.controller.files.OutputFiles;
import picocli.CommandLine.Option;

/** What every command that writes files asks about files that exist. */
public final class OutputOptions {
  @Option(names = "--overwrite",
      description = "Replaces output files that exist; inputs are never replaced.")
  public boolean overwrite;

  private OutputFiles files;

  /** These files are read. Before {@link #check}. */
  public OutputOptions reads(String what, List<Path> inputs) {
    inputs.forEach(input -> files().reads(what, input));
    return this;
  }

  /** Fails in one sentence if {@code output} cannot or must not be written; null is no output. */
  public void check(String what, Path output) throws UsageException {
    if (output != null) {
      TextFiles.checkWritable(what, output);
      refuse(files().refusal(what, output));
    }
  }

  /** Makes a folder for these files, and fails in one sentence if it or one of them must not be. */
  public void checkFolder(String option, Path folder, String... names) throws UsageException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UsageException(option + ": '" + folder + "' must be a folder that can be made: "
          + e.getMessage(), e);
    }
    for (String name : names) {
      check(option, folder.resolve(name));
    }
  }

  /** The same; {@code isNew} says whether a file that exists is refused, or may be replaced or renamed. */
  public void check(String what, Path output, boolean isNew) throws UsageException {
    if (isNew) {
      check(what, output);
    } else {
      TextFiles.checkWritable(what, output);
      refuse(files().replacedInput(what, output));
    }
  }

  private OutputFiles files() {
    if (files == null) {
      files = new OutputFiles(overwrite);
    }
    return files;
  }

  private static void refuse(Optional<String> refusal) throws UsageException {
    if (refusal.isPresent()) {
      throw new UsageException(refusal.get());
    }
  }
}
