package org.statewise.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The glossary is in order, says where each word comes from, and names only classes that exist. */
final class GlossaryTest {
  private static final Path ROOT = Path.of(System.getProperty("statewise.root"));
  private static final Pattern ROW = Pattern
      .compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
  private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]+)`");
  private static final Set<String> ORIGINS = Set.of("paper", "KUKA", "KUKA FRI", "control",
      "robotics", "estimation", "statistics", "learning", "computing", "MQTT", "Statewise");

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(ROOT.resolve("controller/docs/glossary.md"))).results()
        .filter(row -> !row.group(1).equals("term")).toList();
  }

  @Test
  void shouldListEachTermOnceInAlphabeticalOrder() throws IOException {
    List<String> terms = rows().stream().map(row -> row.group(1)).toList();
    assertThat(terms).hasSizeGreaterThan(60).doesNotHaveDuplicates()
        .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
  }

  @Test
  void shouldSayWhereEachTermComesFrom() throws IOException {
    assertThat(rows()).extracting(row -> row.group(3)).allMatch(ORIGINS::contains);
  }

  @Test
  void shouldNameOnlyClassesThatExist() throws IOException {
    Set<String> known = new TreeSet<>();
    for (String module : List.of("models", "robot-bridge", "controller")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        files.map(file -> file.getFileName().toString().replace(".java", "")).forEach(known::add);
      }
    }
    Set<String> named = rows().stream().flatMap(row -> CLASS.matcher(row.group(2)).results())
        .map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    assertThat(known).containsAll(named);
  }
}
