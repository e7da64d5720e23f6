package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run shows on a real terminal, which util-linux's script lends it. */
@Tag("system")
final class TerminalTest {
  private static final String CLEAR = "\u001b[K";

  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 200})
  void shouldKeepItsLiveLineWithinTheTerminal(int columns) throws Exception {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/script"))).as("util-linux").isTrue();
    Finished end = new Program(folder)
        .by("sh", "-c", "script -qec \"stty cols " + columns + "; $*\" /dev/null", "sh")
        .run("run", "--fast", "--duration", "40s", "--metrics", "off");

    assertThat(end.code()).as(end.out()).isZero();
    List<String> live = Stream.of(end.out().split("[\r\n]"))
        .filter(part -> part.endsWith(CLEAR) && part.length() > CLEAR.length())
        .map(part -> part.substring(0, part.length() - CLEAR.length())).toList();
    assertThat(live).allMatch(line -> line.length() < columns);
    assertThat(live.getFirst()).startsWith("waiting for the arm");
    assertThat(live).anyMatch(line -> line.startsWith("warming up"))
        .anyMatch(line -> line.startsWith("RUNNING") && line.contains("error"));
  }
}
