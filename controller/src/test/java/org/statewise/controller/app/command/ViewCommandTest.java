package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.app.Program;

/** What cannot be shown gets a sentence. */
final class ViewCommandTest {
  @TempDir
  private Path folder;

  private Path run() {
    Path file = folder.resolve("run.mcap");
    assertThat(Program.run("run", "--fast", "--duration", "1s", "--metrics", "off", "--page", "off",
        "--set", "loop.burnInTicks=0", "--record", file.toString()).code()).isZero();
    return file;
  }

  @Test
  void shouldSayWhatIsNoRecording() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.txt"), "what the arm did\n");
    Program view = Program.run("view", text.toString(), "--page", "127.0.0.1:0");
    assertThat(view.code()).isEqualTo(1);
    assertThat(view.err()).contains(text.toString()).contains("MCAP").hasLineCount(1);
    Program missing = Program.run("view", folder.resolve("none.mcap").toString());
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("none.mcap").hasLineCount(1);
  }

  @Test
  void shouldSayThatAnImportedStreamIsNoRun() throws Exception {
    Path csv = Files.writeString(folder.resolve("a.csv"),
        "t,q1,tau1\n0.000,0.1,1\n0.004,0.2,1\n0.008,0.3,1\n");
    Path stream = folder.resolve("stream.mcap");
    assertThat(Program.run("import", csv.toString(), "-o", stream.toString()).code()).isZero();
    Program view = Program.run("view", stream.toString(), "--page", "127.0.0.1:0");
    assertThat(view.code()).isEqualTo(2);
    assertThat(view.err()).contains("is an imported stream: 'inspect' says what it holds");
  }

  @Test
  void shouldSayWhereItCannotListen() throws Exception {
    Path file = run();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Program page = Program.run("view", file.toString(), "--page", address);
      assertThat(page.code()).isEqualTo(1);
      assertThat(page.err()).contains("the page cannot listen on " + address);
      Program foxglove = Program.run("view", file.toString(), "--page", "off", "--foxglove",
          address);
      assertThat(foxglove.code()).isEqualTo(1);
      assertThat(foxglove.err()).contains("Foxglove's server cannot listen on " + address);
    }
    Program nowhere = Program.run("view", file.toString(), "--page", "off");
    assertThat(nowhere.code()).isEqualTo(2);
    assertThat(nowhere.err()).contains("--page off needs --foxglove");
  }
}
