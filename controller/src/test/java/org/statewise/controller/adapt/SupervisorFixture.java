package org.statewise.controller.adapt;

import org.statewise.controller.setpoint.Setpoint;

/** A supervisor of two joints, and what a test lets pass through it. */
abstract class SupervisorFixture {
  static final double DT = 0.004;

  static final double[] NOTHING = new double[2];

  final Supervisor supervisor = new Supervisor(new double[]{100, 40}, DT);

  final double[] uModel = new double[2];

  final double[] uFb = new double[2];

  final double[] error = new double[2];

  final double[] residual = new double[2];

  final Setpoint desired = new Setpoint(2);

  int ticks;

  /** The first intervention within {@code seconds}. */
  Intervention pass(double seconds) {
    for (int i = 0; i < seconds / DT; i++) {
      ticks++;
      if (supervisor.mayLearn()) {
        supervisor.learned(error, residual, 1);
      }
      Intervention done = supervisor.pass(uModel, uFb, desired);
      if (done != Intervention.NONE) {
        return done;
      }
    }
    return Intervention.NONE;
  }

  /** Lets the first joint's torque swing for {@code seconds}; the first intervention. */
  Intervention swing(double amplitude, double hertz, double seconds) {
    for (int i = 0; i < seconds / DT; i++) {
      uModel[0] = amplitude * Math.sin(2 * Math.PI * hertz * DT * ticks++);
      supervisor.learned(error, residual, 1);
      Intervention done = supervisor.pass(uModel, NOTHING, desired);
      if (done != Intervention.NONE) {
        return done;
      }
    }
    return Intervention.NONE;
  }
}
