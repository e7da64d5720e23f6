package org.statewise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is said in one sentence, with the right exit code, and leaves nothing behind. */
@Tag("system")
final class BadInputTest {
  @TempDir
  private Path folder;

  private Finished assertFails(int code, String... arguments) throws Exception {
    Finished end = new Program(folder).run(arguments);
    assertThat(end.code()).as("%s", end).isEqualTo(code);
    assertThat(end.complaints()).singleElement().asString().startsWith("statewise: ");
    assertThat(end.out()).doesNotContain("ended");
    return end;
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          run --nonsense                          | Unknown option: '--nonsense'
          dance                                   | 'dance'
          run --duration soon                     | '--duration': must be a time such as 500ms
          run --arm elsewhere                     | arm.link must be sim, bridge://HOST:PORT or fri://
          run --set adaptation.los=squared        | the nearest known one is 'adaptation.loss'
          run --set safety.torqueFraction=2       | safety.torqueFraction must be above 0 and at most 1, but is 2.0
          run --config missing.yaml               | there is no file 'missing.yaml'
          run --config broken.yaml                | broken.yaml line 3 must be YAML
          run --config unknown.yaml               | unknown.yaml: unknown key 'law.gains'
          run --fast --file missing.csv           | there is no file 'missing.csv'
          inspect missing.mcap                    | there is no readable file 'missing.mcap'
          import missing.csv -o o.mcap            | there is no readable file 'missing.csv'
          import                                  | Missing required parameter: 'FILE'
          import broken.yaml                      | Missing required option: '--out=MCAP', or --dry-run to write none
          import broken.yaml --dry-run --angles d | --angles must be rad, deg, but is 'd'
          """)
  void shouldCallWrongUsageByItsName(String arguments, String sentence) throws Exception {
    write("broken.yaml", "adaptation:\n  hidden: [\n");
    write("unknown.yaml", "law:\n  gains: 3\n");

    assertThat(assertFails(2, arguments.split(" ", -1)).err()).contains(sentence);
    assertThat(folder.resolve("o.mcap")).doesNotExist();
  }

  @Test
  void shouldExplainItselfWithoutArguments() throws Exception {
    Finished end = new Program(folder).run();

    assertThat(end.code()).isEqualTo(2);
    assertThat(end.err()).contains("Usage: statewise", "run ", "replay ");
    assertThat(end.out()).isEmpty();
  }

  @Test
  void shouldNameTheByteAtWhichARecordingIsBroken() throws Exception {
    byte[] noise = new byte[5000];
    new SplittableRandom(1).nextBytes(noise);
    Files.write(folder.resolve("noise.mcap"), noise);
    write("empty.mcap", "");

    assertThat(assertFails(1, "inspect", "noise.mcap").err())
        .contains("noise.mcap: byte 0: an MCAP file must begin with");
    assertThat(assertFails(1, "replay", "empty.mcap", "--summary", "s.json").err())
        .contains("empty.mcap: byte 0").contains("is empty");
    assertThat(folder.resolve("s.json")).doesNotExist();
  }

  @Test
  void shouldNameTheByteOfADamagedChunk() throws Exception {
    Finished run = new Program(folder).run("run", "--fast", "--metrics", "off", "--duration",
        "2s", "--record", "run.mcap");
    assertThat(run.code()).as("%s", run).isZero();
    Path file = folder.resolve("run.mcap");
    // Ticks lie behind the files that the recording carries, and before the summary.
    damage(file, 0.75);

    assertThat(assertFails(1, "replay", "run.mcap").err()).containsPattern("run.mcap: byte \\d+: ");
    assertThat(assertFails(1, "inspect", "run.mcap").err())
        .containsPattern("run.mcap: byte \\d+: ");
  }

  @Test
  void shouldNameWhatIsDamagedOfThatWhichARecordingCarries() throws Exception {
    Finished run = new Program(folder).run("run", "--fast", "--metrics", "off", "--duration",
        "1s", "--record", "run.mcap");
    assertThat(run.code()).as("%s", run).isZero();
    // The network of the default, in base 64, is the longest text of all.
    damageLongestText(folder.resolve("run.mcap"));

    assertThat(assertFails(2, "replay", "run.mcap").err()).endsWith("'iiwa7', which the"
        + " recording carries in its metadata, must be in base 64, but is damaged");
  }

  private static void damage(Path file, double part) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    damage(file, bytes, (int) (part * bytes.length));
  }

  private static void damage(Path file, byte[] bytes, int at) throws IOException {
    Arrays.fill(bytes, at, at + 1000, (byte) 0);
    Files.write(file, bytes);
  }

  /** In the middle of the longest stretch of letters, digits and what else base 64 has. */
  private static void damageLongestText(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int longest = 0;
    int middle = 0;
    int begin = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (!Character.isLetterOrDigit(bytes[i]) && bytes[i] != '+' && bytes[i] != '/') {
        begin = i + 1;
      } else if (i - begin > longest) {
        longest = i - begin;
        middle = (begin + i) / 2;
      }
    }
    assertThat(longest).isGreaterThan(100_000);
    damage(file, bytes, middle);
  }

  /** Imports a small stream of one joint with one line of it replaced. */
  private Finished importWith(int lineNumber, String line, String... options) throws Exception {
    List<String> lines = new ArrayList<>(List.of("t,q1,tau1"));
    for (int i = 0; i < 100; i++) {
      lines.add(String.format(Locale.ROOT, "%.3f,%.4f,%.4f", i * 0.005, Math.sin(i * 0.02),
          Math.cos(i * 0.02)));
    }
    lines.set(lineNumber - 1, line);
    // The last line has no end: were it cut off, it would look like this.
    Files.writeString(folder.resolve("s.csv"), String.join("\n", lines), StandardCharsets.UTF_8);
    List<String> arguments = new ArrayList<>(List.of("import", "s.csv", "-o", "o.mcap"));
    arguments.addAll(List.of(options));
    return new Program(folder).run(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      1   | t,q1           | line 1: the column tau1 is missing
      1   | t,q1,tau1,x    | line 1: the column "x" is unknown
      20  | 0.090,NaN,1    | line 20, column q1: a value must be finite, but is "NaN"
      20  | 0.090,0.1,one  | line 20, column tau1: a value must be a number, but is "one"
      50  | 0.010,0.1,1    | line 50, column t: time must go forward
      50  | 0.240,0.1      | line 50: a row must have 3 fields, but this one has 2
      101 | 0.495,0.1      | line 101: the last row is cut off
      """)
  void shouldNameLineAndColumnOfABadStream(int line, String text, String sentence)
      throws Exception {
    Finished end = importWith(line, text);

    assertThat(end.code()).as("%s", end).isEqualTo(1);
    assertThat(end.complaints()).singleElement().asString().startsWith("statewise: s.csv: ")
        .contains(sentence);
    try (var left = Files.list(folder)) {
      assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly("s.csv");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      20  | 0.090,NaN,1    | skipped 1 row(s): NaN or infinite
      50  | 0.010,0.1,1    | skipped 1 row(s): time goes back or stands still
      101 | 0.495,0.1      | skipped 1 row(s): last row cut off
      """)
  void shouldLeaveBadRowsOutWhereItMay(int line, String text, String report) throws Exception {
    Finished end = importWith(line, text, "--skip-bad-rows");

    assertThat(end.code()).as("%s", end).isZero();
    assertThat(end.out()).contains("o.mcap: 99 rows, 1 joints", report);
    assertThat(folder.resolve("o.mcap")).isNotEmptyFile();
  }
}
