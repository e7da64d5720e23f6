package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.app.Program;
import org.statewise.controller.record.RecordingReader;

/** A recording as a table, read back by Jackson and by our own import. */
final class ExportCommandTest {
  private static final Path BAG = Path.of(System.getProperty("statewise.root"),
      "controller/src/test/resources/foreign/ros2-lz4.mcap");

  @TempDir
  private Path folder;

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static List<Map<String, String>> table(String file) throws IOException {
    try (MappingIterator<Map<String, String>> rows = new CsvMapper()
        .readerForMapOf(String.class).with(CsvSchema.emptySchema().withHeader())
        .readValues(Path.of(file).toFile())) {
      return rows.readAll();
    }
  }

  @Test
  void shouldGiveAStreamBackToTheBit() throws IOException {
    assertThat(Program.run("import", BAG.toString(), "-o", file("a.mcap")).code()).isZero();
    Program exported = Program.run("export", file("a.mcap"), "--to", "csv", "-o", file("a.csv"));
    assertThat(exported.code()).as(exported.err()).isZero();
    assertThat(exported.out()).isEqualTo(file("a.csv") + ": 40 rows\n");

    List<Map<String, String>> rows = table(file("a.csv"));
    assertThat(rows).hasSize(40);
    assertThat(rows.get(7)).containsEntry("t", "1700000000.028").containsEntry("segment", "")
        .containsEntry("q3", Double.toString(0.1 * 3 + 0.01 * 7)).containsEntry("tau1", "-7.0");
    assertThat(Program.run("import", file("a.csv"), "-o", file("b.mcap")).code()).isZero();
    try (RecordingReader one = RecordingReader.open(folder.resolve("a.mcap"));
        RecordingReader other = RecordingReader.open(folder.resolve("b.mcap"))) {
      while (one.next()) {
        assertThat(other.next()).isTrue();
        assertThat(other.tick().state.armTimeNs).isEqualTo(one.tick().state.armTimeNs);
        assertThat(other.tick().state.q).containsExactly(one.tick().state.q);
        assertThat(other.tick().state.qdd).containsExactly(one.tick().state.qdd);
        assertThat(other.tick().state.tau).containsExactly(one.tick().state.tau);
      }
    }
  }

  @Test
  void shouldWriteWhatARunCommanded() throws IOException {
    Program run = Program.run("run", "--fast", "--duration", "1s", "--metrics", "off", "--record",
        file("run.mcap"), "--set", "loop.burnInTicks=0", "--adaptation", "none");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Program.run("export", file("run.mcap"), "--to", "csv", "-o", file("run.csv"))
        .code()).isZero();
    List<Map<String, String>> rows = table(file("run.csv"));
    try (RecordingReader reader = RecordingReader.open(folder.resolve("run.mcap"))) {
      for (Map<String, String> row : rows) {
        assertThat(reader.next()).isTrue();
        assertThat(row).containsEntry("tick", Long.toString(reader.tick().tick))
            .containsEntry("phase", reader.tick().phase.name())
            .containsEntry("u7", Double.toString(reader.tick().u[6]))
            .containsEntry("qdes2", Double.toString(reader.tick().qDes[1]));
      }
      assertThat(reader.next()).isFalse();
    }
    Program again = Program.run("import", file("run.csv"), "--map", "t=t", "-o", file("b.mcap"));
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains(rows.size() + " rows, 7 joints");
  }

  @Test
  void shouldWriteAParquetFileThatDuckDbReadsToTheBit() throws IOException, SQLException {
    Program run = Program.run("run", "--fast", "--duration", "1s", "--metrics", "off", "--record",
        file("run.mcap"), "--set", "loop.burnInTicks=0", "--adaptation", "none");
    assertThat(run.code()).as(run.err()).isZero();
    Program exported = Program.run("export", file("run.mcap"), "--to", "parquet", "-o",
        file("run.parquet"));
    assertThat(exported.code()).as(exported.err()).isZero();
    int segments;
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = duck.createStatement();
        RecordingReader reader = RecordingReader.open(folder.resolve("run.mcap"))) {
      segments = reader.segments().size();
      try (ResultSet row = sql.executeQuery("SELECT * FROM '" + file("run.parquet") + "'")) {
        while (row.next()) {
          assertThat(reader.next()).isTrue();
          assertThat(row.getLong("t_ns")).isEqualTo(reader.tick().state.armTimeNs);
          assertThat(row.getDouble("t")).isEqualTo(reader.tick().state.armTimeNs / 1e9);
          assertThat(row.getString("segment")).isEqualTo(reader.motion());
          assertThat(row.getLong("tick")).isEqualTo(reader.tick().tick);
          assertThat(row.getString("phase")).isEqualTo(reader.tick().phase.name());
          assertThat(row.getBoolean("gripper_closed")).isEqualTo(reader.tick().gripperClosed);
          assertThat(row.getDouble("tau3")).isEqualTo(reader.tick().state.tau[2]);
          assertThat(row.getDouble("u7")).isEqualTo(reader.tick().u[6]);
        }
      }
      assertThat(reader.next()).isFalse();
      try (ResultSet groups = sql.executeQuery("SELECT count(DISTINCT row_group_id) FROM"
          + " parquet_metadata('" + file("run.parquet") + "')")) {
        assertThat(groups.next()).isTrue();
        assertThat(groups.getInt(1)).isEqualTo(segments);
      }
    }
  }

  @Test
  void shouldGiveAStreamBackToTheBitThroughParquet() throws IOException {
    assertThat(Program.run("import", BAG.toString(), "-o", file("a.mcap")).code()).isZero();
    assertThat(Program.run("export", file("a.mcap"), "--to", "parquet", "-o", file("a.parquet"))
        .out()).isEqualTo(file("a.parquet") + ": 40 rows\n");
    Program again = Program.run("import", file("a.parquet"), "-o", file("b.mcap"));
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("time in ns from \"t_ns\"");
    try (RecordingReader one = RecordingReader.open(folder.resolve("a.mcap"));
        RecordingReader other = RecordingReader.open(folder.resolve("b.mcap"))) {
      while (one.next()) {
        assertThat(other.next()).isTrue();
        assertThat(other.tick().state.armTimeNs).isEqualTo(one.tick().state.armTimeNs);
        assertThat(other.tick().state.q).containsExactly(one.tick().state.q);
        assertThat(other.tick().state.qdd).containsExactly(one.tick().state.qdd);
      }
      assertThat(other.next()).isFalse();
    }
  }

  @Test
  void shouldReplaceNothingAndNameWhatIsWrong() throws IOException {
    Files.writeString(folder.resolve("kept.csv"), "mine");
    Program kept = Program.run("export", BAG.toString(), "--to", "csv", "-o", file("kept.csv"));
    assertThat(kept.code()).isEqualTo(2);
    assertThat(kept.err()).contains("exists already");
    Program bag = Program.run("export", BAG.toString(), "--to", "csv", "-o", file("kept.csv"),
        "--overwrite");
    assertThat(bag.code()).isEqualTo(1);
    assertThat(bag.err()).contains("this MCAP file is no Statewise recording")
        .doesNotContain("Exception");
    assertThat(folder.resolve("kept.csv")).hasContent("mine");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
    Program other = Program.run("export", BAG.toString(), "--to", "xlsx", "-o", file("x"));
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("--to must be csv, parquet or lerobot, but is 'xlsx'");
  }
}
