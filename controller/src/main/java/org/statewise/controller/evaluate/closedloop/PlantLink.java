package org.statewise.controller.evaluate.closedloop;

import java.util.SplittableRandom;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.ArmLink;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.bridge.api.JointState;
import org.statewise.bridge.api.SendResult;
import org.statewise.bridge.api.TorqueCommand;
import org.statewise.models.HotPath;

/**
 * What a plant does to the way between arm and controller: states that never arrive, a load that slips
 * out of the closed gripper, and word of the load to whoever is allowed to know it.
 */
final class PlantLink implements ArmLink {
  /** An arm that misses six answers in a row goes into its own hold, whoever controls it. */
  private static final int MAX_BURST = 4;

  private final ArmLink arm;
  private final ExactPrior informed;
  private final double droppedFraction;
  private final long dropNs;
  private final SplittableRandom rng;
  private final TorqueCommand command;
  private long closedSinceNs = Long.MIN_VALUE;
  private boolean carries;

  /** @param informed told of the load; may be null */
  PlantLink(ArmLink arm, Plant plant, ExactPrior informed) {
    this.arm = arm;
    this.informed = informed;
    droppedFraction = plant.sensing().droppedFraction();
    dropNs = Double.isInfinite(plant.load().dropSeconds())
        ? Long.MAX_VALUE
        : Math.round(plant.load().dropSeconds() * 1e9);
    rng = new SplittableRandom(plant.seed() + 17);
    command = new TorqueCommand(arm.info().jointCount());
  }

  @Override
  public ArmInfo info() {
    return arm.info();
  }

  @Override
  @HotPath
  public AwaitResult awaitState(JointState state, long deadlineNs) {
    AwaitResult result = arm.awaitState(state, deadlineNs);
    // A lost state is one that the controller waits past; the arm meanwhile keeps its torque.
    for (int lost = 0; lost < MAX_BURST && rng.nextDouble() < droppedFraction; lost++) {
      result = arm.awaitState(state, deadlineNs);
    }
    return result;
  }

  @Override
  @HotPath
  public SendResult send(TorqueCommand wanted) {
    command.copyFrom(wanted);
    if (!wanted.gripperClosed) {
      closedSinceNs = Long.MIN_VALUE;
    } else if (closedSinceNs == Long.MIN_VALUE) {
      closedSinceNs = arm.nowNs();
    }
    command.gripperClosed = wanted.gripperClosed && arm.nowNs() - closedSinceNs < dropNs;
    if (command.gripperClosed != carries) {
      carries = command.gripperClosed;
      if (informed != null) {
        informed.carry(carries);
      }
    }
    return arm.send(command);
  }

  @Override
  @HotPath
  public void release() {
    arm.release();
  }

  @Override
  @HotPath
  public long nowNs() {
    return arm.nowNs();
  }

  @Override
  public void close() {
    arm.close();
  }
}
