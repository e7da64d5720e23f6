package org.statewise.controller.app.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A load while it lasts, and the keys by which a run takes part in it. */
final class Loads implements AutoCloseable {
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Map<String, Object> keys = new HashMap<>(
      Map.of("telemetry.metrics", "", "telemetry.page", "", "mqtt.broker", ""));

  private Loads() {}

  /**
   * Begins it.
   *
   * @param folder on the disk that is written to, and for the files of other programs
   * @param missing takes a sentence for each part that cannot be had here
   */
  static Loads start(Load load, Path folder, Consumer<String> missing) throws IOException {
    Loads loads = new Loads();
    try {
      for (Load.Kind kind : load.kinds()) {
        loads.add(kind, folder, missing);
      }
      return loads;
    } catch (IOException e) {
      loads.close();
      throw e;
    }
  }

  private void add(Load.Kind kind, Path folder, Consumer<String> missing) throws IOException {
    switch (kind) {
      case CPU -> {
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
          running.push(busyProcess());
        }
      }
      case HEAP -> running.push(LoadThreads.allocating());
      case DISK -> running.push(LoadThreads.writing(folder));
      case SCRAPE -> {
        int port = freePort();
        keys.put("telemetry.metrics", "127.0.0.1:" + port);
        running.push(LoadThreads.scraping(port));
      }
      case PAGE -> {
        int port = freePort();
        keys.put("telemetry.page", "127.0.0.1:" + port);
        running.push(LoadThreads.viewing(port));
      }
      case MQTT -> {
        int port = freePort();
        Optional<AutoCloseable> broker = Broker.start(port, folder);
        broker.ifPresent(running::push);
        if (broker.isPresent()) {
          keys.put("mqtt.broker", "mqtt://127.0.0.1:" + port);
        } else {
          missing.accept("no broker loads the machine: mosquitto is not installed"
              + " (apt-get install mosquitto)");
        }
      }
    }
  }

  /** Keys of the run's configuration, and their values. */
  Map<String, Object> keys() {
    return keys;
  }

  /** Computes for as long as this program lives. */
  private static AutoCloseable busyProcess() throws IOException {
    Process process = new ProcessBuilder(List.of("sh", "-c",
        "while kill -0 \"$0\" 2>/dev/null; do i=0; while [ $i -lt 10000 ]; do i=$((i+1)); done; done",
        Long.toString(ProcessHandle.current().pid())))
        .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    return process::destroy;
  }

  /** One that nobody has just now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e.getMessage(), e);
      }
    }
  }
}
