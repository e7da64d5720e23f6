package org.statewise.controller.app.wiring;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.config.AdaptationConfig;
import org.statewise.controller.config.LossName;
import org.statewise.controller.config.ModelChoice;
import org.statewise.controller.train.InitialisationFile;
import org.statewise.controller.train.LossFile;
import org.statewise.controller.train.MemoryFile;
import org.statewise.controller.train.TrainingException;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.loss.LossSpec;
import org.statewise.models.online.LearnedFiles;
import org.statewise.models.online.LearnedFilter;
import org.statewise.models.online.NetworkInitialisation;
import org.statewise.models.online.NetworkMemorySpec;
import org.statewise.models.online.OnlineModelSyntax;

/**
 * Finds the loss that a {@link LossName} means. The filters and starts of networks that a model's text names
 * are files too.
 * A recording carries everything learned along, so that its replay needs no other file.
 *
 * <p>A session has one of these: what a name meant when it was first read, it means until the end, whatever
 * becomes of the file. Any thread.
 */
public final class LearnedModels implements LearnedFiles {
  /** The kind that {@code auto} chooses. */
  private static final LossSpec AUTOMATIC = new LossSpec.StateDependent();

  /** Metadata keys of a recorded loss file's name and bytes in base 64. */
  private static final String NAME = "lossFile";
  private static final String BYTES = "lossFileBase64";

  /** Before the name of a file that a recorded model's text names; the value is its bytes in base 64. */
  private static final String FILE = "learnedFile:";

  private final int joints;
  private final Map<String, String> recorded;
  private final Map<String, byte[]> read = new ConcurrentHashMap<>();

  private LearnedModels(int joints, Map<String, String> recorded) {
    this.joints = joints;
    this.recorded = recorded;
  }

  /** Those for an arm of {@code joints} joints, from files. */
  public static LearnedModels forJoints(int joints) {
    return new LearnedModels(joints, Map.of());
  }

  /** The same, but what a recording carries comes before files. */
  public static LearnedModels ofRecording(int joints, Map<String, String> metadata) {
    return new LearnedModels(joints, metadata);
  }

  /**
   * What a recording must carry for everything that is named.
   *
   * @param arm of the model, if it is known
   */
  public Map<String, String> toMetadata(AdaptationConfig adaptation, Optional<ArmModel> arm)
      throws UsageException {
    Map<String, String> all = new LinkedHashMap<>();
    LossName loss = resolve(adaptation.loss());
    if (loss.isLearned()) {
      all.put(NAME, loss.text());
      all.put(BYTES, base64(loss.text()));
    }
    Set<String> names = new TreeSet<>();
    OnlineModelSyntax syntax = new OnlineModelSyntax(arm, new FileNames(this, names));
    adaptation.texts().forEach(syntax::build);
    for (String name : names) {
      all.put(FILE + name, base64(name));
    }
    return all;
  }

  private String base64(String name) throws UsageException {
    return Base64.getEncoder().encodeToString(read(name));
  }

  /**
   * A sentence for each learned loss or filter that adapts and is another arm's.
   *
   * @param model of the arm, if it is known
   * @param arm its name; empty if unknown
   * @param torqueScaleNm by which the model sees torques, one a joint
   */
  public List<String> warnings(AdaptationConfig adaptation, Optional<ArmModel> model,
      String arm,
      List<Double> torqueScaleNm) throws UsageException {
    Set<String> names = new TreeSet<>();
    FileNames fileNames = new FileNames(this, names);
    List<String> warnings = new ArrayList<>();
    try {
      adaptation.texts().forEach(new OnlineModelSyntax(model, fileNames)::build);
      if (!(adaptation.model() instanceof ModelChoice.Other)) {
        fileNames.loss(adaptation.loss());
      }
      for (String name : names) {
        byte[] bytes = read(name);
        if (LossFile.isOne(bytes)) {
          LossFile.parse(name, bytes).difference(name, arm, torqueScaleNm)
              .ifPresent(warnings::add);
        }
      }
    } catch (TrainingException | IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
    return warnings;
  }

  @Override
  public LossSpec loss(String name) {
    return find(LossName.parse("loss", name));
  }

  @Override
  public LearnedFilter filter(String name) {
    try {
      return learned(name).filter().orElseThrow(() -> new TrainingException("'" + name
          + "' must hold a filter, as meta-train --inner kalman writes it, but holds a loss for a"
          + " network"));
    } catch (TrainingException | UsageException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public NetworkInitialisation start(String name) {
    try {
      return InitialisationFile.parse(name, read(name)).forJoints(joints);
    } catch (TrainingException | UsageException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** {@inheritDoc} A name of an arm whose memory is shipped means that one, any other a file. */
  @Override
  public NetworkMemorySpec memory(String name) {
    try {
      if (carried(name).isEmpty()) {
        LearnedMemories.requireName(name);
      }
      return MemoryFile.parse(name, read(name)).forJoints(joints);
    } catch (TrainingException | UsageException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** A learned loss whatever its number of joints, or an untrained one. */
  public static LossSpec ofItself(LossName name) throws UsageException {
    Optional<LossFile> file = file(name);
    return file.isPresent() ? file.get().loss() : LossSpec.parse(name.text());
  }

  /** A learned loss with all that it is valid for; empty for an untrained one. */
  public static Optional<LossFile> file(LossName name) throws UsageException {
    if (!name.isLearned()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LossFile.parse(name.text(), LearnedBytes.of(name.text())));
    } catch (TrainingException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  /**
   * The loss of a name.
   *
   * @throws IllegalArgumentException in one sentence if it cannot be read, or is of another arm
   */
  public LossSpec find(LossName name) {
    LossName resolved = resolve(name);
    if (resolved instanceof LossName.Untrained(LossSpec spec)) {
      return spec;
    }
    try {
      return learned(resolved.text()).forJoints(joints);
    } catch (TrainingException | UsageException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** What {@code auto} means for this arm; any other name means itself. */
  public LossName resolve(LossName name) {
    if (!(name instanceof LossName.Automatic)) {
      return name;
    }
    try {
      LossFile.shipped(AUTOMATIC.word()).forJoints(joints);
      return new LossName.Shipped(AUTOMATIC.word());
    } catch (TrainingException e) {
      return new LossName.Untrained(AUTOMATIC);
    }
  }

  /** A recorded run is replayed as it was, with a loss of whatever program. */
  private LossFile learned(String name) throws TrainingException, UsageException {
    LossFile file = LossFile.parse(name, read(name));
    if (carried(name).isEmpty()) {
      file.requireStates(name);
    }
    file.forJoints(joints);
    return file;
  }

  /** What the recording carries comes first; a file is read once. */
  private byte[] read(String name) throws UsageException {
    byte[] before = read.get(name);
    if (before != null) {
      return before;
    }
    Optional<String> carried = carried(name);
    byte[] bytes = carried.isPresent()
        ? RecordedBytes.decode("'" + name + "'", carried.get())
        : LearnedBytes.of(name);
    byte[] first = read.putIfAbsent(name, bytes);
    return first == null ? bytes : first;
  }

  private Optional<String> carried(String name) {
    return Optional.ofNullable(name.equals(recorded.get(NAME))
        ? recorded.get(BYTES)
        : recorded.get(FILE + name));
  }
}
