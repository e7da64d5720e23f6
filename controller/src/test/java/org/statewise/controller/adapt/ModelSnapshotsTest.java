package org.statewise.controller.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.statewise.fixtures.AllocationProbe;
import org.statewise.models.net.StateBlocks;
import org.statewise.models.online.OnlineModel;
import org.statewise.models.online.OnlineModelSpec;
import org.statewise.models.online.Scaling;

/** Copies of a state that its owner goes on changing. */
final class ModelSnapshotsTest {
  private static final long MAX_WAIT_NS = 20_000_000_000L;

  private final OnlineModel model = new OnlineModelSpec.Local(200, 1, 0.001, 0.01).build(7,
      Scaling.none(7), new SplittableRandom(1));
  private final ModelSnapshots snapshots = new ModelSnapshots(model);

  @Test
  void shouldNeverMixTwoTicksInOneCopy() throws Exception {
    StateBlocks blocks = new StateBlocks();
    model.collectState(blocks);
    double[] live = new double[blocks.size()];
    AtomicBoolean done = new AtomicBoolean();
    Thread owner = Thread.ofPlatform().start(() -> {
      for (long tick = 1; !done.get(); tick++) {
        Arrays.fill(live, (double) tick);
        blocks.restore(live);
        snapshots.countSample();
        snapshots.serve();
      }
    });
    try {
      double before = 0;
      for (int i = 0; i < 100; i++) {
        ModelSnapshots.Snapshot copy = poll();
        assertThat(Arrays.stream(copy.values()).distinct().toArray()).hasSize(1);
        assertThat(copy.values()[0]).isGreaterThan(before).isEqualTo((double) copy.samples());
        before = copy.values()[0];
      }
    } finally {
      done.set(true);
      owner.join();
    }
  }

  /** A reader that sleeps between two looks would never see a copy that is handed over too early. */
  private ModelSnapshots.Snapshot poll() {
    long beganNs = System.nanoTime();
    while (System.nanoTime() - beganNs < MAX_WAIT_NS) {
      Optional<ModelSnapshots.Snapshot> copy = snapshots.take(0);
      if (copy.isPresent()) {
        return copy.get();
      }
    }
    throw new AssertionError("the owner served nobody");
  }

  @Test
  void shouldGiveUpOnAnOwnerThatDoesNotTickAndBeServedLater() {
    assertThat(snapshots.take(0)).isEmpty();
    snapshots.serve();
    assertThat(snapshots.take(0).map(ModelSnapshots.Snapshot::samples)).isEqualTo(Optional.of(0L));
  }

  @Test
  void shouldGiveNoCopyWhereConsentIsRefusedOrWithdrawnDuringTheProbation() {
    ModelSnapshots supervised = new ModelSnapshots(model, 3);
    supervised.consent(false);
    assertThat(askAndServe(supervised, 1)).isEmpty();

    supervised.consent(true);
    assertThat(supervised.take(0)).isEmpty();
    supervised.serve();
    supervised.serve();
    supervised.consent(false);
    supervised.serve();
    assertThat(supervised.take(0)).as("harm was found after the copy was made").isEmpty();

    supervised.consent(true);
    assertThat(askAndServe(supervised, 3)).as("still on probation").isEmpty();
    supervised.serve();
    assertThat(supervised.take(0)).isPresent();
  }

  private static Optional<ModelSnapshots.Snapshot> askAndServe(ModelSnapshots of, int ticks) {
    Optional<ModelSnapshots.Snapshot> early = of.take(0);
    assertThat(early).isEmpty();
    for (int i = 0; i < ticks; i++) {
      of.serve();
    }
    return of.take(0);
  }

  @Test
  void shouldAllocateNothingInTheOwnersThread() {
    assertThat(AllocationProbe.bytesPerCall(200, 100, () -> {
      snapshots.countSample();
      snapshots.serve();
    })).isZero();
    snapshots.take(0);
    assertThat(AllocationProbe.bytesPerCall(1, 1, snapshots::serve)).isZero();
  }
}
