package org.statewise.controller.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.controller.app.Program;
import org.statewise.controller.record.RecordingReader;

/** Recordings of two robots as one table, and what damage does to it. */
final class CorpusTest {
  private static final Path FOREIGN = Path.of(System.getProperty("statewise.root"),
      "controller/src/test/resources/foreign");
  private static final String FILE = "robot=left/date=1970-01-02/a.parquet";

  @TempDir
  private Path folder;

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private Program corpus(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "corpus";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Program.run(all);
  }

  /** A stream of two segments of 20 rows, twice, and a run. */
  private void make() {
    assertThat(Program.run("import", FOREIGN.resolve("lists.parquet").toString(), "--map",
        "q=observation.state", "--map", "tau=observation.effort", "--map",
        "segment=episode_index", "-o", file("a.mcap")).code()).isZero();
    Program run = Program.run("run", "--fast", "--duration", "1s", "--metrics", "off", "--record",
        file("run.mcap"), "--set", "loop.burnInTicks=0", "--adaptation", "none");
    assertThat(run.code()).as(run.err()).isZero();
    Program left = corpus("add", file("c"), file("a.mcap"), "--robot", "left", "--date",
        "1970-01-02", "--firmware", "2.7");
    assertThat(left.code()).as(left.err()).isZero();
    assertThat(left.out()).contains(FILE + ": 2 episode(s), 40 rows");
    assertThat(corpus("add", file("c"), file("run.mcap"), "--robot", "right", "--date",
        "1970-01-03").code()).isZero();
  }

  @Test
  void shouldBeOneTableForAnotherProgram() throws SQLException, IOException {
    make();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = duck.createStatement()) {
      try (ResultSet rows = sql.executeQuery("SELECT robot, date::VARCHAR, arm, firmware, count(*),"
          + " count(DISTINCT segment), length(any_value(prior_hash)), count(qdd1), count(u1),"
          + " bool_or(gripper_closed) FROM read_parquet('" + file("c")
          + "/*/*/*.parquet', union_by_name=true, hive_partitioning=true)"
          + " GROUP BY ALL ORDER BY robot")) {
        assertThat(rows.next()).isTrue();
        assertThat(List.of(rows.getString(1), rows.getString(2), rows.getString(4),
            rows.getLong(5), rows.getLong(6), rows.getLong(8), rows.getLong(9)))
            .containsExactly("left", "1970-01-02", "2.7", 40L, 2L, 40L, 0L);
        assertThat(rows.next()).isTrue();
        assertThat(List.of(rows.getString(1), rows.getString(3), rows.getLong(7),
            rows.getLong(8))).containsExactly("right", "iiwa7", 64L, 0L);
        assertThat(rows.getLong(9)).isEqualTo(rows.getLong(5));
        assertThat(rows.next()).isFalse();
      }
    }
    assertThat(corpus("list", file("c")).out()).contains("2 robot(s)");
    assertThat(corpus("check", file("c")).code()).isZero();
  }

  @Test
  void shouldGiveTheTicksBackToTheBit() throws IOException {
    make();
    Corpus corpus = Corpus.open(folder.resolve("c"));
    try (RecordingReader reader = RecordingReader.open(folder.resolve("run.mcap"))) {
      for (Episode episode : corpus.episodes().stream().filter(e -> e.robot().equals("right"))
          .toList()) {
        try (EpisodeTicks ticks = corpus.ticks(episode)) {
          assertThat(ticks.description().metadata()).containsAllEntriesOf(
              reader.description().metadata());
          assertThat(ticks.description().armYaml()).isEqualTo(reader.description().armYaml());
          while (ticks.next()) {
            assertThat(reader.next()).isTrue();
            assertThat(ticks.tick().state.armTimeNs).isEqualTo(reader.tick().state.armTimeNs);
            assertThat(ticks.tick().state.q).containsExactly(reader.tick().state.q);
            assertThat(ticks.tick().u).containsExactly(reader.tick().u);
            assertThat(ticks.tick().phase).isEqualTo(reader.tick().phase);
            assertThat(ticks.tick().await).isEqualTo(reader.tick().await);
          }
        }
      }
      assertThat(reader.next()).isFalse();
    }
  }

  @Test
  void shouldNameAndCountWhatIsDamaged() throws IOException {
    make();
    Path file = folder.resolve("c").resolve(FILE);
    Episode second = Corpus.open(folder.resolve("c")).episodes().get(1);
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) second.start() + 30] ^= 1;
    Files.write(file, bytes);
    Files.writeString(folder.resolve("c/notes.txt"), "mine");
    Program check = corpus("check", file("c"));
    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out()).contains(FILE + "#2: its " + second.bytes() + " bytes from byte "
        + second.start() + " on are not those that were added\n").doesNotContain("#1:")
        .contains("notes.txt: the manifest does not name this file")
        .contains("1 damaged; 1 file(s)");
    bytes[bytes.length - 20] ^= 1;
    Files.write(file, bytes);
    assertThat(corpus("check", file("c")).out()).contains("2 damaged").contains(FILE
        + "#1: the end of the file, which says how to read it, is not the one that was added");
    Files.delete(file);
    assertThat(corpus("check", file("c")).out()).contains(FILE + "#2: the file is missing");
  }

  @Test
  void shouldReplaceNothingAndSayWhatItWants() throws IOException {
    make();
    assertThat(corpus("add", file("c"), file("a.mcap"), "--robot", "left", "--date", "1970-01-02")
        .err()).contains("the corpus has '" + FILE + "' already");
    assertThat(corpus("add", file("c"), file("a.mcap"), "--robot", "../up").err())
        .contains("--robot must be 1 to 64 letters");
    assertThat(corpus("list", "s3://bucket/c").err()).contains("DIR must be a folder of a file"
        + " system, but is 's3://bucket/c'");
    assertThat(corpus("list", file("nowhere")).err()).contains("has no manifest.csv");
    Files.createDirectories(folder.resolve("other"));
    Files.writeString(folder.resolve("other/x"), "mine");
    assertThat(corpus("add", file("other"), file("a.mcap"), "--robot", "left").err())
        .contains("must be a corpus or an empty folder, but holds other files");
    assertThat(corpus().err()).contains("corpus needs what to do: add, list or check");
    Path manifest = folder.resolve("c/manifest.csv");
    Files.writeString(manifest, Files.readString(manifest).replaceFirst(",1,left", ",x,left"));
    assertThat(corpus("list", file("c")).err()).contains("manifest.csv: line 2:");
  }
}
