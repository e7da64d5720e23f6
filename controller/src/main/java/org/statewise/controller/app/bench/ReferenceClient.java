package org.statewise.controller.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** The minimal FRI client in C, {@code bench/fri-client.c}, compiled by this machine's compiler. */
final class ReferenceClient implements AutoCloseable {
  private static final String SOURCE = "/bench/fri-client.c";

  private final Process process;

  private ReferenceClient(Process process) {
    this.process = process;
  }

  /** Compiles it into a folder; empty where there is no compiler. */
  static Optional<Path> compile(Path folder) throws IOException {
    Path source = folder.resolve("fri-client.c");
    Path program = folder.resolve("fri-client");
    try (InputStream text = Objects.requireNonNull(
        ReferenceClient.class.getResourceAsStream(SOURCE))) {
      Files.write(source, text.readAllBytes());
    }
    try {
      Process compiler = new ProcessBuilder("cc", "-O2", "-o", program.toString(),
          source.toString()).redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      return compiler.waitFor() == 0 ? Optional.of(program) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Starts it; returns once it listens. */
  static ReferenceClient start(Path program, int port, int priority) throws IOException {
    Process process = new ProcessBuilder(program.toString(), Integer.toString(port),
        Integer.toString(priority)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    // It says its policy, and then nothing more.
    BufferedReader said = new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    if (said.readLine() == null) {
      throw new IOException("the client in C could not listen on port " + port);
    }
    return new ReferenceClient(process);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
