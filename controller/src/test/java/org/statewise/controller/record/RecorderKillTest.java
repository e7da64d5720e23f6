package org.statewise.controller.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("system")
final class RecorderKillTest {
  private static final long SECOND_NS = 1_000_000_000;

  @TempDir
  private Path folder;

  @Test
  void shouldHoldEveryTickThatWasOfferedASecondBeforeTheKill() throws Exception {
    Path file = folder.resolve("killed.mcap");
    Process child = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
        "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
        RecorderChild.class.getName(), file.toString()).redirectErrorStream(true).start();
    List<long[]> progress;
    try {
      progress = progressOver(child, 3 * SECOND_NS);
    } finally {
      child.destroyForcibly().waitFor();
    }

    long killedNs = progress.getLast()[0];
    long due = progress.stream().filter(line -> killedNs - line[0] >= SECOND_NS)
        .mapToLong(line -> line[1]).max().orElseThrow();
    long held = 0;
    try (RecordingReader reader = RecordingReader.open(file)) {
      assertThat(reader.truncated()).isTrue();
      while (reader.next()) {
        assertThat(reader.tick().tick).isEqualTo(held);
        held++;
      }
    }
    System.out.printf("killed after %d ticks in %.2f s; the file holds %d, due were %d%n",
        progress.getLast()[1],
        (killedNs - progress.getFirst()[0]) / (double) SECOND_NS, held, due);
    assertThat(held).isGreaterThanOrEqualTo(due);
  }

  /** The child's lines until its own clock has moved on by {@code spanNs}. */
  private static List<long[]> progressOver(Process child, long spanNs) throws IOException {
    List<long[]> lines = new ArrayList<>();
    BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8));
    while (lines.isEmpty() || lines.getLast()[0] - lines.getFirst()[0] < spanNs) {
      String line = out.readLine();
      assertThat(line).as("the child's next progress line").matches("-?\\d+ \\d+");
      int space = line.indexOf(' ');
      lines.add(new long[]{Long.parseLong(line.substring(0, space)),
        Long.parseLong(line.substring(space + 1))});
    }
    return lines;
  }
}
