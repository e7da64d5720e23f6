package org.statewise.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The scripts of {@code src/test/js}, which read what we write with libraries that know nothing of us. */
final class NodeScripts {
  private static final List<String> FILES = List.of("package.json", "package-lock.json",
      "read-recording.mjs", "watch-live.mjs", "foxglove-schemas.mjs");

  private NodeScripts() {}

  private static Path folder() {
    return Path.of(System.getProperty("statewise.root"), "deploy/target/foreign-reader");
  }

  /** Installs what they import, once; a test is skipped where node is not installed. */
  static synchronized void install() throws Exception {
    Tool.assumeInstalled("node", "nodejs");
    Tool.assumeInstalled("npm", "npm");
    Files.createDirectories(folder());
    Path source = Path.of(System.getProperty("statewise.root"), "deploy/src/test/js");
    for (String name : FILES) {
      Files.copy(source.resolve(name), folder().resolve(name),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Path installed = folder().resolve("node_modules/.package-lock.json");
    if (!Files.exists(installed) || Files.getLastModifiedTime(installed)
        .compareTo(Files.getLastModifiedTime(source.resolve("package-lock.json"))) < 0) {
      check(process("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    }
  }

  /** Runs one to its end; gives what it printed. */
  static String run(String... scriptAndArguments) throws Exception {
    return check(process(command(scriptAndArguments)));
  }

  private static String[] command(String... scriptAndArguments) {
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(List.of(scriptAndArguments));
    return command.toArray(String[]::new);
  }

  private static ProcessBuilder process(String... command) {
    return new ProcessBuilder(command).directory(folder().toFile());
  }

  private static String check(ProcessBuilder builder) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("statewise", ".err");
    try {
      Process process = builder.redirectError(errors.toFile()).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as("%s: %s", builder.command(), Files.readString(errors))
          .isZero();
      return output;
    } finally {
      Files.delete(errors);
    }
  }
}
