package org.statewise.controller.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.statewise.controller.app.console.ConfigSources;
import org.statewise.controller.app.console.Json;
import org.statewise.controller.app.console.Logs;
import org.statewise.controller.app.console.OutputOptions;
import org.statewise.controller.app.console.Screen;
import org.statewise.controller.app.console.ShutdownLatch;
import org.statewise.controller.app.console.TextFiles;
import org.statewise.controller.app.console.TlsOptions;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.run.RunOptions;
import org.statewise.controller.app.run.RunOutputs;
import org.statewise.controller.app.run.RunReport;
import org.statewise.controller.app.run.RunSession;
import org.statewise.controller.app.wiring.Links;
import org.statewise.controller.config.AdaptationConfig;
import org.statewise.controller.config.ConfigException;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.ModelChoice;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.law.PriorSpec;
import org.statewise.models.online.ModelText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code statewise run}. */
@Command(name = "run", description = {
  "Drives an arm: 250 torques a second, and the model adapts at every one.",
  "Without options it drives a simulated LBR iiwa 7 through pick and place until Ctrl-C,"
      + " which brings the arm to rest first."})
public final class RunCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec;

  @Option(names = "--arm", paramLabel = "LINK",
      description = "sim, bridge://HOST:PORT, or a KUKA cabinet with FRI as"
          + " fri://LISTEN_HOST:PORT?peer=CABINET, followed by &dialect=1.11..2.7, &gripper=OUTPUT"
          + " and, of a cabinet that bridge --fri simulates, &simulated=yes where wanted; fri-sim://DIALECT with --fast is the simulated arm behind FRI"
          + " (default: sim).")
  private String arm;

  @Option(names = "--fast",
      description = "The simulated arm on a virtual clock, as fast as this machine can; the same seed"
          + " gives the same torques to the bit.")
  private boolean fast;

  @Option(names = "--save-state", paramLabel = "FILE",
      description = "Keeps what is learned in this file, every adaptation.saveSeconds (5) and at the"
          + " end.")
  private Path saveState;

  @Option(names = "--warm-start", paramLabel = "FILE",
      description = "Goes on from what --save-state kept.")
  private Path warmStart;

  @Option(names = "--cold-if-refused",
      description = "Starts cold where the file of --warm-start is damaged or of another arm or model.")
  private boolean coldIfRefused;

  @Option(names = "--record", paramLabel = "MCAP", description = "Records every tick.")
  private Path record;

  @Option(names = "--summary", paramLabel = "JSON", description = "Writes the run's figures.")
  private Path summary;

  @Option(names = "--metrics", paramLabel = "HOST:PORT|off",
      description = "Where Prometheus scrapes (default: 127.0.0.1:9464).")
  private String metrics;

  @Option(names = "--page", paramLabel = "HOST:PORT|off",
      description = "Where a browser sees the run live (default: 127.0.0.1:8080).")
  private String page;

  @Option(names = "--foxglove", paramLabel = "HOST:PORT",
      description = "Where Foxglove and Lichtblick see the run live (default: off).")
  private String foxglove;

  @Option(names = "--mqtt", paramLabel = "URL",
      description = "MQTT broker to publish to and take commands from: mqtt://HOST[:PORT] or"
          + " mqtts://HOST[:PORT] (default: none; its other keys by --config or --set mqtt.KEY).")
  private String mqtt;

  @Option(names = "--start-on-command",
      description = "The arm is held where it is found until a command starts a task.")
  private boolean startOnCommand;

  @Mixin
  private TaskOptions task;

  @Mixin
  private SimulatedArmOptions simulatedArm;

  @Mixin
  private TlsOptions tls;

  @Mixin
  private OutputOptions outputs = new OutputOptions();

  @Mixin
  private ControlOptions control;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    ConfigLoader loader = configuration();
    StatewiseConfig config = loader.load().resolved();
    checkAdaptation(config);
    Screen screen = new Screen(out, spec.commandLine().getErr());
    Logs.configure(config.log(), screen);
    RunOutputs.check(config, outputs, summary,
        new RunOutputs.Chosen(record != null, saveState != null));
    RunOutputs.keepState(config, outputs, out);
    Optional<Path> other = RunOutputs.renamed(config, outputs);
    if (other.isPresent()) {
      out.printf("recording.file: '%s' is kept, and this run is recorded in '%s'%n",
          RunOutputs.kept(config), other.get());
      loader.set("recording.file", other.get().toString());
      config = loader.load().resolved();
    }
    boolean virtual = config.arm().link().startsWith(Links.FRI_SIM);
    if (fast && !virtual && !config.arm().link().equals("sim")) {
      throw new UsageException(
          "--fast needs the simulated arm, but the arm is '" + config.arm().link() + "'");
    }
    if (virtual && !fast) {
      throw new UsageException("the arm '" + config.arm().link()
          + "' lives on a virtual clock: --fast must be given with it");
    }
    RunSession.Outcome outcome;
    try (RunSession session = RunSession.open(config, new RunOptions(fast,
        loader.isSet("telemetry.metrics"), outputs.overwrite), screen)) {
      ShutdownLatch.onShutdown(session::requestStop);
      outcome = session.run();
    }
    RunReport.print(outcome.summary(), out);
    if (summary != null) {
      TextFiles.write("--summary", summary, Json.write(outcome.summary()));
    }
    if (!outcome.failure().isEmpty()) {
      throw new WorkException(outcome.failure());
    }
    return 0;
  }

  /** What is extrapolated without a prior is the torque itself: it would feed itself until a guard acts. */
  private static void checkAdaptation(StatewiseConfig config) throws UsageException {
    if (!(config.law().prior() instanceof PriorSpec.None)) {
      return;
    }
    AdaptationConfig adaptation = config.adaptation();
    if (adaptation.model() instanceof ModelChoice.Other(ModelText model) && model.uses("trend")) {
      throw new UsageException(
          "adaptation.model must not be trend where law.prior is none, but is '"
              + model.text() + "': network learns without a prior");
    }
    if (adaptation.observer().model().uses("trend")) {
      throw new UsageException(
          "adaptation.observer must not be trend where law.prior is none, but is '"
              + adaptation.observer().text() + "'");
    }
  }

  private ConfigLoader configuration() throws ConfigException, UsageException {
    ConfigLoader loader = new ConfigLoader();
    new ConfigSources().applyTo(loader, control.config);
    control.applyFlagsTo(loader);
    loader.setIfGiven("arm.link", arm);
    simulatedArm.applyTo(loader);
    tls.applyTo(loader);
    task.applyTo(loader);
    loader.setIfGiven("adaptation.saveFile",
        saveState == null ? null : saveState.toString());
    loader.setIfGiven("adaptation.warmStart",
        warmStart == null ? null : warmStart.toString());
    loader.setIfGiven("adaptation.coldIfRefused", coldIfRefused ? true : null);
    loader.setIfGiven("recording.file", record == null ? null : record.toString());
    loader.setIfGiven("mqtt.broker", mqtt);
    if (startOnCommand) {
      loader.set("run.start", "command");
    }
    if (metrics != null) {
      loader.set("telemetry.metrics", metrics.equals("off") ? "" : metrics);
    }
    loader.setIfGiven("telemetry.foxglove", foxglove);
    if (page != null) {
      loader.set("telemetry.page", page.equals("off") ? "" : page);
    }
    return loader;
  }
}
