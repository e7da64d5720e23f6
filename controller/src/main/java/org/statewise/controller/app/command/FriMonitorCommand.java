package org.statewise.controller.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointInfo;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.fri.FriClientConfig;
import org.statewise.bridge.fri.FriLink;
import org.statewise.bridge.fri.FriStatus;
import org.statewise.controller.app.console.Duration;
import org.statewise.controller.app.console.LinkCounts;
import org.statewise.controller.app.console.OutputOptions;
import org.statewise.controller.app.console.ProgramVersion;
import org.statewise.controller.app.console.ShutdownLatch;
import org.statewise.controller.app.console.UsageException;
import org.statewise.controller.app.console.WorkException;
import org.statewise.controller.app.wiring.Arms;
import org.statewise.controller.app.wiring.FriAddress;
import org.statewise.controller.app.wiring.Links;
import org.statewise.controller.app.wiring.RecordedArm;
import org.statewise.controller.record.RecordingInfo;
import org.statewise.controller.record.RecordingKind;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.mcap.McapOutput;
import org.statewise.controller.setpoint.Motion;
import org.statewise.models.arm.ArmFile;
import org.statewise.models.arm.ArmModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code statewise fri-monitor}. */
@Command(name = "fri-monitor", description = {
  "Listens to a KUKA cabinet with FRI and never commands: the first thing to run on a new arm.",
  "Shows session, quality, jitter, positions and torques until Ctrl-C, and records them."})
public final class FriMonitorCommand implements Callable<Integer> {
  private static final long SILENCE_NS = 5_000_000_000L;

  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "LINK", description = "fri://LISTEN_HOST:PORT?peer=CABINET"
      + "[&dialect=VERSION].")
  private String link;

  @Option(names = "--arm-model", paramLabel = "ARM", defaultValue = "iiwa7",
      description = "iiwa7, iiwa14, an arm file (.yaml) or a serial URDF (.urdf) (default: iiwa7).")
  private String armModel;

  @Option(names = "--record", paramLabel = "MCAP", description = "Records every state.")
  private Path record;

  @Option(names = "--duration", paramLabel = "TIME", converter = Duration.Converter.class,
      description = "When to end: 60s, 2m (default: never).")
  private Duration duration;

  @Mixin
  private OutputOptions outputs = new OutputOptions();

  private volatile boolean stopRequested;

  @Override
  public Integer call() throws Exception {
    if (!link.startsWith(FriAddress.SCHEME)) {
      throw new UsageException("LINK must begin with fri://, but is '" + link + "'");
    }
    PrintWriter out = spec.commandLine().getOut();
    ArmModel model = Arms.load(armModel);
    outputs.check("--record", record);
    FriClientConfig client = FriAddress.parse("LINK", link).client(model, false);
    if (duration != null) {
      int most = (int) Math.ceil(Math.min(Integer.MAX_VALUE, duration.seconds() * 1000));
      client = client.withConnectTimeoutMillis(Math.min(client.connectTimeoutMillis(), most));
    }
    try (FriLink cabinet = Links.cabinet(client,
        sentence -> {
          out.println(sentence);
          out.flush();
        })) {
      ShutdownLatch.onShutdown(() -> stopRequested = true);
      out.println(cabinet.remark());
      listen(cabinet, model, out);
      LinkCounts.lines(cabinet.statistics()).forEach(line -> out.println("fri-monitor: " + line));
    }
    return 0;
  }

  private void listen(FriLink cabinet, ArmModel model, PrintWriter out)
      throws IOException, WorkException {
    ArmInfo arm = cabinet.info();
    JointState state = new JointState(arm.jointCount());
    FriStatus status = new FriStatus();
    FriMonitorView view = new FriMonitorView(out, cabinet.nowNs());
    long endNs = duration == null
        ? Long.MAX_VALUE
        : cabinet.nowNs() + Math.round(duration.seconds() * 1e9);
    Optional<RecordingWriter> writer = record == null
        ? Optional.empty()
        : Optional.of(writer(arm, model));
    long firstNs = -1;
    try {
      while (!stopRequested && cabinet.nowNs() < endNs) {
        if (cabinet.awaitState(state, cabinet.nowNs() + SILENCE_NS) != AwaitResult.FRESH) {
          throw new WorkException("the cabinet fell silent for "
              + SILENCE_NS / 1_000_000_000 + " s: "
              + String.join("; ", LinkCounts.lines(cabinet.statistics())));
        }
        firstNs = firstNs < 0 ? state.armTimeNs : firstNs;
        if (writer.isPresent()) {
          writer.get().writeRow(state, "", 0, state.armTimeNs - firstNs);
        }
        cabinet.pollStatusInto(status);
        cabinet.hint().ifPresent(view::say);
        view.show(cabinet.nowNs(), state, status, cabinet.statistics());
      }
    } finally {
      view.end();
      if (writer.isPresent()) {
        try (RecordingWriter ending = writer.get()) {
          ending.endStream(RecordedArm.torqueLimits(arm), "limits of " + arm.name(), 0);
        }
      }
    }
  }

  private RecordingWriter writer(ArmInfo arm, ArmModel model) throws IOException {
    RecordingInfo info = new RecordingInfo(RecordingKind.STREAM, ProgramVersion.number(),
        Instant.now(), arm.name(), arm.joints().stream().map(JointInfo::name).toList(), "",
        ArmFile.toYaml(model), Map.of("source", link));
    return new RecordingWriter(McapOutput.file(record), info, _ -> new Motion("", 0));
  }
}
