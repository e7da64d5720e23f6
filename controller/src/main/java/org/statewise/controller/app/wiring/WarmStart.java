package org.statewise.controller.app.wiring;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.controller.adapt.ModelScaling;
import org.statewise.controller.adapt.ModelSnapshots;
import org.statewise.controller.app.console.ProgramVersion;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.config.AdaptationConfig;
import org.statewise.controller.config.ModelChoice;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.files.OutputFiles;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.train.TrainingException;
import org.statewise.controller.warm.StateSaver;
import org.statewise.controller.warm.WarmState;
import org.statewise.models.arm.ArmFile;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.online.Scaling;

/** Goes on from what an earlier run has learned, and keeps what this one learns. */
public final class WarmStart {
  /** Metadata key of the state that a recorded run went on from, in base 64. */
  private static final String RECORDED = "warmStateBase64";

  private WarmStart() {}

  /**
   * What a state of this configuration is valid for. Rates, gains and tasks are left out: a state is
   * as good for others.
   *
   * @param losses finds what was learned beforehand
   * @param files what the named losses, filters and starts are, as a recording carries them
   */
  public static Map<String, String> identity(StatewiseConfig config, ArmInfo arm,
      Optional<ArmModel> model, LearnedModels losses, Map<String, String> files) {
    AdaptationConfig adaptation = config.adaptation();
    boolean network = adaptation.model() instanceof ModelChoice.Network;
    Map<String, String> all = new LinkedHashMap<>();
    all.put("arm", arm.name());
    all.put("model", adaptation.text());
    all.put("joints", arm.joints().toString());
    all.put("scaling", scaling(ModelScaling.of(RecordedArm.torqueLimits(arm))));
    all.put("gravityCompensated", Boolean.toString(arm.gravityCompensated()));
    all.put("armModel", model.map(known -> digest(ArmFile.toYaml(known))).orElse("none"));
    all.put("prior", config.law().prior().word());
    all.put("hidden", network ? adaptation.hidden().toString() : "none");
    all.put("updateRule", network ? adaptation.updateRule().word() : "none");
    all.put("loss", network
        ? losses.resolve(adaptation.loss()).text()
        : "none");
    all.put("learnedFiles", digest(new TreeMap<>(files).toString()));
    all.put("target", adaptation.target().text());
    if (Wiring.onlineModel(adaptation, model, losses).dependsOnSeed()) {
      all.put("seed", Long.toString(config.seed()));
    }
    return all;
  }

  /** The same, with the files that the configuration names now. */
  public static Map<String, String> identity(StatewiseConfig config, ArmInfo arm, ArmModel model,
      LearnedModels losses) throws UsageException {
    return identity(config, arm, Optional.of(model), losses,
        losses.toMetadata(config.adaptation(), Optional.of(model)));
  }

  private static String scaling(Scaling scaling) {
    return Arrays.toString(scaling.q()) + Arrays.toString(scaling.qd())
        + Arrays.toString(scaling.qdd()) + Arrays.toString(scaling.tauMax());
  }

  private static String digest(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256")
          .digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Lets {@code tick} go on from the configured state.
   *
   * @return the state; empty if none is named, or it was refused and the user allowed a cold start
   * @throws UsageException in one sentence, if the state is refused
   */
  public static Optional<WarmState> apply(StatewiseConfig config, Map<String, String> identity,
      ControlTick tick, PrintWriter out) throws UsageException {
    String file = config.adaptation().warmStart();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      WarmState state = WarmState.read(Path.of(file));
      Optional<String> refusal = state.refusal(identity, tick.snapshots().size());
      if (refusal.isPresent()) {
        throw new TrainingException("'" + file + "' is not for this run: " + refusal.get());
      }
      tick.snapshots().goOnFrom(state.values(), state.samples());
      out.printf("warm start: %d samples from '%s'%n", state.samples(), file);
      return Optional.of(state);
    } catch (TrainingException e) {
      if (!config.adaptation().coldIfRefused()) {
        throw new UsageException("adaptation.warmStart: " + e.getMessage(), e);
      }
      out.println("cold start: " + e.getMessage());
      if (OutputFiles.isSame(Path.of(file), Path.of(config.adaptation().saveFile()))) {
        // What was refused here may be another run's to go on from.
        keepState(Path.of(file), out);
      }
      return Optional.empty();
    }
  }

  /** Starts to keep what is learned, if a file is named. */
  public static Optional<StateSaver> saver(StatewiseConfig config, Map<String, String> identity,
      ModelSnapshots snapshots) throws UsageException {
    String file = config.adaptation().saveFile();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    TextFiles.checkWritable("adaptation.saveFile", Path.of(file));
    return Optional.of(new StateSaver(snapshots, Path.of(file), identity, ProgramVersion.number(),
        Math.round(config.adaptation().saveSeconds() * 1e9)));
  }

  /**
   * Ends the saving. A run that ended in order leaves what it knew at the end; one that ended in a fault
   * leaves what was last saved, since what it learned may have had a part in it. Where the end was not worth
   * saving, {@code out} is told why.
   *
   * @return why the file is not what it should be
   */
  public static Optional<String> finish(StateSaver saver, ControlTick tick, PrintWriter out) {
    saver.close();
    if (tick.phase() == LoopPhase.STOPPED) {
      Optional<String> kept = saver.saveLast();
      if (saver.failure().isEmpty()) {
        kept.ifPresent(
            why -> out.println("adaptation.saveFile: the end of this run is not saved: " + why));
      }
    }
    return saver.failure();
  }

  /** What a recording must carry of the state that its run went on from. */
  public static Map<String, String> toMetadata(Optional<WarmState> state) {
    return state.map(warm -> Map.of(RECORDED,
        Base64.getEncoder().encodeToString(warm.toBytes()))).orElse(Map.of());
  }

  /**
   * Lets a replay go on from the state that the recorded run went on from; another controller does so
   * only if the state is one of its own, and starts cold else.
   *
   * @param identity of a controller other than the recorded one; empty for the recorded one
   */
  public static void replay(Map<String, String> metadata, Map<String, String> identity,
      ControlTick tick) throws WorkException {
    String recorded = metadata.get(RECORDED);
    if (recorded == null) {
      return;
    }
    try {
      WarmState state = WarmState.parse("the recording's warm state",
          RecordedBytes.decode("the warm state", recorded));
      if (state.refusal(identity, tick.snapshots().size()).isEmpty()) {
        tick.snapshots().goOnFrom(state.values());
      }
    } catch (TrainingException | IllegalArgumentException e) {
      throw new WorkException(e.getMessage(), e);
    }
  }

  /** The state that is there, if any, gets another name. */
  public static void keepState(Path state, PrintWriter out) throws UsageException {
    if (OutputFiles.exists(state)) {
      try {
        Path kept = OutputFiles.stamped(state, Files.getLastModifiedTime(state).toInstant());
        Files.move(state, kept);
        out.printf("adaptation.saveFile: what '%s' held is kept in '%s'%n", state, kept);
      } catch (IOException e) {
        throw new UsageException("adaptation.saveFile: '" + state
            + "' cannot be kept under another name: " + e.getMessage(), e);
      }
    }
  }
}
