package org.statewise.controller.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.parquet.ParquetTableWriter;
import org.statewise.controller.parquet.ParquetTableWriter.Column;
import org.statewise.controller.parquet.ParquetTableWriter.Kind;

/** The frames of a LeRobot data set: files of Parquet, an episode in one of them, and statistics over all. */
final class LeRobotFrames implements Closeable {
  /** Where a file of frames lies, in LeRobot's own way to say it. */
  static final String PATH = "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet";
  static final int FILES_A_CHUNK = 1000;
  private static final List<String> COUNTERS = List.of("frame_index", "episode_index", "index",
      "task_index");
  private static final String TIMESTAMP = "timestamp";

  private final Path folder;
  private final boolean hasAction;
  private final Map<String, LeRobotStatistics> statistics = new LinkedHashMap<>();
  private final List<LeRobotStatistics> inOrder;
  private ParquetTableWriter table;
  private int file;
  private long inFile;
  private long count;

  /** @param hasAction whether it is known what was commanded */
  LeRobotFrames(Path folder, int joints, boolean hasAction) throws IOException {
    this.folder = folder;
    this.hasAction = hasAction;
    for (String name : vectors(hasAction)) {
      statistics.put(name, new LeRobotStatistics(joints));
    }
    statistics.put(TIMESTAMP, new LeRobotStatistics(1));
    COUNTERS.forEach(name -> statistics.put(name, new LeRobotStatistics(1)));
    inOrder = List.copyOf(statistics.values());
    open();
  }

  private static List<String> vectors(boolean hasAction) {
    List<String> names = new ArrayList<>(
        List.of("observation.state", "observation.velocity", "observation.effort"));
    if (hasAction) {
      names.add("action");
    }
    return names;
  }

  private void open() throws IOException {
    Path path = folder.resolve(path("data", file));
    Files.createDirectories(path.getParent());
    List<Column> columns = new ArrayList<>();
    vectors(hasAction).forEach(name -> columns.add(new Column(name, Kind.FLOATS)));
    columns.add(new Column(TIMESTAMP, Kind.FLOAT));
    COUNTERS.forEach(name -> columns.add(new Column(name, Kind.LONG)));
    table = new ParquetTableWriter(path, columns);
    inFile = 0;
  }

  static String path(String of, int file) {
    return String.format(Locale.ROOT, "%s/chunk-%03d/file-%03d.parquet", of,
        file / FILES_A_CHUNK, file % FILES_A_CHUNK);
  }

  /** Ends a group of rows, and the file if it has grown large. */
  void endEpisode() throws IOException {
    if (inFile >= LeRobotExport.FILE_FRAMES) {
      table.finish(Map.of());
      table.close();
      file++;
      open();
    } else {
      table.endGroup();
    }
  }

  void write(TickRecord tick, double timestampSeconds, LeRobotEpisode episode)
      throws IOException {
    if (table.rowsInGroup() >= ParquetExport.MAX_GROUP_ROWS) {
      table.endGroup();
    }
    int at = 0;
    List<double[]> quantities = hasAction
        ? List.of(tick.state.q, tick.state.qd, tick.state.tau, tick.u)
        : List.of(tick.state.q, tick.state.qd, tick.state.tau);
    for (double[] quantity : quantities) {
      table.reals(at, quantity);
      inOrder.get(at++).add(quantity);
    }
    table.real(at, timestampSeconds);
    inOrder.get(at++).add(timestampSeconds);
    for (long number : new long[]{count - episode.first(), episode.index(), count,
      episode.task()}) {
      table.integer(at, number);
      inOrder.get(at++).add((double) number);
    }
    table.endRow();
    count++;
    inFile++;
  }

  /** Over all frames, by the name of their column, in the order of columns. */
  Map<String, LeRobotStatistics> statistics() {
    return statistics;
  }

  /** What type a column's numbers are of, as LeRobot calls it. */
  static String type(String column) {
    return COUNTERS.contains(column) ? "int64" : "float32";
  }

  /** How many there are so far. */
  long count() {
    return count;
  }

  /** The number of the file that is written now. */
  int file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    if (table != null) {
      table.finish(Map.of());
      table.close();
      table = null;
    }
  }
}
