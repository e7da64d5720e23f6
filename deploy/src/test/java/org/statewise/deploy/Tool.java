package org.statewise.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A program of the system that a test needs. */
final class Tool {
  private Tool() {}

  /** Skips the test where {@code name} is not installed; {@code from} is Debian's package. */
  static void assumeInstalled(String name, String from) throws InterruptedException {
    assumeThat(isInstalled(name)).as("%s is not installed; Debian has it in '%s'", name, from)
        .isTrue();
  }

  private static boolean isInstalled(String name) throws InterruptedException {
    try {
      return new ProcessBuilder(name, "--version").redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The same for a program that cannot say its version. */
  static void assumeOnPath(String name, String from) {
    boolean found = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    assumeThat(found).as("%s is not installed; Debian has it in '%s'", name, from).isTrue();
  }

  /**
   * What a program said and how it ended.
   *
   * @param code exit code
   * @param output both streams
   */
  record Result(int code, String output) {}

  /** Runs a program in a folder to its end. */
  static Result run(Path folder, String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).directory(folder.toFile())
        .redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), output);
  }
}
