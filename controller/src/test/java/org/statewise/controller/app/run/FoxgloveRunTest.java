package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.app.Program;
import org.statewise.controller.record.mcap.McapReader;

/** A run that Foxglove may see, and its recording. */
final class FoxgloveRunTest {
  @TempDir
  private Path folder;

  private static Program run(String... more) {
    List<String> all = new ArrayList<>(List.of("run", "--fast", "--metrics", "off", "--page",
        "off", "--set", "loop.burnInTicks=0", "--duration", "1s"));
    all.addAll(List.of(more));
    return Program.run(all.toArray(String[]::new));
  }

  @Test
  void shouldSayWhereItIsSeenAndDriveTheArmThoughThePortIsTaken() throws Exception {
    assertThat(run("--foxglove", "127.0.0.1:0").out())
        .containsPattern("foxglove: ws://127\\.0\\.0\\.1:[1-9]");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Program run = run("--foxglove", "127.0.0.1:" + taken.getLocalPort());
      assertThat(run.code()).isZero();
      assertThat(run.out()).contains("without Foxglove: Foxglove's server cannot listen on"
          + " 127.0.0.1:" + taken.getLocalPort());
    }
    Program wrong = run("--foxglove", "8765");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains(
        "telemetry.foxglove must be HOST:PORT with a port from 0 to 65535, but is '8765'");
  }

  @Test
  void shouldRecordForOthersUnlessToldNotTo() throws Exception {
    Path with = folder.resolve("with.mcap");
    Path without = folder.resolve("without.mcap");
    assertThat(run("--record", with.toString()).code()).isZero();
    assertThat(run("--record", without.toString(), "--set", "recording.foxglove=false").code())
        .isZero();

    assertThat(Files.size(without)).isLessThan(Files.size(with));
    for (Path file : List.of(with, without)) {
      try (McapReader reader = McapReader.open(file)) {
        assertThat(reader.channels()).hasSize(file.equals(with) ? 7 : 1);
      }
      assertThat(Program.run("replay", file.toString()).out()).contains("bit-exact: every");
      assertThat(Program.run("inspect", file.toString()).code()).isZero();
      assertThat(Program.run("explain", file.toString()).code()).isZero();
      Path again = folder.resolve("again-" + file.getFileName());
      assertThat(Program.run("import", file.toString(), "-o", again.toString()).out())
          .contains("recording");
    }
  }
}
