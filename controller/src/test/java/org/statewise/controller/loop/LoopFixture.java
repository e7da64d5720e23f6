package org.statewise.controller.loop;

import java.util.Arrays;
import java.util.List;
import org.statewise.bridge.api.ArmInfo;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.TestArms;
import org.statewise.controller.adapt.AskedAt;
import org.statewise.controller.adapt.OnlineAdapter;
import org.statewise.controller.adapt.SampleSettings;
import org.statewise.controller.adapt.Supervision;
import org.statewise.controller.adapt.TorqueTarget;
import org.statewise.controller.law.FadingPrior;
import org.statewise.controller.law.JointPd;
import org.statewise.controller.law.Prior;
import org.statewise.controller.safety.GuardChain;
import org.statewise.controller.safety.GuardSpec;
import org.statewise.controller.safety.SafetyLimits;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.controller.setpoint.SetpointSource;

/**
 * A tick of a two-joint arm whose every part a test can reach. The arm stands still; the task moves
 * joint 0 away from 0 at {@link #speed}.
 */
final class LoopFixture {
  static final int JOINTS = 2;
  static final double KP = 50;
  static final double KD = 5;
  static final long ENGAGE_TICKS = 125;
  static final long FADE_TICKS = 250;

  final ArmInfo arm = TestArms.plain(JOINTS, true);
  final ScriptedLink link = new ScriptedLink(arm);
  final ScriptedModel model = new ScriptedModel(JOINTS);
  final TickRecord last = new TickRecord(JOINTS);
  final CommandMailbox commands = new CommandMailbox();
  final TickRing ring = new TickRing(JOINTS, 1);

  /** What the prior adds, and what holds the arm, Nm. */
  double priorTorque;
  double holdTorque;
  double speed;
  double qDes;
  boolean finished;
  boolean gripper;
  boolean stopRequested;
  long durationNs = Long.MAX_VALUE;
  SafetyLimits limits = SafetyLimits.DEFAULT;
  boolean waitsForCommands;
  boolean observesOnly;

  /** Null for an adapter that nobody supervises. */
  Supervision supervision;
  long engageTicks = ENGAGE_TICKS;
  int motion = 3;
  private long commanded;
  private ControlTick tick;

  /** Built at first use, when the test has set it up. */
  ControlTick tick() {
    if (tick == null) {
      FadingPrior prior = new FadingPrior(prior(), JOINTS, FADE_TICKS);
      OnlineAdapter adapter = new OnlineAdapter(model, prior,
          SampleSettings.plain(TorqueTarget.COMMANDED, 10_000_000), AskedAt.MEASURED, JOINTS,
          supervision);
      LoopSettings settings = new LoopSettings(arm.periodNs(), engageTicks * arm.periodNs(),
          durationNs, 20_000_000, 4, observesOnly, waitsForCommands, 0);
      tick = new ControlTick(Setups.of(JOINTS, settings, PlannedTask.first(task()),
          new JointPd(new double[]{KP, KP}, new double[]{KD, KD}), prior, adapter,
          new GuardChain(GuardSpec.chain(limits), arm), () -> stopRequested, commands,
          List.of(ring),
          link.clock::getAsLong));
    }
    return tick;
  }

  private Prior prior() {
    return new Prior() {
      @Override
      public void computeInto(double[] q, double[] qd, double[] qdd, double[] u) {
        Arrays.fill(u, priorTorque);
      }

      @Override
      public void holdInto(double[] q, double[] u) {
        Arrays.fill(u, holdTorque);
      }
    };
  }

  private SetpointSource task() {
    return new SetpointSource() {
      @Override
      public Motion motion(int index) {
        return new Motion("away", 1);
      }

      @Override
      public void sampleInto(double timeSeconds, JointState now, Setpoint out) {
        out.qDes[0] = qDes + speed * timeSeconds;
        out.qdDes[0] = finished ? 0 : speed;
        out.motion = motion;
        out.gripperClosed = gripper;
        out.finished = finished;
      }
    };
  }

  /** Lets ticks pass; {@link #last} is then the record of the newest. */
  LoopPhase pass(long ticks) {
    for (long i = 0; i < ticks; i++) {
      tick().run(link);
      ring.drain(last::copyFrom, 1);
    }
    return tick().phase();
  }

  /** Commands something, and lets one tick take it. */
  CommandOutcome command(CommandAction action) {
    commanded++;
    if (!commands.offer(new LoopCommand(commanded, new byte[]{(byte) commanded}, action))) {
      throw new IllegalStateException("the mailbox is full");
    }
    pass(1);
    if (last.commandNumber != commanded) {
      throw new IllegalStateException("the tick did not take the command");
    }
    return last.commandOutcome;
  }

  /** To the first tick of RUNNING. */
  LoopFixture engaged() {
    pass(ENGAGE_TICKS + 1);
    return this;
  }

  /** Ticks until the phase is final, at most {@code most}. */
  long passToTheEnd(long most) {
    long ticks = 0;
    while (!tick().phase().isFinal() && ticks < most) {
      pass(1);
      ticks++;
    }
    return ticks;
  }
}
