package org.statewise.controller.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.dataset.ParquetExport;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.parquet.ParquetColumn;
import org.statewise.controller.parquet.ParquetTableReader;
import org.statewise.controller.record.RecordingDescription;
import org.statewise.controller.record.TickSource;

/** One episode of a corpus as the recording had it: times, states, what was sent, and the phase. */
public final class EpisodeTicks implements TickSource {
  private final Path file;
  private final ParquetTableReader table;
  private final int group;
  private final List<String> names;
  private final int joints;
  private final TickRecord tick;
  private final RecordingDescription description;
  private final int[] q;
  private final int[] qd;
  private final int[] qdd;
  private final int[] tau;
  private final int[] u;
  private boolean open;

  private EpisodeTicks(Path file, ParquetTableReader table, int group) throws CorpusException {
    this.file = file;
    this.table = table;
    this.group = group;
    names = table.columns().stream().map(ParquetColumn::name).toList();
    joints = (int) IntStream.range(1, names.size()).takeWhile(j -> names.contains("q" + j))
        .count();
    tick = new TickRecord(joints);
    q = columns("q");
    qd = columns("qd");
    qdd = columns("qdd");
    tau = columns("tau");
    u = columns("u");
    table.select(IntStream.concat(
        IntStream.of(column("t_ns"), column("tick"), column("fresh"), column("phase")),
        Arrays.stream(new int[][]{q, qd, qdd, tau, u}).flatMapToInt(Arrays::stream)).boxed()
        .toList());
    description = describe();
  }

  static EpisodeTicks open(Path file, int group) throws IOException {
    ParquetTableReader table = ParquetTableReader.open(file);
    try {
      return new EpisodeTicks(file, table, group);
    } catch (IOException | RuntimeException e) {
      table.close();
      throw e;
    }
  }

  private RecordingDescription describe() {
    Map<String, String> words = new LinkedHashMap<>();
    table.metadata().forEach((key, value) -> {
      if (key.startsWith(ParquetExport.RECORDING)) {
        words.put(key.substring(ParquetExport.RECORDING.length()), value);
      }
    });
    return new RecordingDescription(file, joints, words,
        Optional.ofNullable(table.metadata().get(ParquetExport.ARM_YAML)));
  }

  private int[] columns(String quantity) throws CorpusException {
    int[] at = new int[joints];
    for (int j = 0; j < joints; j++) {
      at[j] = column(quantity + (j + 1));
    }
    return at;
  }

  private int column(String name) throws CorpusException {
    if (!names.contains(name)) {
      throw new CorpusException(file + ": a corpus's file must have a column " + name);
    }
    return names.indexOf(name);
  }

  @Override
  public boolean next() throws IOException {
    if (!open) {
      table.openGroup(group);
      open = true;
    }
    if (!table.hasNextInGroup()) {
      return false;
    }
    table.next();
    tick.tick = table.integer(column("tick"), 0);
    tick.await = table.integer(column("fresh"), 0) != 0 ? AwaitResult.FRESH : AwaitResult.LATE;
    tick.phase = LoopPhase.valueOf(table.text(column("phase")));
    tick.motion = 0;
    tick.state.armTimeNs = table.integer(column("t_ns"), 0);
    fill(q, tick.state.q);
    fill(qd, tick.state.qd);
    fill(qdd, tick.state.qdd);
    fill(tau, tick.state.tau);
    fill(u, tick.u);
    return true;
  }

  private void fill(int[] at, double[] into) {
    for (int j = 0; j < joints; j++) {
      into[j] = table.count(at[j]) == 0 ? Double.NaN : table.number(at[j], 0);
    }
  }

  @Override
  public int jointCount() {
    return joints;
  }

  @Override
  public RecordingDescription description() {
    return description;
  }

  @Override
  public TickRecord tick() {
    return tick;
  }

  @Override
  public void rewind() {
    open = false;
  }

  @Override
  public String loss() {
    return "";
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
