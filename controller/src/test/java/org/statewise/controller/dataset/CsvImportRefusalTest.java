package org.statewise.controller.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.statewise.controller.dataset.CsvImports.GOOD;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.statewise.controller.source.RowProblem;
import org.statewise.controller.source.SourceException;
import org.statewise.controller.source.SourceOptions;

/** What an import says of a file that it cannot read. */
final class CsvImportRefusalTest {
  @TempDir
  private Path folder;

  private ImportResult run(String text, TorqueScale scale, boolean skip) throws IOException {
    return CsvImports.run(folder, text, scale, skip);
  }

  private ImportResult run(String text) throws IOException {
    return run(text, new TorqueScale.FirstSeconds(), false);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "0.2,1,2,3,4,5 | line 5: a row must have 7 fields, but this one has 6",
    "0.4,1,x,3,4,5,6 | line 5, column q2: a value must be a number, but is \"x\"",
    "0.4,1,,3,4,5,6 | line 5, column q2: a value must be a number, but is \"\"",
    "0.4,1,0x1p3,3,4,5,6 | line 5, column q2: a value must be a number, but is \"0x1p3\"",
    "0.4,1,2f,3,4,5,6 | line 5, column q2: a value must be a number, but is \"2f\"",
    "0.4,1,2,3,NaN,5,6 | line 5, column qd2: a value must be finite, but is \"NaN\"",
    "0.4,1,2,3,4,5,1e999 | line 5, column tau2: a value must be finite, but is \"1e999\"",
    "1e10,1,2,3,4,5,6 | line 5, column t: a time must lie within 9e9 s of zero, but is 1.0E10 s;"
        + " is it in another unit (--time-unit)?",
    "0.4,1,1e300,3,4,5,6 | line 5, column q2: a value must lie within +-1e+05, but is 1.0E300",
    "0.4,1,2,3,4,5,-1e9 | line 5, column tau2: a value must lie within +-1e+07, but is -1.0E9",
    "0.3000000001,1,2,3,4,5,6 | line 5, column t: time must go forward by 1 ns or more; where it"
        + " starts again, a segment column must say so, but 0.3 s follows 0.3 s",
    "0.3,1,2,3,4,5,6 | line 5, column t: time must go forward by 1 ns or more; where it starts"
        + " again, a segment column must say so, but 0.3 s follows 0.3 s"
  })
  void shouldNameLineAndColumnOfABadRow(String row, String sentence) throws IOException {
    String text = GOOD + row + "\n0.9,1,2,3,4,5,6\n";
    assertThatThrownBy(() -> run(text)).isInstanceOf(SourceException.class)
        .hasMessage(folder.resolve("in.csv") + ": " + sentence);
    assertThat(folder.resolve("out.mcap")).doesNotExist();
    assertThat(folder.resolve("out.mcap.part")).doesNotExist();

    ImportResult result = run(text, new TorqueScale.FirstSeconds(), true);
    assertThat(result.rows()).isEqualTo(4);
    assertThat(result.skipped().values()).containsExactly(1L);
  }

  @Test
  void shouldTellATruncatedLastRowFromABadOne() throws IOException {
    String text = GOOD + "0.4,1,2,3";
    assertThatThrownBy(() -> run(text)).hasMessageEndingWith(
        "in.csv: line 5: the last row is cut off: a row must have 7 fields, but this one has 4, the"
            + " last of them qd1");
    assertThat(run(text, new TorqueScale.FirstSeconds(), true).skipped())
        .isEqualTo(Map.of(RowProblem.TRUNCATED_LAST_ROW, 1L));
  }

  @Test
  void shouldRefuseALoneRowWithoutVelocity() {
    assertThatThrownBy(() -> run("t,q1,tau1\n0,1,2\n")).hasMessageContaining(
        "line 2, column qd1: a velocity is estimated from a neighbour in the same segment");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "'' | line 1: the file must begin with a header such as t,q1,qd1,tau1, but it is empty",
    "q1,tau1 | line 1: the header must have a column t",
    "t,tau1 | line 1: the header must have columns q1, q2 and so on, one a joint",
    "t,q1,q3,tau1,tau2 | line 1: the column q2 is missing: there are 2 q columns, so there must be"
        + " q1 to q2",
    "t,q1,q2,tau1 | line 1: the column tau2 is missing: there are 2 q columns, so there must be"
        + " tau1 to tau2",
    "t,q1,q2,qd2,tau1,tau2 | line 1: the column qd1 is missing: there are 2 q columns, so there"
        + " must be qd1 to qd2",
    "t,q1,tau1,tau2 | line 1: there must be as many tau columns as q columns, 1, not 2",
    "t,q1,q1,tau1 | line 1: the column \"q1\" must stand only once",
    "t q1 tau1 | line 1: the column \"t q1 tau1\" is unknown; columns are t, q1..qn, qd1..qdn,"
        + " qdd1..qddn, tau1..taun and segment, with commas, semicolons or tabs between them;"
        + " --map names other columns",
    "t,q1,Q1,tau1 | line 1: the column \"q1\" must stand only once",
    "t,q1,tau1 | the file must have at least one good row, but has none"
  })
  void shouldNameWhatIsWrongWithAHeader(String header, String sentence) {
    assertThatThrownBy(() -> run(header)).isInstanceOf(SourceException.class)
        .hasMessage(folder.resolve("in.csv") + ": " + sentence);
  }

  @Test
  void shouldCountLinesInQuotedLabels() {
    assertThatThrownBy(() -> run("t,q1,qd1,tau1,segment\n0,1,2,3,\"a\nb\"\n1,x,2,3,\"a\nb\"\n"))
        .hasMessageEndingWith("line 4, column q1: a value must be a number, but is \"x\"");
  }

  @Test
  void shouldReadDecimalCommasAndTakeNoCommaForOneWherePointsAre() throws IOException {
    assertThat(run("t;q1;qd1;tau1\n0,1;1,5;-2;3e0\n0,2;,5;1,0E-2;3\n").understood())
        .isEqualTo(
            "CSV with semicolons between the fields and decimal commas, 1 joint(s), time in s,"
                + " angles in radians");
    assertThatThrownBy(() -> run("t;q1;qd1;tau1\n0.1;1,5;2;3\n")).hasMessageEndingWith("line 2,"
        + " column q1: a value must be a number, but is \"1,5\"; numbers above it have a decimal"
        + " point, so this comma is none");
    assertThatThrownBy(() -> run("t;q1;qd1;tau1\n0,1;1.234;2;3\n")).hasMessageEndingWith("line 2,"
        + " column q1: a value must be a number, but is \"1.234\"; numbers above it have a decimal"
        + " comma, so this point is none");
    assertThatThrownBy(() -> run("t,q1,qd1,tau1\n0,1,5,2,3\n")).hasMessageContaining(
        "must have 4 fields, but this one has 5; are there decimal commas?");
  }

  @Test
  void shouldNameBothJointCountsWhereTheArmHasAnother() throws IOException {
    Path file = Files.writeString(folder.resolve("in.csv"), GOOD);
    assertThatThrownBy(() -> StreamImport.run(new ImportRequest(file,
        folder.resolve("out.mcap"), SourceOptions.NONE,
        new TorqueScale.ArmLimits("one", List.of(1.0)), false, "0.1.0",
        Instant.EPOCH, "one", List.of("A1"), ""),
        Progress.NONE)).hasMessageEndingWith(
            "the file and its arm must have as many joints, but the file has 2 (q1 to q2) and one has 1");
  }

  @Test
  void shouldRefuseAnEndlessLine() throws IOException {
    Path file = folder.resolve("zeros.csv");
    Files.writeString(file, "q".repeat(2 << 20));
    ImportRequest request = CsvImports.request(file, new TorqueScale.FirstSeconds(), true);
    assertThatThrownBy(() -> StreamImport.run(request, Progress.NONE))
        .hasMessageContaining("line 1 or below: a field must end within 1048576 characters");
  }

  @Test
  void shouldThrowOnlySourceExceptionsForMutatedFiles() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 2; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Path file = Files.write(folder.resolve("fuzz.csv"), bytes);
      try {
        StreamImport.run(
            CsvImports.request(file, new TorqueScale.FirstSeconds(), round % 2 == 0),
            Progress.NONE);
      } catch (SourceException e) {
        assertThat(e).hasMessageStartingWith(file + ": ");
      }
    }
  }
}
