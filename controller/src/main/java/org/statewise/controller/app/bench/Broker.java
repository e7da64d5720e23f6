package org.statewise.controller.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Debian's mosquitto on loopback. */
final class Broker {
  private static final List<Path> PLACES = List.of(Path.of("/usr/sbin/mosquitto"),
      Path.of("/usr/bin/mosquitto"), Path.of("/usr/local/sbin/mosquitto"),
      Path.of("/usr/local/bin/mosquitto"));

  private Broker() {}

  /** Starts it, until it is closed; empty where it is not installed. */
  static Optional<AutoCloseable> start(int port, Path folder) throws IOException {
    Optional<Path> program = PLACES.stream().filter(Files::isExecutable).findFirst();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    Path file = Files.createTempFile(folder, "statewise-broker", ".conf");
    Files.writeString(file, "listener " + port + " 127.0.0.1\nallow_anonymous true\n");
    // As root it becomes another user, who must be able to read it.
    var _ = file.toFile().setReadable(true, false);
    Process process = new ProcessBuilder(program.get().toString(), "-c", file.toString())
        .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    return Optional.of(() -> {
      process.destroy();
      process.waitFor();
      Files.deleteIfExists(file);
    });
  }
}
