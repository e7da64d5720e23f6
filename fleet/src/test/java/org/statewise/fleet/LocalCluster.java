package org.statewise.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code fleet/bin/local-cluster} with two workers, and programs that are started beside it. */
final class LocalCluster {
  private static final Path BIN = Path.of(System.getProperty("statewise.root"), "fleet/bin");

  private final Path folder;
  private final Process process;
  private final String master;

  /** @param folder receives what the programs print */
  LocalCluster(Path folder) throws IOException {
    this.folder = folder;
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    process = script("local-cluster", "2", Integer.toString(port))
        .redirectError(folder.resolve("cluster.err").toFile()).start();
    // Stays open, for a cluster whose output nobody takes would end; it prints this line alone.
    BufferedReader out = new BufferedReader(
        new InputStreamReader(process.getInputStream(), UTF_8));
    master = out.readLine();
    assertThat(master).as(Files.readString(folder.resolve("cluster.err")))
        .isEqualTo("spark://127.0.0.1:" + port);
  }

  private static ProcessBuilder script(String name, String... arguments) {
    List<String> command = new ArrayList<>(List.of(BIN.resolve(name).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("STATEWISE_FLEET_CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("JAVA25_HOME", System.getProperty("java.home"));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return builder;
  }

  /**
   * Starts the program with this cluster as its master.
   *
   * @param jvmFlags properties of Spark, with blanks between
   */
  Process start(String jvmFlags, List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--master", master));
    ProcessBuilder builder = script("statewise-fleet", all.toArray(String[]::new));
    builder.environment().put("STATEWISE_JVM_FLAGS",
        "-Xmx1g -Dspark.executor.memory=512m " + jvmFlags);
    return builder.redirectErrorStream(true).redirectOutput(
        ProcessBuilder.Redirect.appendTo(log().toFile())).start();
  }

  /** Fails, with what the program printed, unless it ends with exit code 0. */
  void awaitEnd(Process program) throws IOException, InterruptedException {
    assertThat(program.waitFor()).as(Files.readString(log())).isZero();
  }

  Path log() {
    return folder.resolve("program.log");
  }

  /** The processes in which the cluster computes tasks at this moment. */
  List<ProcessHandle> executors() {
    return process.descendants().filter(LocalCluster::isExecutor).toList();
  }

  /** Java leaves out arguments as long as these. */
  private static boolean isExecutor(ProcessHandle handle) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(handle.pid()), "cmdline"))
          .contains("CoarseGrainedExecutorBackend");
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends it with all its executors. */
  void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
