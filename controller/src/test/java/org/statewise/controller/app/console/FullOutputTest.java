package org.statewise.controller.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.app.Main;

/** What is printed into a full device is lost, and the exit code says so. */
final class FullOutputTest {
  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "run --help", "config print",
    "run --fast --task hold --duration 1s --metrics off"})
  void shouldFailWhereItsResultsCannotBePrinted(String arguments) throws IOException {
    Path full = Path.of("/dev/full");
    assumeThat(Files.exists(full)).as("this system has no /dev/full").isTrue();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code;
    try (PrintStream out = new PrintStream(Files.newOutputStream(full))) {
      System.setOut(out);
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      code = Main.execute(arguments.split(" "));
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
    assertThat(code).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("statewise: standard output must take"
        + " what is printed, but could not be written: the disk is full or the reader is gone\n");
  }
}
