package org.statewise.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service may do what a controller must, and little else. */
@Tag("system")
final class ServiceUnitTest {
  private static final String UNIT = Path.of(System.getProperty("statewise.root"),
      "deploy/systemd/statewise.service").toAbsolutePath().toString();

  /** Prints the lines of what it is told until a run is over. */
  private static final String LISTENER = """
      import socket, sys
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      s.bind(sys.argv[1])
      print('listening', flush=True)
      text = ''
      while 'over' not in text:
          text = s.recv(4096).decode()
          print(text, flush=True)
      """;

  @TempDir
  private Path folder;

  @Test
  void shouldBeExposedAtMostThreeOfTen() throws Exception {
    Tool.assumeInstalled("systemd-analyze", "systemd");
    Tool.Result result = Tool.run(folder, "systemd-analyze", "security", "--offline=true",
        "--no-pager", "--threshold=30", UNIT);
    assertThat(result.output()).contains("Overall exposure level");
    assertThat(result.code()).as(result.output()).isZero();
  }

  @Test
  void shouldTellSystemdThatItIsReadyAliveAndStopping() throws Exception {
    Tool.assumeOnPath("python3", "python3");
    Path socket = folder.resolve("notify");
    Process systemd = new ProcessBuilder("python3", "-c", LISTENER, socket.toString())
        .redirectErrorStream(true).start();
    List<String> told = new ArrayList<>();
    try (BufferedReader lines = systemd.inputReader(UTF_8)) {
      assertThat(lines.readLine()).isEqualTo("listening");
      Finished run = new Program(folder).with("NOTIFY_SOCKET", socket.toString())
          .with("WATCHDOG_USEC", "400000").run("run", "--task", "hold", "--duration", "3s",
              "--metrics", "off", "--page", "off");
      assertThat(run.code()).as("%s", run).isZero();
      lines.lines().forEach(told::add);
    } finally {
      systemd.destroyForcibly();
    }
    assertThat(told).containsSubsequence("READY=1", "WATCHDOG=1", "WATCHDOG=1", "STOPPING=1",
        "STATUS=the arm is at rest, the run is over").containsOnlyOnce("READY=1", "STOPPING=1");
    assertThat(told.indexOf("WATCHDOG=1")).isGreaterThan(told.indexOf("READY=1"));
  }
}
