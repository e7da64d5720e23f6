package org.statewise.controller.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.sim.FaultPlan;
import org.statewise.bridge.sim.FaultyArmLink;
import org.statewise.bridge.sim.VirtualTimeLink;
import org.statewise.controller.app.Program;
import org.statewise.controller.app.wiring.Arms;
import org.statewise.controller.app.wiring.LearnedModels;
import org.statewise.controller.app.wiring.Links;
import org.statewise.controller.app.wiring.RecordedArm;
import org.statewise.controller.app.wiring.Tasks;
import org.statewise.controller.app.wiring.Wiring;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.loop.CommandSource;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.models.arm.ArmModel;

/**
 * Every fault, on a virtual clock: what the arm does, what the user sees, and that the recording
 * opens and replays to the bit. The table of faults.md is what this test finds.
 */
final class FaultMatrixTest {
  private static final Path DOCUMENT = Path.of("docs/faults.md");
  private static final String BEGIN = "<!-- begin: checked by FaultMatrixTest -->\n";
  private static final String END = "<!-- end -->\n";

  private static final List<String> FAULTS = List.of("drop:at=1,p=0.3", "drop:at=1,p=0.5",
      "drop:at=1,p=0.8",
      "delay:at=1,periods=1", "delay:at=1,periods=2", "delay:at=1,periods=6",
      "duplicate:at=1,p=0.3", "reorder:at=1,p=0.1",
      "freeze:at=2,for=0.02", "freeze:at=2", "nan:at=2,for=0.004", "jump:at=2,for=0.004",
      "jump:at=2,rad=0.01", "jump:at=2,joint=3,rad=-1", "flip:at=2", "silent:at=2,for=0.001",
      "silent:at=2,for=0.005", "silent:at=2,for=0.05", "silent:at=2,for=0.5", "silent:at=2",
      "lost:at=2", "pause:at=2,ms=20", "pause:at=2,ms=50", "pause:at=2,ms=100",
      "pause:at=2,ms=200", "clock:at=2,ms=500", "clock:at=2,ms=-500", "arm-clock:at=2,ms=500",
      "arm-clock:at=2,ms=-500");

  /** Excursions are told as the first of these that they stay below, mrad. */
  private static final double[] BOUNDS_MRAD = {7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500,
    1000};
  private static final int AFTERWARDS_STATES = 500;

  @TempDir
  private Path folder;

  private static StatewiseConfig config(String faults) throws Exception {
    return new ConfigLoader().set("arm.faults", faults).set("task.durationSeconds", 4.0).load()
        .resolved();
  }

  /** Where the arm went; from its own hold on, it is watched for a while longer. */
  private static WatchedArm drive(StatewiseConfig config) throws Exception {
    ArmModel model = Arms.load(config.arm().model());
    WatchedArm arm = new WatchedArm(new VirtualTimeLink(Links.simulated(config, model)));
    ArmInfo info = arm.info();
    ArmLink link = new FaultyArmLink(arm, FaultPlan.parse(config.arm().faults(), config.seed()));
    JointState state = new JointState(info.jointCount());
    link.awaitState(state, 0);
    PlannedTask plan = PlannedTask.first(Tasks.of(config.task(), "").plan(info, state.q.clone()));
    ControlTick tick = Wiring.tick(config, new Wiring.Parts(info, Optional.of(model),
        RecordedArm.torqueLimits(info), LearnedModels.forJoints(info.jointCount()), plan,
        List.of(new TickRing(info.jointCount(), 1)), () -> false, CommandSource.NONE,
        false, true, false), () -> 0);
    LoopPhase phase = tick.phase();
    while (!phase.isFinal()) {
      phase = tick.run(link);
    }
    link.release();
    for (int i = 0; i < AFTERWARDS_STATES; i++) {
      arm.awaitState(state, 0);
    }
    return arm;
  }

  /** How far the arm gets from the way that it goes when nothing fails, rad. */
  private static double excursion(List<double[]> path, List<double[]> clean) {
    double furthest = 0;
    for (int i = 0; i < path.size(); i++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int k = 0; k <= Math.min(i, clean.size() - 1); k++) {
        nearest = Math.min(nearest, distance(path.get(i), clean.get(k)));
      }
      furthest = Math.max(furthest, nearest);
    }
    return furthest;
  }

  private static double distance(double[] a, double[] b) {
    double largest = 0;
    for (int j = 0; j < a.length; j++) {
      largest = Math.max(largest, Math.abs(a[j] - b[j]));
    }
    return largest;
  }

  private static String bound(double rad) {
    for (double mrad : BOUNDS_MRAD) {
      if (rad < mrad * 1e-3) {
        return "below %.0f mrad".formatted(mrad);
      }
    }
    throw new AssertionError("the arm went " + rad + " rad off its path");
  }

  private String row(String fault, List<double[]> clean) throws Exception {
    WatchedArm arm = drive(config(fault));
    assertThat(arm.largestTorqueShare()).as("%s: torque", fault).isLessThanOrEqualTo(1);
    Program run = Program.run("run", "--fast", "--duration", "4s", "--metrics", "off", "--set",
        "loop.burnInTicks=0", "--overwrite", "--record", folder.resolve("a.mcap").toString(),
        "--summary", folder.resolve("a.json").toString(), "--fault", fault);
    JsonNode figures = new ObjectMapper().readTree(folder.resolve("a.json").toFile());
    assertNothingIsLost(fault, figures);
    String said = run.err().lines().filter(line -> line.startsWith("statewise: "))
        .map(line -> ": " + line).collect(Collectors.joining());
    return "| `%s` | %s | %s | %d%s |%n".formatted(fault, figures.get("phase").asText(),
        bound(excursion(arm.path(), clean)), run.code(), said);
  }

  private void assertNothingIsLost(String fault, JsonNode figures) {
    assertThat(figures.get("recording").get("ticks").asLong()).as(fault)
        .isEqualTo(figures.get("ticks").asLong());
    Program replay = Program.run("replay", folder.resolve("a.mcap").toString());
    assertThat(replay.code()).as("%s: %s", fault, replay.err()).isZero();
    assertThat(replay.out()).as(fault).contains("bit-exact: every recorded torque came back");
  }

  @Test
  void shouldDoWhatTheTableSays() throws Exception {
    List<double[]> clean = drive(config("")).path();
    List<String> rows = new ArrayList<>();
    for (String fault : FAULTS) {
      rows.add(row(fault, clean));
    }
    String found = "| fault | ends in | gets off its path by | exit code, and what is said |\n"
        + "|---|---|---|---|\n" + rows.stream().collect(Collectors.joining());
    Files.writeString(Path.of("target/faults-table.md"), found);
    Matcher table = Pattern.compile(Pattern.quote(BEGIN) + "(.*?)" + Pattern.quote(END),
        Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
    assertThat(table.find()).as("%s must have a table between its marks", DOCUMENT).isTrue();
    assertThat(table.group(1)).as("%s is stale: target/faults-table.md holds what is true",
        DOCUMENT).isEqualTo(found);
  }
}
