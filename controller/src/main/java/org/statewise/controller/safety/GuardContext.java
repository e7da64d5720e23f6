package org.statewise.controller.safety;

import org.statewise.bridge.api.JointState;

/** What the guards look at in one tick: a reused carrier, written by the control thread. SI units. */
public final class GuardContext {
  /** The state that the command answers. */
  public final JointState state;

  /** The link's clock, ns. */
  public long nowNs;

  /** Since the last command, s. */
  public double dtSeconds;

  /** The last command that was sent; zero before the first. */
  public final double[] uLast;

  /** The command; a guard may change it. */
  public final double[] u;

  /** Where the arm should be. */
  public final double[] qDes;

  /** The arm is supposed to be where {@link #qDes} says: not while it is taken over or braked. */
  public boolean follows;

  /** The arm has had time to settle on a set-point that rests until a command moves it. */
  public boolean holds;

  /** States that the arm sent between this one and the one before, and that never came. */
  public long missedInARow;

  /** The part of the last states that was missed or came too late, 0 to 1. */
  public double lossFraction;

  /** Guards the commands of a tick whose carriers these are; {@code u} is changed in place. */
  public GuardContext(JointState state, double[] qDes, double[] uLast, double[] u) {
    this.state = state;
    this.qDes = qDes;
    this.uLast = uLast;
    this.u = u;
  }
}
