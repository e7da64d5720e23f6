package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the guide and the README tell their readers to type works as it stands: each page's commands, one after the other in a
 * folder of their own, print the lines that the page shows, and every message that it quotes is one of the program's.
 * Left out are blocks of another kind than {@code sh}: the README's two commands build this program and run this test.
 */
@Tag("system")
final class GuideTest {
  private static final Path ROOT = Path.of(System.getProperty("statewise.root"));
  private static final Path GUIDE = ROOT.resolve("controller/docs/guide");
  /** Shell commands, and perhaps lines that they print. Those within a list are indented. */
  private static final Pattern BLOCK = Pattern.compile(
      "(?ms)^ *```sh\\n(.*?)^ *```\\n(?:\\s*^ *```text\\n(.*?)^ *```\\n)?");
  /** A cell of a table that begins with a quoted message. */
  private static final Pattern QUOTED = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

  @TempDir
  private Path folder;

  static List<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(GUIDE)) {
      return Stream.concat(Stream.of("README.md"),
          files.map(file -> ROOT.relativize(file).toString())
              .filter(name -> name.matches(".*/\\d-[^/]*\\.md")).sorted())
          .toList();
    }
  }

  private static List<MatchResult> matches(Pattern pattern, String page) throws IOException {
    return pattern.matcher(Files.readString(ROOT.resolve(page))).results().toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void shouldDoWhatThePageSays(String page) throws Exception {
    List<MatchResult> blocks = matches(BLOCK, page);
    assertThat(blocks).isNotEmpty();
    if (blocks.stream().anyMatch(block -> block.group(1).contains("mosquitto "))) {
      Tool.assumeOnPath("mosquitto", "mosquitto");
    }
    // As in a checkout: pages that speak of one name the launcher by its path in it.
    Path work = Files.createDirectory(folder.resolve("work"));
    Path link = Files.createDirectories(work.resolve("deploy/bin")).resolve("statewise");
    Files.writeString(link, "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(Program.launcher()));
    assertThat(link.toFile().setExecutable(true)).isTrue();
    for (MatchResult block : blocks) {
      Finished end = new Program(work).shell("export PATH='" + link.getParent()
          + "':\"$PATH\"; set -em; trap 'kill -9 $(jobs -p) 2> /dev/null || true' EXIT\n"
          + block.group(1));
      assertThat(end.code()).as("%s: %s%n%s", page, block.group(1), end).isZero();
      if (block.group(2) != null) {
        assertThat(end.out().lines()).as(block.group(1)).containsAll(shown(block.group(2)));
      }
    }
  }

  private static List<String> shown(String text) {
    return text.lines().map(String::stripTrailing).filter(line -> !line.isBlank()).toList();
  }

  @Test
  void shouldQuoteMessagesThatTheProgramHas() throws IOException {
    String sources = sources();
    List<String> quoted = new ArrayList<>();
    for (String page : pages()) {
      matches(QUOTED, page).forEach(match -> quoted.add(match.group(1)));
    }
    assertThat(quoted).hasSizeGreaterThan(10).filteredOn(message -> message.contains(" "))
        .allSatisfy(message -> assertThat(sources).contains(message));
  }

  /** The sources of the program, with the literals joined that a line was too short for. */
  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder(Files.readString(ROOT.resolve("deploy/bin/statewise")));
    for (String module : List.of("models", "robot-bridge", "controller")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          all.append(JOINED.matcher(Files.readString(file)).replaceAll(""));
        }
      }
    }
    return all.toString();
  }
}
