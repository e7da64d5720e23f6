package org.statewise.controller.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of the documentation and the example have every key, and its default. */
final class ConfigPageTest {
  private static final Path ROOT = Path.of(System.getProperty("statewise.root"));
  private static final Path PAGE = ROOT.resolve("controller/docs/configuration.md");
  private static final Path EXAMPLE = ROOT.resolve("deploy/etc/statewise.yaml");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (.*?) \\| (.+) \\|$");

  private final List<ConfigLoader.Setting> defaults = new ConfigLoader().settings();
  private final ObjectMapper yaml = new YAMLMapper();

  /** Key to default, as the first table of the page has them. */
  private static Map<String, String> documented() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    String table = Files.readString(PAGE).split("\n## ", -1)[0];
    ROW.matcher(table).results().forEach(row -> rows.put(row.group(1), row.group(2)));
    return rows;
  }

  @Test
  void shouldDocumentEveryKeyAndNoOther() throws IOException {
    assertThat(documented().keySet())
        .containsExactlyElementsOf(defaults.stream().map(ConfigLoader.Setting::key).toList());
  }

  @Test
  void shouldDocumentTheDefaults() throws IOException {
    Map<String, String> documented = documented();
    for (ConfigLoader.Setting setting : defaults) {
      String text = documented.get(setting.key()).replace("`", "").replaceFirst("^empty$", "\"\"");
      // 1 stands for 1.0, as in a file.
      assertThat(yaml.readTree(text).toString().replaceAll("(\\d)\\.0\\b", "$1"))
          .as(setting.key()).isEqualTo(setting.value().replaceAll("(\\d)\\.0\\b", "$1"));
    }
  }

  @Test
  void shouldShipAnExampleOfEveryKeyWithItsDefault() throws Exception {
    ConfigLoader loader = new ConfigLoader().yaml(Files.readString(EXAMPLE), "statewise.yaml");
    assertThat(loader.load()).isEqualTo(StatewiseConfig.DEFAULT);
    assertThat(loader.settings()).extracting(ConfigLoader.Setting::origin)
        .containsOnly("statewise.yaml");
  }

  @Test
  void shouldHoldNoSecretSoThatAllOfItMayBePrinted() {
    assertThat(defaults).extracting(setting -> setting.key().toLowerCase(Locale.ROOT))
        .noneMatch(key -> key.matches(".*(password|secret|token|passphrase)"));
  }
}
