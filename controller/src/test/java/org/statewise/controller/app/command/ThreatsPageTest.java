package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.statewise.controller.app.Main;
import org.statewise.controller.config.ConfigLoader;
import picocli.CommandLine;

/** What the page on threats says of keys and of their defaults is so. */
final class ThreatsPageTest {
  private static final Path PAGE = Path.of(System.getProperty("statewise.root"),
      "controller/docs/threats.md");
  private static final Pattern ROW = Pattern
      .compile("(?m)^\\| ([^|]+) \\| `([^`|]+)` \\| ([^|]+) \\| [^|]+ \\|$");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern WITH_VALUE = Pattern.compile("`([a-zA-Z.]+)` \\(([0-9.]+)");

  private final Map<String, String> defaults = new ConfigLoader().settings().stream()
      .collect(Collectors.toMap(ConfigLoader.Setting::key,
          setting -> setting.value().replace("\"", "")));

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }

  @Test
  void shouldSayWhereEachServerListensByDefault() throws IOException {
    List<MatchResult> rows = ROW.matcher(
        page().split("\n## Who could", 2)[0]).results().toList();

    assertThat(rows).extracting(row -> row.group(2)).containsExactly("telemetry.metrics",
        "telemetry.page", "telemetry.foxglove", "mqtt.broker", "mqtt.commands", "arm.link",
        "--listen", "--page");
    for (MatchResult row : rows) {
      assertThat(said(row.group(3))).as(row.group(2)).isEqualTo(inForce(row));
    }
  }

  /** The value in a cell: what it quotes, else its first word; off is nothing. */
  private static String said(String cell) {
    List<MatchResult> quoted = QUOTED.matcher(cell).results().toList();
    String first = cell.split("[ ,:]", 2)[0];
    return quoted.isEmpty() ? first.equals("off") ? "" : first : quoted.getFirst().group(1);
  }

  private String inForce(MatchResult row) {
    String name = row.group(2);
    if (!name.startsWith("--")) {
      return defaults.get(name);
    }
    String command = row.group(1).contains("statewise view") ? "view" : "bridge";
    return new CommandLine(new Main()).getSubcommands().get(command).getCommandSpec()
        .findOption(name).defaultValue();
  }

  @Test
  void shouldLetNothingListenBeyondThisMachineByDefault() {
    assertThat(defaults).allSatisfy((key, value) -> assertThat(value).as(key)
        .doesNotContain("0.0.0.0", "[::]"));
    assertThat(List.of(defaults.get("telemetry.metrics"), defaults.get("telemetry.page")))
        .allMatch(address -> address.startsWith("127.0.0.1:"));
  }

  @Test
  void shouldNameKeysThatThereAreWithTheValuesThatTheyHave() throws IOException {
    Set<String> groups = defaults.keySet().stream().map(key -> key.split("\\.", 2)[0])
        .collect(Collectors.toSet());
    List<String> named = QUOTED.matcher(page()).results().map(match -> match.group(1))
        .filter(word -> word.matches("[a-zA-Z]+(\\.[a-zA-Z]+)+"))
        .filter(word -> groups.contains(word.split("\\.", 2)[0])).distinct().toList();
    assertThat(named).hasSizeGreaterThan(8).allMatch(word -> defaults.keySet().stream()
        .anyMatch(key -> key.equals(word) || key.startsWith(word + ".")));

    List<MatchResult> valued = WITH_VALUE.matcher(page()).results().toList();
    assertThat(valued).hasSize(3).allSatisfy(match -> assertThat(
        Double.parseDouble(defaults.get(match.group(1)))).as(match.group(1))
        .isEqualTo(Double.parseDouble(match.group(2))));
  }
}
