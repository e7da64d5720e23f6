package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive as somebody unpacks it, and the program in it where no locale is set. */
@Tag("system")
final class ArchiveTest {
  private static final Path ARCHIVE = Path.of(System.getProperty("statewise.root"),
      "deploy/target/statewise.tar.gz").toAbsolutePath();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]+)(#[^)\\s]*)?\\)");

  @TempDir
  private Path folder;
  private Path top;

  @BeforeEach
  void unpack() throws Exception {
    sh("tar -xzf '" + ARCHIVE + "'");
    top = folder.resolve("statewise-" + Program.version());
  }

  /** What a script in the test's folder says; it must succeed. */
  private String sh(String script) throws Exception {
    Path out = folder.resolve("out");
    Process process = new ProcessBuilder("sh", "-e", "-c", script).directory(folder.toFile())
        .redirectErrorStream(true).redirectOutput(out.toFile()).start();
    int code = process.waitFor();
    String said = Files.readString(out);
    assertThat(code).as(said).isZero();
    Files.delete(out);
    return said;
  }

  @Test
  void shouldUnpackIntoOneFolderWithAllThatItsPagesSpeakOf() throws Exception {
    try (Stream<Path> unpacked = Files.list(folder)) {
      assertThat(unpacked).containsExactly(top);
    }
    assertThat(List.of("bin/statewise", "lib", "LICENSE", "README.md",
        "CONTRIBUTING.md", "models/README.md",
        "deploy/prometheus/statewise.rules.yml", "deploy/grafana/statewise.json",
        "deploy/kuka/StatewiseTorqueOverlay.java", "deploy/etc/statewise.yaml",
        "deploy/systemd/statewise.service", "deploy/mosquitto/mosquitto.conf",
        "controller/docs/configuration.md", "robot-bridge/docs/fri.md"))
        .allSatisfy(name -> assertThat(top.resolve(name)).exists());
    assertThat(sh("'" + top + "'/bin/statewise --version"))
        .isEqualTo("statewise " + Program.version() + "\n");
  }

  @Test
  void shouldHaveNoDeadLinkInAnyPage() throws IOException {
    List<Path> pages;
    try (Stream<Path> files = Files.walk(top)) {
      pages = files.filter(file -> file.toString().endsWith(".md")).toList();
    }
    List<String> dead = new ArrayList<>();
    int links = 0;
    for (Path page : pages) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        String to = link.group(1);
        links++;
        if (!to.matches("[a-z]+:.*") && !Files.exists(page.resolveSibling(to))) {
          dead.add(top.relativize(page) + " -> " + to);
        }
      }
    }
    assertThat(dead).isEmpty();
    assertThat(links).isGreaterThan(50);
  }

  /** Maven leaves the list of parts out where it is offline. */
  @Test
  void shouldListItsPartsAndTheirLicences() throws Exception {
    String licences = Files.readString(top.resolve("third-party-licences.txt"));
    assertThat(licences).contains("picocli", "Apache", "io.netty:netty-handler:")
        .doesNotContainIgnoringCase("unknown license");
    Path parts = top.resolve("sbom.cdx.json");
    assumeThat(parts).exists();
    List<String> jars = new ArrayList<>();
    for (JsonNode part : new ObjectMapper().readTree(parts.toFile()).get("components")) {
      assertThat(part.get("licenses")).as(part.get("purl").asText()).isNotEmpty();
      jars.add(part.get("name").asText() + "-" + part.get("version").asText() + ".jar");
    }
    try (Stream<Path> files = Files.list(top.resolve("lib"))) {
      assertThat(jars).containsExactlyInAnyOrderElementsOf(
          files.map(file -> file.getFileName().toString()).toList());
    }
  }

  /** The names are made by the shell, since this process may have no locale either. */
  @Test
  void shouldTakeNamesWithLettersBeyondAsciiWhereNoLocaleIsSet() throws Exception {
    String said = sh(
        """
            u=$(printf '\\303\\274')
            mkdir "gr${u}n auf blau"
            mv statewise-* "gr${u}n auf blau/"
            cd "gr${u}n auf blau"
            statewise() {
              env -i STATEWISE_JAVA='JAVA' STATEWISE_AOT=off "$@"
            }
            launcher=$(pwd)/$(echo statewise-*)/bin/statewise
            printf 'task: {kind: hold}\\n' >"c$u.yaml"
            statewise "$launcher" config check "c$u.yaml"
            statewise LC_ALL=POSIX LANG=de_DE.UTF-8 "$launcher" run --fast --duration 1s --metrics off \\
              --config "c$u.yaml" --record "r$u.mcap" --summary "s$u.json"
            statewise LC_CTYPE=C "$launcher" inspect "r$u.mcap"
            ls
            """
            .replace("JAVA'", Path.of(System.getProperty("java.home"), "bin/java") + "'"));
    assertThat(said).contains("c\u00fc.yaml is in order", "r\u00fc.mcap", "s\u00fc.json")
        .doesNotContain("Exception");
  }
}
