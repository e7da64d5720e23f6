package org.statewise.controller.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingReader;

/**
 * Writes a recording as a folder of LeRobot's layout, version 3.0: an episode is a stream's segment or one round of a
 * run's motion, whose name is the task; a frame is a tick with a new state in which a task ran. There are no pictures.
 * LeRobot counts in 32 bit floating point, so that numbers lose digits here.
 */
public final class LeRobotExport implements Closeable {
  /** A file of frames ends with the episode in which it passes this: some 100 MB before packing. */
  static final long FILE_FRAMES = 600_000;
  private static final int ROWS_A_REPORT = 1000;
  private static final double NS_PER_SECOND = 1e9;
  private static final long NS_PER_MICROSECOND = 1000;

  /**
   * What was written.
   *
   * @param passedOver ticks without a new state, or in which no task ran
   */
  public record Result(long frames, int episodes, long passedOver) {}

  private final Path folder;
  private final RecordingReader recording;
  private final boolean isRun;
  private final LeRobotFrames frames;
  private final Map<String, Integer> tasks = new LinkedHashMap<>();
  private final List<LeRobotEpisode> episodes = new ArrayList<>();
  /** How often a step between frames of an episode was so many microseconds. */
  private final TreeMap<Long, Long> stepsMicros = new TreeMap<>();
  private long passedOver;
  private int motion = Integer.MIN_VALUE;
  private long beganNs;
  private long lastNs;

  private LeRobotExport(RecordingReader recording, Path folder) throws IOException {
    this.folder = folder;
    this.recording = recording;
    isRun = recording.description().kind() == RecordingKind.RUN;
    frames = new LeRobotFrames(folder, recording.jointCount(), isRun);
  }

  /**
   * Exports a recording. Nothing stands at {@code out} unless all of it could be exported.
   *
   * @param out a folder that must not be there yet
   * @param progress hears how much of the recording was read
   * @throws IOException if the recording has no two frames that follow each other, or as files fail
   */
  public static Result run(Path file, Path out, Progress progress) throws IOException {
    Path part = out.resolveSibling(out.getFileName() + ".part");
    try {
      Files.createDirectory(part);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("'" + part + "' must not be there; an export that was killed may have"
          + " left it", e);
    }
    try {
      Result result;
      try (RecordingReader recording = RecordingReader.open(file);
          LeRobotExport export = new LeRobotExport(recording, part)) {
        result = export.write(file, progress);
      }
      Files.move(part, out);
      return result;
    } finally {
      delete(part);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> deepestFirst;
      try (Stream<Path> all = Files.walk(folder)) {
        deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }

  private Result write(Path file, Progress progress) throws IOException {
    long total = Files.size(file);
    long rows = 0;
    while (recording.next()) {
      TickRecord tick = recording.tick();
      if (isRun && (tick.await != AwaitResult.FRESH || tick.phase != LoopPhase.RUNNING)) {
        passedOver++;
      } else {
        frame(tick);
      }
      if (++rows % ROWS_A_REPORT == 0) {
        progress.at(recording.position(), total);
      }
    }
    frames.close();
    long fps = framesPerSecond().orElseThrow(() -> new IOException(file
        + ": a recording must have two ticks of one episode that follow each other to have a rate,"
        + " but this one has none"));
    Map<String, String> metadata = recording.description().metadata();
    new LeRobotMeta(folder, episodes, tasks.keySet()).write(
        metadata.getOrDefault("arm", "unknown"), recording.description().jointNames(), fps, frames);
    return new Result(frames.count(), episodes.size(), passedOver);
  }

  private void frame(TickRecord tick) throws IOException {
    long nowNs = tick.state.armTimeNs;
    if (tick.motion != motion) {
      motion = tick.motion;
      beganNs = nowNs;
      begin();
    } else {
      stepsMicros.merge((nowNs - lastNs) / NS_PER_MICROSECOND, 1L, Long::sum);
    }
    lastNs = nowNs;
    LeRobotEpisode episode = episodes.getLast();
    frames.write(tick, (nowNs - beganNs) / NS_PER_SECOND, episode);
    episodes.set(episodes.size() - 1, episode.longer());
  }

  private void begin() throws IOException {
    String name = recording.motion().isEmpty() ? "stream" : recording.motion();
    int task = tasks.computeIfAbsent(name, unknown -> tasks.size());
    frames.endEpisode();
    episodes.add(new LeRobotEpisode(episodes.size(), name, task, frames.count(), frames.file(), 0));
  }

  /** The median step as a rate, in whole frames a second as LeRobot has it. */
  private Optional<Long> framesPerSecond() {
    long half = (stepsMicros.values().stream().mapToLong(Long::longValue).sum() + 1) / 2;
    long seen = 0;
    for (Map.Entry<Long, Long> step : stepsMicros.entrySet()) {
      seen += step.getValue();
      if (seen >= half && step.getKey() > 0) {
        return Optional.of(Math.max(1, Math.round(1e6 / step.getKey())));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    frames.close();
  }
}
