package org.statewise.controller.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.statewise.controller.parquet.ParquetTableWriter;
import org.statewise.controller.parquet.ParquetTableWriter.Column;
import org.statewise.controller.parquet.ParquetTableWriter.Kind;

/** What a LeRobot data set says of itself, in its folder {@code meta}. */
final class LeRobotMeta {
  private static final ObjectMapper MAPPER = JsonMapper.builder()
      .enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;
  private final List<LeRobotEpisode> episodes;
  private final Collection<String> tasks;

  /** @param tasks in the order of their numbers */
  LeRobotMeta(Path folder, List<LeRobotEpisode> episodes, Collection<String> tasks) {
    this.folder = folder;
    this.episodes = episodes;
    this.tasks = tasks;
  }

  void write(String robot, List<String> joints, long framesPerSecond, LeRobotFrames frames)
      throws IOException {
    Files.createDirectories(folder.resolve("meta"));
    writeTasks();
    writeEpisodes();
    Map<String, Object> features = new LinkedHashMap<>();
    Map<String, Object> statistics = new LinkedHashMap<>();
    frames.statistics().forEach((column, found) -> {
      Map<String, Object> feature = new LinkedHashMap<>();
      feature.put("dtype", LeRobotFrames.type(column));
      feature.put("shape", List.of(found.size()));
      feature.put("names", column.contains(".") || column.equals("action") ? joints : null);
      features.put(column, feature);
      statistics.put(column, found.words());
    });
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("codebase_version", "v3.0");
    info.put("robot_type", robot);
    info.put("total_episodes", episodes.size());
    info.put("total_frames", frames.count());
    info.put("total_tasks", tasks.size());
    info.put("chunks_size", LeRobotFrames.FILES_A_CHUNK);
    info.put("data_files_size_in_mb", 100);
    info.put("video_files_size_in_mb", 200);
    info.put("fps", framesPerSecond);
    info.put("splits", Map.of("train", "0:" + episodes.size()));
    info.put("data_path", LeRobotFrames.PATH);
    info.put("video_path", null);
    info.put("features", features);
    Files.writeString(folder.resolve("meta/info.json"), json(info));
    Files.writeString(folder.resolve("meta/stats.json"), json(statistics));
  }

  private static String json(Object value) throws JsonProcessingException {
    return MAPPER.writeValueAsString(value) + "\n";
  }

  private void writeTasks() throws IOException {
    try (ParquetTableWriter table = new ParquetTableWriter(folder.resolve("meta/tasks.parquet"),
        List.of(new Column("task_index", Kind.LONG), new Column("task", Kind.TEXT)))) {
      long number = 0;
      for (String task : tasks) {
        table.integer(0, number++);
        table.text(1, task);
        table.endRow();
      }
      // LeRobot looks tasks up by pandas' index, which is a column that this names.
      table.finish(Map.of("pandas", json(Map.of("index_columns", List.of("task"),
          "column_indexes", List.of(), "pandas_version", "2.0.0", "columns",
          List.of(pandasColumn("task_index", "int64", "int64"),
              pandasColumn("task", "unicode", "object"))))));
    }
  }

  private static Map<String, Object> pandasColumn(String name, String type, String numpyType) {
    Map<String, Object> column = new LinkedHashMap<>();
    column.put("name", name);
    column.put("field_name", name);
    column.put("pandas_type", type);
    column.put("numpy_type", numpyType);
    column.put("metadata", null);
    return column;
  }

  private void writeEpisodes() throws IOException {
    Path path = folder.resolve(LeRobotFrames.path("meta/episodes", 0));
    Files.createDirectories(path.getParent());
    List<Column> columns = new ArrayList<>(List.of(new Column("tasks", Kind.TEXTS)));
    for (String name : List.of("episode_index", "length", "dataset_from_index",
        "dataset_to_index", "data/chunk_index", "data/file_index", "meta/episodes/chunk_index",
        "meta/episodes/file_index")) {
      columns.add(new Column(name, Kind.LONG));
    }
    try (ParquetTableWriter table = new ParquetTableWriter(path, columns)) {
      for (LeRobotEpisode episode : episodes) {
        table.texts(0, episode.name());
        long[] numbers = {episode.index(), episode.length(), episode.first(),
          episode.first() + episode.length(), episode.file() / LeRobotFrames.FILES_A_CHUNK,
          episode.file() % LeRobotFrames.FILES_A_CHUNK, 0, 0};
        for (int i = 0; i < numbers.length; i++) {
          table.integer(i + 1, numbers[i]);
        }
        table.endRow();
      }
      table.finish(Map.of());
    }
  }
}
