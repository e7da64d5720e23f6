package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.controller.app.Program;

/** What a user sees of an import, in the forms in which other programs leave their files. */
final class ImportCommandTest {
  private static final Path FOREIGN = Path.of(System.getProperty("statewise.root"),
      "controller/src/test/resources/foreign");

  @TempDir
  private Path folder;

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String out() {
    return folder.resolve("out.mcap").toString();
  }

  @Test
  void shouldShowTheFirstRowsAndWriteNothing() throws IOException {
    String csv = write("plot.txt", """
        "__time";"state.q[0]";"state.q[1]";"state.tau_J[0]";"state.tau_J[1]";"note"
        1500,5;90;-45;1,25;-2;x
        1504,5;91;-45;1,5;-2;
        1508,5;92;-45;1,75;-2;y
        1512,5;93;-45;2;-2;z
        """);
    Program shown = Program.run("import", csv, "--dry-run", "--map", "t=__time", "--map",
        "q*=state.q[*]", "--map", "tau*=state.tau_J[*]", "--time-unit", "ms", "--angles", "deg");
    assertThat(shown.code()).as(shown.err()).isZero();
    assertThat(shown.out())
        .startsWith(
            """
                read as CSV with semicolons between the fields and decimal commas, 2 joint(s), 1 column(s) not \
                read, time in ms, angles in degrees
                t 1.500500000 s
                  q       1.5708   -0.78540 rad
                  qd      4.3633     0.0000 rad/s (estimated)
                """)
        .endsWith("looked at all rows, 4 without fault; nothing was written\n");
    assertThat(folder.toFile().list()).containsExactly("plot.txt");
  }

  @Test
  void shouldHintAtTheNewFormOfTheOldCommand() {
    Program old = Program.run("import", "csv", FOREIGN.resolve("stored.npz").toString(), "-o",
        out());
    assertThat(old.code()).isZero();
    assertThat(old.err()).contains("'import csv FILE' is now 'import FILE'");
    assertThat(old.out()).contains("40 rows, 3 joints, 1 segment(s), 0.16 s", "read as NPZ with");
    assertThat(Program.run("inspect", out()).out()).contains("250");
    assertThat(Program.run("replay", out(), "--adaptation", "observer").code()).isZero();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "#ROSBAG V2.0 | byte 0: the file is a ROS 1 bag, which is not read; make an MCAP file of it",
    "SQLite format 3 | byte 0: the file is an SQLite file, which is not read; if it is a ROS 2 bag",
    "PAR1 | a Parquet file must end with PAR1, but this one does not",
    "t,q1,tau1,x | line 1: the column \"x\" is unknown",
    "a\0b | byte 1: the file must be MCAP, NPZ, Parquet or CSV"})
  void shouldSayWhatAFileIsThatItDoesNotRead(String text, String sentence) throws IOException {
    String file = write("some", text);
    Program refused = Program.run("import", file, "-o", out());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains(file + ": " + sentence).doesNotContain("Exception");
    assertThat(folder.toFile().list()).containsExactly("some");
  }

  @Test
  void shouldNameTheOptionThatDoesNotFit() throws IOException {
    String csv = write("a.csv", "time,q1,tau1\n0,1,2\n0.1,2,3\n");
    assertThat(Program.run("import", csv, "-o", out(), "--topic", "/x").err())
        .contains("--topic must not be given for a table of text, which the file is");
    assertThat(Program.run("import", csv, "-o", out(), "--map", "t=stamp").err())
        .contains("--map t=stamp: the file has no column \"stamp\"; it has \"time\", \"q1\"");
    assertThat(Program.run("import", csv, "-o", out(), "--map", "when=time").err())
        .contains("the name before = must be one of t, segment, q1");
    assertThat(Program.run("import", csv, "-o", out(), "--map", "q*=q").err())
        .contains("a * for the joint must stand in both names or in none");
    assertThat(Program.run("import", csv, "-o", out(), "--time-unit", "h").err())
        .contains("--time-unit must be s, ms, us, ns, but is 'h'");
    assertThat(Program.run("import", csv, csv, "-o", out()).err())
        .contains("import takes one file, but was given");
    assertThat(Program.run("import", csv).err()).contains("Missing required option: '--out=MCAP'");
    assertThat(Program.run("import", folder.toString(), "--dry-run").err())
        .contains("is a folder; of a ROS 2 bag name an .mcap file in it");
    assertThat(folder.toFile().list()).containsExactly("a.csv");
  }

  @Test
  void shouldRefuseATimeThatCannotBeInSeconds() throws IOException {
    StringBuilder text = new StringBuilder("t\tq1\ttau1\n");
    for (int i = 0; i < 20; i++) {
      text.append(i * 4000).append("\t0.1\t1\n");
    }
    String csv = write("a.csv", text.toString());
    assertThat(Program.run("import", csv, "-o", out()).err()).contains(
        "line 12, column t: the first 10 steps of time are 0.5 s or longer, this one 4000 s, so time"
            + " looks like us; say --time-unit us, or --time-unit s if it is in seconds");
    assertThat(Program.run("import", csv, "-o", out(), "--time-unit", "us").out())
        .contains("20 rows, 1 joints, 1 segment(s), 0.08 s");
    assertThat(Files.size(folder.resolve("out.mcap"))).isPositive();
    assertThat(new String(Files.readAllBytes(folder.resolve("out.mcap")),
        StandardCharsets.ISO_8859_1)).contains("statewise");
  }
}
