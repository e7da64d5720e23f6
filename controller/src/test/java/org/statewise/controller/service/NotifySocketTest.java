package org.statewise.controller.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datagrams to a socket that another program opened, as systemd does. */
final class NotifySocketTest {
  private static final String PYTHON = "/usr/bin/python3";
  /** Prints each datagram as one line, once it has said that it listens. */
  private static final String LISTENER = """
      import socket, sys
      name = sys.argv[1]
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      s.bind(chr(0) + name[1:] if name[0] == '@' else name)
      print('listening', flush=True)
      for _ in range(2):
          print(repr(s.recv(4096).decode()), flush=True)
      """;

  @TempDir
  private Path folder;

  @BeforeEach
  void needsPython() {
    assumeThat(Files.isExecutable(Path.of(PYTHON))).as("python3 is needed").isTrue();
    assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
  }

  @ParameterizedTest
  @ValueSource(strings = {"path", "abstract"})
  void shouldReachASocketByPathAndByAbstractName(String kind) throws Exception {
    String name = kind.equals("path")
        ? folder.resolve("notify").toString()
        : "@statewise-test-" + ProcessHandle.current().pid();
    Process listener = new ProcessBuilder(List.of(PYTHON, "-c", LISTENER, name))
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader lines = listener.inputReader(StandardCharsets.UTF_8);
        NotifySocket socket = new NotifySocket(name)) {
      assertThat(lines.readLine()).isEqualTo("listening");

      assertThat(socket.send("READY=1")).isZero();
      assertThat(socket.send("STATUS=\u00e4\nWATCHDOG=1")).isZero();

      assertThat(lines.readLine()).isEqualTo("'READY=1'");
      assertThat(lines.readLine()).isEqualTo("'STATUS=\u00e4\\nWATCHDOG=1'");
    } finally {
      listener.destroyForcibly();
    }
  }

  @Test
  void shouldReturnTheErrorWhereNobodyListens() throws IOException {
    try (NotifySocket socket = new NotifySocket(folder.resolve("nobody").toString())) {
      assertThat(socket.send("READY=1")).as("ENOENT").isEqualTo(2);
    }
  }

  @Test
  void shouldSayWhatIsNoNameOfASocket() {
    for (String name : List.of("relative", "@", "/", "/" + "x".repeat(107), "vsock:2:3")) {
      assertThatThrownBy(() -> new NotifySocket(name)).isInstanceOf(IOException.class)
          .hasMessage(
              "NOTIFY_SOCKET must be an absolute path or @NAME of at most 107 bytes, but is '"
                  + name + "'");
    }
  }
}
