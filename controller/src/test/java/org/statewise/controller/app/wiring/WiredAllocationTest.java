package org.statewise.controller.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.config.ConfigLoader;
import org.statewise.controller.config.StatewiseConfig;
import org.statewise.controller.loop.CommandSource;
import org.statewise.controller.loop.ControlTick;
import org.statewise.controller.loop.TickClock;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.loop.TickRing;
import org.statewise.controller.loop.WarmUpLink;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.ShippedArms;

/**
 * A tick allocates nothing on the control thread, whatever is configured: at most, not at least. With the product's
 * wiring, a ring that is read in time and one that is full, as a recorder's whose disk stalls. Links that run in
 * real time have such tests of their own.
 */
@Tag("slow")
final class WiredAllocationTest {
  private static final ArmModel ARM = ShippedArms.load("iiwa7");
  private static final int JOINTS = ARM.jointCount();
  private static final int WARM_UP = 3000;
  private static final int CALLS = 500;

  private static final List<String> LOSSES = List.of("squared", "structured", "state-dependent",
      "mlp", "learned-structured", "learned-state-dependent", "learned-mlp");
  private static final List<String> MODELS = List.of("none", "observer:leak=0.001,q=1e-3",
      "kalman:leak=1e-3,q=1e-4", "precision-kalman:leak=1e-3,q=1e-4", "rls:ridge=30",
      "rigid-body:forgetting=0.99", "doomed:eta=0.02", "local:width=1.5,q=1e-2,leak=1e-3",
      "trend:order=1,gain=0.05,lead=0", "trend:order=2,gain=0.03");
  private static final List<String> LINKS = List.of("sim", "fri-sim://1.15", "fri-sim://2.7");

  static Stream<List<String>> configurations() {
    Stream<List<String>> losses = LOSSES.stream().flatMap(
        loss -> Stream.of("sgd", "adam").map(rule -> List.of("adaptation.model", "network",
            "adaptation.loss", loss, "adaptation.updateRule", rule)));
    Stream<List<String>> models = MODELS.stream().flatMap(
        model -> Stream.of("none", "trend:order=1,gain=0.05,lead=0")
            .map(observer -> List.of("adaptation.model", model, "adaptation.observer",
                observer)));
    Stream<List<String>> others = Stream.of(List.of(), List.of("adaptation.askedAt", "measured"),
        List.of("adaptation.target", "sensed"), List.of("law.prior", "gravity"),
        List.of("law.positionSource", "link-estimate"), List.of("adaptation.lowPassHz", "0"),
        List.of("adaptation.outputFraction", "0"), List.of("adaptation.acceleration", "velocity"));
    return Stream.of(losses, models, others).flatMap(all -> all);
  }

  private static StatewiseConfig config(List<String> keys) throws Exception {
    ConfigLoader loader = new ConfigLoader();
    for (int i = 0; i < keys.size(); i += 2) {
      loader.setText(keys.get(i), keys.get(i + 1));
    }
    return loader.load().resolved();
  }

  private static long bytesPerTick(StatewiseConfig config, ArmLink link, double[] q)
      throws Exception {
    ArmInfo info = link.info();
    TickRing drained = new TickRing(JOINTS, 64);
    TickRing full = new TickRing(JOINTS, 1);
    TickRecord taken = new TickRecord(JOINTS);
    // An arm that only sways does not follow: that must not end the run.
    StatewiseConfig untracked = config.withSafety(config.safety().withoutTracking());
    PlannedTask plan = PlannedTask.first(Tasks.of(config.task(), "").plan(info, q));
    ControlTick tick = Wiring.tick(untracked, new Wiring.Parts(info, Optional.of(ARM),
        RecordedArm.torqueLimits(info), LearnedModels.forJoints(JOINTS), plan,
        List.of(drained, full), () -> false, CommandSource.NONE, false, true, false),
        TickClock.SYSTEM);
    boolean[] learned = new boolean[1];
    Consumer<TickRecord> reader = record -> {
      taken.copyFrom(record);
      learned[0] |= taken.learned;
    };
    long bytes = AllocationProbe.bytesPerCall(WARM_UP, CALLS, () -> {
      tick.run(link);
      drained.drain(reader, 1);
    });
    assertThat(tick.phase().isFinal()).as("%s, %s", tick.faultReason(), tick.stoppedBy())
        .isFalse();
    assertThat(learned[0]).isTrue();
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void shouldAllocateNothingWhateverLearns(List<String> keys) throws Exception {
    double[] q = new double[JOINTS];
    Arrays.setAll(q, j -> j % 2 == 0 ? 0.1 : 0.6);
    assertThat(bytesPerTick(config(keys),
        new WarmUpLink(ArmInfo.of(ARM, 4_000_000, true), q, false), q)).isZero();
  }

  @ParameterizedTest
  @MethodSource("links")
  void shouldAllocateNothingWhateverTheArmIs(String link) throws Exception {
    StatewiseConfig config = config(List.of("arm.link", link));
    try (ArmLink open = Links.open(config, ARM, true, () -> {}, _ -> {})) {
      double[] q = new double[JOINTS];
      JointState state = new JointState(JOINTS);
      do {
        open.awaitState(state, Long.MAX_VALUE);
      } while (!open.takesCommands());
      System.arraycopy(state.q, 0, q, 0, JOINTS);
      assertThat(bytesPerTick(config, open, q)).isZero();
    }
  }

  static List<String> links() {
    return LINKS;
  }
}
