package org.statewise.controller.app.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import picocli.CommandLine.Option;

/** What {@code run} and {@code replay} have in common: how torques are made. Unset ones stay null. */
final class ControlOptions {
  @Option(names = "--config", paramLabel = "FILE",
      description = "YAML file laid over the defaults; flags win over it. For run the default is"
          + " $STATEWISE_CONFIG, ./statewise.yaml or /etc/statewise/statewise.yaml.")
  Path config;

  @Option(names = "--seed", paramLabel = "N",
      description = "Seed of everything random (default: 1).")
  Long seed;

  @Option(names = "--loss", paramLabel = "LOSS",
      description = "auto, squared, structured, state-dependent, mlp; learned- before one of the last"
          + " three for the shipped one; or a file of meta-train (.pb) (default: auto).")
  String loss;

  @Option(names = "--update-rule", paramLabel = "RULE", description = "sgd or adam (default: sgd).")
  String updateRule;

  @Option(names = "--learning-rate", paramLabel = "ALPHA",
      description = "Default: 0.01 for sgd; 0.001 for adam and for learned losses.")
  Double learningRate;

  @Option(names = "--kappa", paramLabel = "K",
      description = "Trust bound: the part of its error that one update may move a prediction by;"
          + " 0 for no bound (default: 0.1).")
  Double kappa;

  @Option(names = "--adaptation", paramLabel = "auto|on|off|MODEL",
      description = "auto or on: behind the rigid-body prior of an arm that ships the network that knows"
          + " such arms, beside an observer; local:width=1.5,q=1e-2,leak=1e-3 behind any other, network"
          + " without;"
          + " off: prior and feedback alone; or a MODEL: observer, kalman, precision-kalman, rls, rigid-body,"
          + " doomed, local, trend, each with :key=value,..; network for f_theta and its loss, which"
          + " --loss, --update-rule, --learning-rate and --kappa mean too; network:init=FILE,"
          + " network:memory=FILE and"
          + " precision-kalman:file=FILE for what was learned beforehand (default: auto).")
  String adaptation;

  @Option(names = "--prior", paramLabel = "PRIOR",
      description = "none, gravity or rigid-body (default: rigid-body).")
  String prior;

  @Option(names = "--gain-scale", paramLabel = "S",
      description = "Multiplies kp, and kd by its square root (default: 1).")
  Double gainScale;

  @Option(names = "--arm-model", paramLabel = "ARM",
      description = "iiwa7, iiwa14, an arm file (.yaml) or a serial URDF (.urdf) (default: iiwa7).")
  String armModel;

  @Option(names = "--tool", paramLabel = "KG[,X,Y,Z]",
      description = "Mass of what is fixed to the flange, and its centre in the last link's frame, m; a"
          + " cabinet's load data must say the same (default: none).")
  String tool;

  @Option(names = "--prior-payload", paramLabel = "KG[,X,Y,Z]",
      description = "Likewise what the flange carries from the start beyond its tool, and what no load"
          + " data know: the prior bears it (default: none).")
  String priorPayload;

  @Option(names = "--set", paramLabel = "KEY=VALUE",
      description = "Any other key of the configuration, for example safety.torqueRateNmPerS=500.")
  Map<String, String> keys = Map.of();

  /** Lays the file of {@code --config}, if there is one, and these flags over {@code loader}. */
  void applyTo(ConfigLoader loader) throws ConfigException, UsageException {
    if (config != null) {
      loader.yaml(TextFiles.readYaml("--config", config), config.toString());
    }
    applyFlagsTo(loader);
  }

  /** Lays these flags alone over {@code loader}. */
  void applyFlagsTo(ConfigLoader loader) throws ConfigException, UsageException {
    loader.setIfGiven("seed", seed);
    loader.setIfGiven("adaptation.loss", loss);
    loader.setIfGiven("adaptation.updateRule", updateRule);
    loader.setIfGiven("adaptation.learningRate", learningRate);
    loader.setIfGiven("adaptation.kappa", kappa);
    if (adaptation != null) {
      adapt(loader, switch (adaptation) {
        case "on" -> StatewiseConfig.DEFAULT.adaptation().model().text();
        case "off" -> "none";
        default -> adaptation;
      });
    } else if (loss != null || updateRule != null || learningRate != null || kappa != null) {
      adapt(loader, "network");
    }
    loader.setIfGiven("law.prior", prior);
    loader.setIfGiven("law.gainScale", gainScale);
    loader.setIfGiven("arm.model", armModel);
    setLoad(loader, "--tool", tool, "arm.tool.massKg", "arm.tool.comM");
    setLoad(loader, "--prior-payload", priorPayload, "law.payload.massKg", "law.payload.comM");
    for (Map.Entry<String, String> entry : keys.entrySet()) {
      loader.setText(entry.getKey(), entry.getValue());
    }
  }

  /** A model that is named stands alone: an observer beside it has to be named as well. */
  private static void adapt(ConfigLoader loader, String model) throws ConfigException {
    loader.set("adaptation.model", model);
    loader.set("adaptation.observer", model.equals("auto") ? "auto" : "none");
  }

  /** The arm that a flag names. */
  Optional<String> namedArm() {
    return Optional.ofNullable(keys.getOrDefault("arm.model", armModel));
  }

  /** One or several numbers with commas between. */
  static List<Double> numbers(String option, String text) throws UsageException {
    try {
      return List.of(text.split(",", -1)).stream().map(Double::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new UsageException(
          option + " must be numbers with commas between, but is '" + text + "'", e);
    }
  }

  /** Sets the keys of a mass and of its centre, which may be left out; {@code text} may be null. */
  static void setLoad(ConfigLoader loader, String option, String text, String massKey,
      String comKey) throws ConfigException, UsageException {
    if (text == null) {
      return;
    }
    List<Double> values = numbers(option, text);
    if (values.size() != 1 && values.size() != 4) {
      throw new UsageException(option + " must be a mass, or a mass and three coordinates, but is '"
          + text + "'");
    }
    loader.set(massKey, values.getFirst());
    if (values.size() == 4) {
      loader.set(comKey, values.subList(1, 4));
    }
  }

  /** Whether any flag changes how torques are made. */
  boolean changesControl() {
    return config != null || seed != null || loss != null || updateRule != null
        || learningRate != null || kappa != null || adaptation != null || prior != null
        || gainScale != null || armModel != null || tool != null || priorPayload != null
        || !keys.isEmpty();
  }
}
