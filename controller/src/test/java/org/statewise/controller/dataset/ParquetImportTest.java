package org.statewise.controller.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statewise.controller.record.RecordingReader;
import org.statewise.controller.source.ClockUnit;
import org.statewise.controller.source.RowProblem;
import org.statewise.controller.source.SourceException;
import org.statewise.controller.source.SourceOptions;

/** Tables that arrow-rs and hyparquet wrote ({@code controller/golden/tables.mjs}), and DuckDB here. */
final class ParquetImportTest {
  private static final int ROWS = 40;

  @TempDir
  private Path folder;

  private static Path foreign(String name) {
    return Path.of(System.getProperty("statewise.root"), "controller/src/test/resources/foreign",
        name);
  }

  private static SourceOptions map(ClockUnit clock, Map<String, String> map) {
    return new SourceOptions(map, Map.of(), Optional.empty(), List.of(),
        Optional.ofNullable(clock), Optional.empty(), false);
  }

  private ImportResult run(Path file, SourceOptions options, boolean skipBadRows)
      throws IOException {
    return StreamImport.run(new ImportRequest(file, folder.resolve("out.mcap"), options,
        new TorqueScale.FirstSeconds(), skipBadRows, "0.1.0", Instant.EPOCH, "", List.of(), ""),
        Progress.NONE);
  }

  private void check(long firstNs, double tolerance) throws IOException {
    try (RecordingReader reader = RecordingReader.open(folder.resolve("out.mcap"))) {
      for (int i = 0; i < ROWS; i++) {
        assertThat(reader.next()).isTrue();
        assertThat(reader.tick().state.armTimeNs).isEqualTo(firstNs + 4_000_000L * i);
        for (int j = 0; j < 3; j++) {
          assertThat(reader.tick().state.q[j]).isEqualTo(0.1 * (j + 1) + 0.01 * i,
              within(tolerance));
          assertThat(reader.tick().state.tau[j]).isEqualTo(j - i);
        }
      }
      assertThat(reader.next()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"snappy.parquet", "gzip.parquet", "lz4.parquet"})
  void shouldReadColumnsAsThoseOfATableOfText(String name) throws IOException {
    ImportResult result = run(foreign(name), SourceOptions.NONE, false);
    assertThat(result.understood()).isEqualTo("Parquet with 40 rows, 3 joint(s), time in s from"
        + " \"t\", angles in radians");
    assertThat(result.qdEstimated()).isFalse();
    check(0, 0);
  }

  @Test
  void shouldReadMappedColumnsAndTimeStampsToTheLastNanosecond() throws IOException {
    Map<String, String> map = Map.of("t", "stamp", "q*", "left.position.*", "tau*",
        "left.effort.*");
    ImportResult result = run(foreign("stamps.parquet"), map(null, map), false);
    assertThat(result.understood()).contains("1 column(s) not read, time in ns from \"stamp\"");
    check(1_700_000_000_000_000_001L, 0);
    assertThatThrownBy(() -> run(foreign("stamps.parquet"), map(ClockUnit.MS, map), false))
        .isInstanceOf(SourceException.class).hasMessageEndingWith(
            "--time-unit must not be given, for the file says in what its column \"stamp\" counts");
  }

  @Test
  void shouldReadJointsInListsAndEpisodesAsSegments() throws IOException {
    ImportResult result = run(foreign("lists.parquet"), map(null, Map.of("q",
        "observation.state", "qd", "observation.velocity", "tau", "observation.effort", "segment",
        "episode_index")), false);
    assertThat(result.segments()).isEqualTo(2);
    assertThat(result.joints()).isEqualTo(3);
    assertThat(result.understood()).contains("the joints in lists");
    try (RecordingReader reader = RecordingReader.open(folder.resolve("out.mcap"))) {
      assertThat(reader.segments()).extracting(segment -> segment.motion() + " "
          + segment.ticks()).containsExactly("0 20", "1 20");
    }
  }

  @Test
  void shouldNameARowWithoutAValueAndSkipItWhereThatIsAsked() throws IOException {
    Path file = foreign("hyparquet.parquet");
    assertThatThrownBy(() -> run(file, SourceOptions.NONE, false))
        .hasMessage(file + ": row 8, column tau2: a value must be there, but is null");
    ImportResult result = run(file, SourceOptions.NONE, true);
    assertThat(result.rows()).isEqualTo(ROWS - 1);
    assertThat(result.skipped()).containsExactly(Map.entry(RowProblem.JOINT_MISSING, 1L));
  }

  @Test
  void shouldReadWhatDuckDbWrites() throws IOException, SQLException {
    Path file = folder.resolve("duck.parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = duck.createStatement()) {
      sql.execute("COPY (SELECT (4 * i)::BIGINT AS t, 0.1 + 0.01 * i::DOUBLE AS q1, 0.2 + 0.01 *"
          + " i::DOUBLE AS q2, 0.3 + 0.01 * i::DOUBLE AS q3, (-i)::INTEGER AS tau1, (1 - i)::FLOAT"
          + " AS tau2, (2 - i)::DOUBLE AS tau3 FROM range(40) r(i)) TO '" + file
          + "' (FORMAT parquet, ROW_GROUP_SIZE 16)");
    }
    run(file, map(ClockUnit.MS, Map.of()), false);
    check(0, 1e-15);
  }

  @Test
  void shouldNameWhatIsWrongWithAColumn() throws IOException {
    Path stamps = foreign("stamps.parquet");
    assertThatThrownBy(() -> run(stamps, SourceOptions.NONE, false)).hasMessage(stamps + ": the"
        + " column \"stamp\" is unknown; columns are t, q1..qn, qd1..qdn, qdd1..qddn, tau1..taun"
        + " and segment; --map names other columns");
    assertThatThrownBy(() -> run(stamps, map(null, Map.of("t", "note", "q*", "left.position.*",
        "tau*", "left.effort.*")), false))
        .hasMessage(stamps + ": column \"note\" must hold numbers, one a row, but holds text");
    Path lists = foreign("lists.parquet");
    assertThatThrownBy(() -> run(lists, map(null, Map.of("q", "observation.state")), false))
        .hasMessageContaining("must have a column tau, or one that --map tau=NAME names; it has"
            + " \"observation.state\"");
    Path cut = Files.writeString(folder.resolve("cut.parquet"), "PAR1 and no more");
    assertThatThrownBy(() -> run(cut, SourceOptions.NONE, false)).isInstanceOf(
        SourceException.class).hasMessageContaining("a Parquet file must end with PAR1");
  }
}
