package org.statewise.controller.loop;

import org.statewise.bridge.api.JointState;
import org.statewise.controller.setpoint.Motion;
import org.statewise.controller.setpoint.PlannedTask;
import org.statewise.controller.setpoint.Setpoint;
import org.statewise.controller.setpoint.SetpointSource;

/** A loop that is given commands, and a task to begin. */
abstract class CommandFixture {
  static final CommandAction HOLD = new CommandAction.Hold();

  final LoopFixture fixture = new LoopFixture();

  /** From where the set-point is now; its motion 2 goes up joint 1. */
  PlannedTask taskFrom(double[] qStart) {
    return PlannedTask.later(new SetpointSource() {
      @Override
      public Motion motion(int index) {
        return new Motion("up", index);
      }

      @Override
      public void sampleInto(double timeSeconds, JointState now, Setpoint out) {
        System.arraycopy(qStart, 0, out.qDes, 0, qStart.length);
        out.qDes[1] += 0.05 * timeSeconds;
        out.qdDes[1] = 0.05;
        out.motion = 2;
      }
    }, qStart);
  }
}
