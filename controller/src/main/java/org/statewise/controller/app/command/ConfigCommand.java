package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.statewise.controller.app.console.Address;
import org.statewise.controller.app.console.ConfigSources;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.TlsOptions;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.run.RunMqtt;
import org.statewise.controller.app.run.RunRemote;
import org.statewise.controller.app.wiring.Arms;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.app.wiring.Links;
import org.statewise.controller.app.wiring.Tasks;
import org.statewise.controller.app.wiring.Wiring;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.models.arm.ArmModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code statewise config}. */
@Command(name = "config", description = "Shows or checks the configuration of a run.",
    subcommands = {ConfigCommand.Print.class, ConfigCommand.Check.class})
public final class ConfigCommand implements Runnable {
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "config needs what to do: print or check");
  }

  /** {@code statewise config print}. */
  @Command(name = "print", description = {
    "Prints what 'run' would use here, with these flags: each key with its value and origin.",
    "The output is itself a configuration file."})
  static final class Print implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ControlOptions control;

    @Override
    public Integer call() throws Exception {
      ConfigLoader loader = new ConfigLoader();
      new ConfigSources().applyTo(loader, control.config);
      control.applyFlagsTo(loader);
      checkWords(loader.load().resolved());
      PrintWriter out = spec.commandLine().getOut();
      out.print(text(loader.settings()));
      out.flush();
      return 0;
    }
  }

  /** {@code statewise config check}. */
  @Command(name = "check", description = {
    "Checks a configuration file: its keys, their values, and the files that it names."})
  static final class Check implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "YAML file.")
    private Path file;

    @Override
    public Integer call() throws Exception {
      ConfigLoader loader = new ConfigLoader().yaml(TextFiles.readYaml("config check", file),
          file.toString());
      try {
        checkWords(loader.load().resolved());
      } catch (ConfigException e) {
        throw new ConfigException(file + ": " + e.getMessage());
      } catch (UsageException e) {
        throw new UsageException(file + ": " + e.getMessage(), e);
      }
      long set = loader.settings().stream().filter(key -> loader.isSet(key.key())).count();
      PrintWriter out = spec.commandLine().getOut();
      out.printf("%s is in order: %d of %d keys are set%n", file, set, loader.settings().size());
      out.flush();
      return 0;
    }
  }

  /** The words and files that are otherwise only looked at when a run begins. */
  private static void checkWords(StatewiseConfig config) throws UsageException {
    ArmModel arm = Arms.load(config.arm());
    String path = config.task().file();
    try {
      Wiring.onlineModel(config.adaptation(), Optional.of(arm),
          LearnedModels.forJoints(arm.jointCount()));
      Tasks.of(config.task(), path.isEmpty() ? "" : TextFiles.read("task.file", Path.of(path)));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
    TlsOptions.of(config.arm().tls());
    Links.faults(config, arm.jointCount());
    RunRemote.check(config);
    if (config.mqtt().wanted()) {
      RunMqtt.settings(config.mqtt(), Links.simulated(config, arm).info());
    }
    Links.check(config.arm().link());
    if (!config.telemetry().metrics().isEmpty()) {
      Address.parse("telemetry.metrics", config.telemetry().metrics());
    }
  }

  /** The settings as YAML, group by group, each with its origin as a comment. */
  private static String text(List<ConfigLoader.Setting> settings) {
    StringBuilder text = new StringBuilder();
    String[] groups = {};
    for (ConfigLoader.Setting setting : settings) {
      String[] keys = setting.key().split("\\.", -1);
      int shared = 0;
      while (shared < Math.min(groups.length, keys.length - 1)
          && groups[shared].equals(keys[shared])) {
        shared++;
      }
      for (int depth = shared; depth < keys.length - 1; depth++) {
        text.append("  ".repeat(depth)).append(keys[depth]).append(":\n");
      }
      groups = Arrays.copyOf(keys, keys.length - 1);
      String line = "  ".repeat(keys.length - 1) + keys[keys.length - 1] + ": " + setting.value();
      text.append("%-44s # %s%n".formatted(line, setting.origin()));
    }
    return text.toString();
  }
}
