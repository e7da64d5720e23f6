package org.statewise.controller.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.app.Program;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.record.RecordingReader;

/** A recording as a data set of LeRobot, read by DuckDB and by our own import. */
final class LeRobotExportTest {
  private static final Path BAG = Path.of(System.getProperty("statewise.root"),
      "controller/src/test/resources/foreign/ros2-lz4.mcap");
  private static final String FRAMES = "data/chunk-000/file-000.parquet";
  private static final String EPISODES = "meta/episodes/chunk-000/file-000.parquet";

  @TempDir
  private Path folder;

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static Program done(Program program) {
    assertThat(program.code()).as(program.err()).isZero();
    return program;
  }

  private void run() {
    done(Program.run("run", "--fast", "--duration", "2s", "--metrics", "off", "--page", "off",
        "--record", file("run.mcap"), "--set", "loop.burnInTicks=0", "--adaptation", "none"));
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name).toFile());
  }

  /** What a query gives, row by row. */
  private List<List<Object>> query(String sql) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(found.getObject(i) instanceof java.sql.Array array
              ? Arrays.asList((Object[]) array.getArray())
              : found.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<Object> floats(double... values) {
    return Arrays.stream(values).<Object>mapToObj(value -> (float) value).toList();
  }

  /** The frames that a recording has, and the names of its episodes. */
  private List<List<Object>> frames(List<String> episodes) throws IOException {
    List<List<Object>> frames = new ArrayList<>();
    try (RecordingReader reader = RecordingReader.open(folder.resolve("run.mcap"))) {
      int motion = -2;
      long first = 0;
      long began = 0;
      while (reader.next()) {
        var tick = reader.tick();
        if (tick.await != AwaitResult.FRESH || tick.phase != LoopPhase.RUNNING) {
          continue;
        }
        if (tick.motion != motion) {
          motion = tick.motion;
          first = frames.size();
          began = tick.state.armTimeNs;
          episodes.add(reader.motion());
        }
        frames.add(List.of(floats(tick.state.q), floats(tick.state.qd), floats(tick.state.tau),
            floats(tick.u), (float) ((tick.state.armTimeNs - began) / 1e9), frames.size() - first,
            episodes.size() - 1L, (long) frames.size(), episodes.size() - 1L));
      }
    }
    return frames;
  }

  @Test
  void shouldWriteFramesAndEpisodesOfARun() throws IOException, SQLException {
    run();
    List<String> names = new ArrayList<>();
    List<List<Object>> frames = frames(names);
    assertThat(names).containsExactly("approach", "reach");
    Program exported = done(Program.run("export", file("run.mcap"), "--to", "lerobot", "-o",
        file("set")));
    assertThat(exported.out())
        .startsWith(file("set") + ": 2 episodes, " + frames.size() + " frames; ");
    assertThat(query("SELECT \"observation.state\", \"observation.velocity\","
        + " \"observation.effort\", action, timestamp, frame_index, episode_index, index,"
        + " task_index FROM '" + file("set/" + FRAMES) + "'")).isEqualTo(frames);

    long approach = frames.stream().filter(frame -> frame.get(6).equals(0L)).count();
    long all = frames.size();
    assertThat(query("SELECT episode_index, tasks, length, dataset_from_index, dataset_to_index,"
        + " \"data/chunk_index\", \"data/file_index\" FROM '" + file("set/" + EPISODES) + "'"))
        .containsExactly(List.of(0L, List.of("approach"), approach, 0L, approach, 0L, 0L),
            List.of(1L, List.of("reach"), all - approach, approach, all, 0L, 0L));
    assertThat(query("SELECT task_index, task FROM '" + file("set/meta/tasks.parquet") + "'"))
        .containsExactly(List.of(0L, "approach"), List.of(1L, "reach"));
    assertThat(query("SELECT count(DISTINCT row_group_id) FROM parquet_metadata('"
        + file("set/" + FRAMES) + "')")).containsExactly(List.of(2L));
  }

  @Test
  void shouldSayWhatTheDataSetIs() throws IOException, SQLException {
    run();
    done(Program.run("export", file("run.mcap"), "--to", "lerobot", "-o", file("set")));
    JsonNode info = json("set/meta/info.json");
    assertThat(info.get("codebase_version").asText()).isEqualTo("v3.0");
    assertThat(info.get("robot_type").asText()).isEqualTo("iiwa7");
    assertThat(info.get("fps").asInt()).isEqualTo(250);
    assertThat(info.get("total_episodes").asInt()).isEqualTo(2);
    assertThat(info.get("total_tasks").asInt()).isEqualTo(2);
    assertThat(info.at("/splits/train").asText()).isEqualTo("0:2");
    assertThat(info.get("data_path").asText())
        .isEqualTo("data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet");
    JsonNode state = info.at("/features/observation.state");
    assertThat(state.toString()).isEqualTo("{\"dtype\":\"float32\",\"shape\":[7],\"names\":"
        + "[\"A1\",\"A2\",\"A3\",\"A4\",\"A5\",\"A6\",\"A7\"]}");
    assertThat(info.at("/features/frame_index").toString())
        .isEqualTo("{\"dtype\":\"int64\",\"shape\":[1],\"names\":null}");
    List<Object> columns = query("SELECT name FROM parquet_schema('" + file("set/" + FRAMES)
        + "') WHERE name NOT IN ('statewise', 'list', 'element')").stream()
        .map(List::getFirst).toList();
    assertThat(columns).containsExactlyInAnyOrderElementsOf(
        info.get("features").properties().stream().<Object>map(entry -> entry.getKey()).toList());

    JsonNode action = json("set/meta/stats.json").get("action");
    List<Object> expected = query("SELECT min(action[4]), max(action[4]), avg(action[4]::DOUBLE),"
        + " stddev_pop(action[4]::DOUBLE), count(*) FROM '" + file("set/" + FRAMES) + "'")
        .getFirst();
    List<String> words = List.of("min", "max", "mean", "std");
    for (int i = 0; i < words.size(); i++) {
      assertThat(action.get(words.get(i)).get(3).doubleValue())
          .isCloseTo(((Number) expected.get(i)).doubleValue(), within(1e-4));
    }
    assertThat(action.at("/count/0").asLong()).isEqualTo(expected.get(4));
  }

  @Test
  void shouldWriteAStreamWithoutActionsWhichImportReadsAgain() throws IOException {
    done(Program.run("import", BAG.toString(), "-o", file("a.mcap")));
    done(Program.run("export", file("a.mcap"), "--to", "lerobot", "-o", file("set")));
    assertThat(json("set/meta/info.json").at("/features/action").isMissingNode()).isTrue();
    assertThat(json("set/meta/info.json").get("fps").asInt()).isEqualTo(250);
    Program again = done(Program.run("import", file("set/" + FRAMES), "-o", file("b.mcap"), "--map",
        "q=observation.state", "--map", "qd=observation.velocity", "--map",
        "tau=observation.effort", "--map", "segment=episode_index"));
    assertThat(again.out()).contains("40 rows, 3 joints");
    try (RecordingReader one = RecordingReader.open(folder.resolve("a.mcap"));
        RecordingReader other = RecordingReader.open(folder.resolve("b.mcap"))) {
      while (one.next()) {
        assertThat(other.next()).isTrue();
        assertThat(floats(other.tick().state.q)).isEqualTo(floats(one.tick().state.q));
        assertThat(floats(other.tick().state.tau)).isEqualTo(floats(one.tick().state.tau));
      }
    }
  }

  @Test
  void shouldReplaceNothingAndLeaveNothing() throws IOException {
    Path kept = Files.createDirectory(folder.resolve("kept"));
    Program there = Program.run("export", BAG.toString(), "--to", "lerobot", "-o", kept.toString(),
        "--overwrite");
    assertThat(there.code()).isEqualTo(2);
    assertThat(there.err())
        .contains("--out must be a folder that is not there yet, but '" + kept + "' is there");
    Program bag = Program.run("export", BAG.toString(), "--to", "lerobot", "-o", file("set"));
    assertThat(bag.code()).isEqualTo(1);
    assertThat(bag.err()).contains("this MCAP file is no Statewise recording");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(kept);
    }
  }

  @Test
  void shouldRefuseARecordingWithoutARate() throws IOException {
    Files.writeString(folder.resolve("one.csv"),
        "t,q1,qd1,tau1,segment\n0,0,0,0,a\n1,0,0,0,b\n2,0,0,0,c\n");
    done(Program.run("import", file("one.csv"), "-o", file("one.mcap"), "--torque-scale", "5",
        "--time-unit", "s"));
    Program refused = Program.run("export", file("one.mcap"), "--to", "lerobot", "-o", file("set"));
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("must have two ticks of one episode that follow each other");
    assertThat(folder.resolve("set")).doesNotExist();
    assertThat(folder.resolve("set.part")).doesNotExist();
  }
}
