package org.statewise.controller.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.statewise.controller.dataset.ParquetExport;
import org.statewise.controller.dataset.Progress;
import org.statewise.controller.parquet.ParquetColumn;
import org.statewise.controller.parquet.ParquetTableReader;
import org.statewise.controller.record.RecordingDescription;
import org.statewise.controller.record.RecordingReader;

/**
 * A folder of recordings as {@code robot=ROBOT/date=DATE/NAME.parquet}, one row a tick and one row group an
 * episode, and a manifest that names each episode with the checksum of its bytes. One process at a time adds.
 */
public final class Corpus {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final double NS_PER_SECOND = 1e9;

  private final Path folder;
  private final List<Episode> episodes;

  /**
   * What is said of a recording that it does not say itself.
   *
   * @param robot which arm of all it is of
   * @param date when it was recorded; empty for the recording's own
   * @param firmware of the arm's cabinet; empty if unknown
   */
  public record Labels(String robot, Optional<LocalDate> date, String firmware) {
    public Labels {
      if (!WORD.matcher(robot).matches()) {
        throw new IllegalArgumentException("robot must be 1 to 64 letters, digits, points, dashes"
            + " or underlines, but is '" + robot + "'");
      }
    }
  }

  private Corpus(Path folder, List<Episode> episodes) {
    this.folder = folder;
    this.episodes = new ArrayList<>(episodes);
  }

  /**
   * Opens a corpus.
   *
   * @throws CorpusException if there is none
   */
  public static Corpus open(Path folder) throws IOException {
    return new Corpus(folder, Manifest.read(folder));
  }

  /** Opens a corpus, or makes an empty one in a folder that is new or empty. */
  public static Corpus openOrMake(Path folder) throws IOException {
    if (Files.exists(folder.resolve(Manifest.FILE))) {
      return open(folder);
    }
    Files.createDirectories(folder);
    try (Stream<Path> inside = Files.list(folder)) {
      if (inside.findAny().isPresent()) {
        throw new CorpusException("'" + folder + "' must be a corpus or an empty folder, but holds"
            + " other files");
      }
    }
    return new Corpus(folder, List.of());
  }

  public Path folder() {
    return folder;
  }

  /** In the order in which they were added. */
  public List<Episode> episodes() {
    return List.copyOf(episodes);
  }

  /** All robots, by name. */
  public List<String> robots() {
    return List.copyOf(new TreeSet<>(episodes.stream().map(Episode::robot).toList()));
  }

  /**
   * Adds a recording. Its file and then the manifest are replaced as a whole, so that a corpus never names what
   * is not there.
   *
   * @return its episodes
   * @throws CorpusException if a recording of that name is there already
   */
  public List<Episode> add(Path recording, Labels labels, Progress progress) throws IOException {
    Map<String, String> constants = new LinkedHashMap<>();
    String date;
    try (RecordingReader reader = RecordingReader.open(recording)) {
      RecordingDescription description = reader.description();
      constants.put("arm", description.metadata().getOrDefault("arm", ""));
      constants.put("firmware", labels.firmware());
      constants.put("prior_hash", description.armYaml().map(FileRange::sha256).orElse(""));
      date = labels.date().map(LocalDate::toString).orElseGet(() -> created(description));
    }
    if (date.isEmpty()) {
      throw new CorpusException(recording + ": the recording does not say when it was made: name"
          + " the day (--date YYYY-MM-DD)");
    }
    String stem = recording.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    if (!WORD.matcher(stem).matches()) {
      throw new CorpusException(
          recording + ": the name of the file must be 1 to 64 letters, digits,"
              + " points, dashes or underlines");
    }
    String name = "robot=" + labels.robot() + "/date=" + date + "/" + stem + ".parquet";
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      throw new CorpusException(recording + ": the corpus has '" + name
          + "' already; give the recording another name");
    }
    Files.createDirectories(file.getParent());
    ParquetExport.run(recording, file, constants, true, progress);
    List<Episode> added = measure(file, name, labels.robot(), date, constants);
    episodes.addAll(added);
    Manifest.write(folder, episodes);
    return added;
  }

  private static String created(RecordingDescription description) {
    try {
      return Instant.parse(description.metadata().getOrDefault("created", ""))
          .atOffset(ZoneOffset.UTC).toLocalDate().toString();
    } catch (DateTimeParseException e) {
      return "";
    }
  }

  private static List<Episode> measure(Path file, String name, String robot, String date,
      Map<String, String> constants) throws IOException {
    List<Episode> found = new ArrayList<>();
    try (ParquetTableReader table = ParquetTableReader.open(file)) {
      List<String> names = table.columns().stream().map(ParquetColumn::name).toList();
      int time = names.indexOf("t_ns");
      int segment = names.indexOf("segment");
      table.select(List.of(time, segment));
      String footer = footer(file, table);
      for (ParquetTableReader.RowGroup group : table.groups()) {
        table.openGroup(found.size());
        table.next();
        long first = table.integer(time, 0);
        String word = table.text(segment);
        while (table.hasNextInGroup()) {
          table.next();
        }
        found.add(new Episode(name, found.size() + 1, robot, date, constants.get("arm"),
            constants.get("firmware"), constants.get("prior_hash"), word, group.rows(),
            (table.integer(time, 0) - first) / NS_PER_SECOND, group.start(), group.bytes(),
            FileRange.sha256(file, group.start(), group.bytes()), footer));
      }
    }
    return found;
  }

  private static String footer(Path file, ParquetTableReader table) throws IOException {
    long end = table.groups().isEmpty()
        ? 0
        : table.groups().getLast().start() + table.groups().getLast().bytes();
    return FileRange.sha256(file, end, Long.MAX_VALUE);
  }

  /** What is wrong with an episode's bytes, as a sentence; empty if they are those that were added. */
  public Optional<String> damage(Episode episode) throws IOException {
    Path file = folder.resolve(episode.file());
    if (!Files.isRegularFile(file)) {
      return Optional.of(episode.name() + ": the file is missing");
    }
    long end = episodes.stream().filter(other -> other.file().equals(episode.file()))
        .mapToLong(other -> other.start() + other.bytes()).max().orElse(0);
    if (!FileRange.sha256(file, end, Long.MAX_VALUE).equals(episode.footerSha256())) {
      return Optional.of(episode.name() + ": the end of the file, which says how to read it, is not"
          + " the one that was added");
    }
    if (!FileRange.sha256(file, episode.start(), episode.bytes()).equals(episode.sha256())) {
      return Optional.of(episode.name() + ": its " + episode.bytes() + " bytes from byte "
          + episode.start() + " on are not those that were added");
    }
    return Optional.empty();
  }

  /** Files below the corpus that its manifest does not name. */
  public List<Path> unknownFiles() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(folder::relativize)
          .filter(file -> !file.toString().equals(Manifest.FILE)
              && episodes.stream().noneMatch(e -> Path.of(e.file()).equals(file)))
          .sorted().toList();
    }
  }

  /** An episode's ticks. */
  public EpisodeTicks ticks(Episode episode) throws IOException {
    return EpisodeTicks.open(folder.resolve(episode.file()), episode.number() - 1);
  }
}
