package org.statewise.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The packaged program, started as a user starts it: by its launcher, in a folder of theirs. It starts with a
 * light Java virtual machine and a short warm-up, in half the processor time, since most tests ask for what the
 * program does and not for how soon; {@link #asShipped} leaves both to the launcher.
 */
final class Program {
  private static final Map<String, String> LIGHT = Map.of("STATEWISE_JVM_FLAGS",
      "-XX:-UseZGC -XX:+UseSerialGC -XX:-AlwaysPreTouch"
          + " -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=5",
      "STATEWISE_AOT", "on", "STATEWISE_LOOP_BURN_IN_TICKS", "500");

  private static final Path HOME = Path.of(System.getProperty("statewise.root"),
      "deploy/target/statewise");

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> prefix = new ArrayList<>();

  /**
   * Knows where the program is.
   *
   * @param folder where it is started; relative file names on its command line lie there
   */
  Program(Path folder) {
    this.folder = folder;
    environment.put("STATEWISE_JAVA", Path.of(System.getProperty("java.home"), "bin/java")
        .toString());
    environment.putAll(LIGHT);
  }

  /** Starts it with the collector, the compilers, the memory and the warm-up that users get. */
  Program asShipped() {
    LIGHT.keySet().forEach(environment::remove);
    return this;
  }

  /** Sets a variable of its environment. */
  Program with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Starts it by another program, which must end in an exec of its arguments. */
  Program by(String... command) {
    prefix.addAll(List.of(command));
    return this;
  }

  static Path launcher() {
    return HOME.resolve("bin/statewise");
  }

  /** What the packaged controller's jar says its version is. */
  static String version() throws IOException {
    try (Stream<Path> jars = Files.list(HOME.resolve("lib"))) {
      return jars.map(jar -> jar.getFileName().toString())
          .filter(name -> name.startsWith("statewise-controller-"))
          .map(name -> name.replaceFirst("^statewise-controller-(.*)\\.jar$", "$1")).findFirst()
          .orElseThrow();
    }
  }

  /** Runs it to its end. */
  public Finished run(String... arguments) throws Exception {
    try (Running running = start(arguments)) {
      return running.awaitEnd();
    }
  }

  /** Runs a script of bash in its folder, which starts it as users do. */
  Finished shell(String script) throws Exception {
    try (Running running = start(List.of("bash", "-c", script), "script")) {
      return running.awaitEnd();
    }
  }

  /** Starts it and lets it run. */
  Running start(String... arguments) throws IOException {
    // A build in the background ignores Ctrl-C, and its children would too.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.addAll(prefix);
    command.add(launcher().toString());
    command.addAll(List.of(arguments));
    return start(command, String.join(" ", arguments));
  }

  private Running start(List<String> command, String name) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    // Whoever runs the tests may have variables of their own.
    builder.environment().keySet().removeIf(key -> key.startsWith("STATEWISE_"));
    builder.environment().putAll(environment);
    return new Running(builder.start(), name);
  }
}
