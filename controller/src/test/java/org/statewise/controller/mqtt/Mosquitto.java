package org.statewise.controller.mqtt;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Debian's mosquitto on a free port of loopback, for tests that want a real broker. */
public final class Mosquitto implements AutoCloseable {
  private static final long MAX_WAIT_SECONDS = 60;

  private final List<Process> processes = new ArrayList<>();
  private final Path folder;
  private final int port;

  private Mosquitto(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Skips the test where mosquitto or its clients are missing. */
  public static void assumeInstalled() {
    for (String program : List.of("mosquitto", "mosquitto_pub", "mosquitto_passwd")) {
      assumeThat(isThere(program))
          .as(program + " is not installed; Debian has it in 'mosquitto' and 'mosquitto-clients'")
          .isTrue();
    }
  }

  private static boolean isThere(String program) {
    return List.of("/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/usr/local/bin/").stream()
        .anyMatch(place -> Files.isExecutable(Path.of(place + program)));
  }

  /**
   * Starts it.
   *
   * @param configuration after the line of its listener, in which FOLDER means {@code folder}
   */
  public static Mosquitto start(Path folder, String configuration) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Mosquitto broker = new Mosquitto(folder, port);
    broker.run(configuration);
    return broker;
  }

  private void run(String configuration) throws Exception {
    // As root it would become a user that cannot read a test's files.
    String text = "user root\nlistener " + port + " 127.0.0.1\n"
        + configuration.replace("FOLDER", folder.toString());
    Path file = Files.writeString(folder.resolve("mosquitto-" + port + ".conf"), text);
    Path log = folder.resolve("mosquitto-" + port + ".log");
    String program = Files.isExecutable(Path.of("/usr/sbin/mosquitto"))
        ? "/usr/sbin/mosquitto"
        : "mosquitto";
    Process process = new ProcessBuilder(program, "-v", "-c", file.toString())
        .redirectErrorStream(true).redirectOutput(log.toFile()).start();
    processes.add(process);
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_WAIT_SECONDS);
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() - deadlineNs > 0) {
        throw new IllegalStateException("mosquitto does not listen: " + Files.readString(log));
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  /** What a shell command says, line by line. */
  public Lines shell(String command) throws IOException {
    Process process = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    processes.add(process);
    return new Lines(process);
  }

  /** Runs a shell command to its end. */
  public void sh(String command) throws Exception {
    Process process = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("'" + command + "' failed: " + said);
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
  }

  /** Lines of a program that runs. */
  public static final class Lines {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    Lines(Process process) {
      Thread.ofPlatform().daemon().start(() -> {
        try (BufferedReader reader = new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
          for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
          }
        } catch (IOException e) {
          // The test is over, and with it the program: what it would have said is of no interest.
          lines.add("closed");
        }
      });
    }

    /** Takes lines until one is as wanted; fails after a while. */
    public String await(Predicate<String> wanted) throws InterruptedException {
      List<String> others = new ArrayList<>();
      while (true) {
        String line = lines.poll(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
          throw new AssertionError("no such line came; there were " + others);
        }
        if (wanted.test(line)) {
          return line;
        }
        others.add(line);
      }
    }
  }
}
