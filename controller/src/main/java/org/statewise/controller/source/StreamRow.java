package org.statewise.controller.source;

/**
 * One row of a stream: a reused carrier. SI units; q, qd, qdd and tau have one value a joint. What its
 * file does not give is not filled.
 */
public final class StreamRow {
  private static final double SECONDS_PER_NS = 1e-9;

  /** Where the row stands in its file, from 1. */
  public long line;

  /** Time by the file's own clock, ns. */
  public long tNs;
  public String segment = "";
  public final double[] q;
  public final double[] qd;
  public final double[] qdd;
  public final double[] tau;

  /** A row of {@code joints} joints. */
  public StreamRow(int joints) {
    q = new double[joints];
    qd = new double[joints];
    qdd = new double[joints];
    tau = new double[joints];
  }

  /** Takes over the values of {@code other}, which has as many joints. */
  public void copyFrom(StreamRow other) {
    line = other.line;
    tNs = other.tNs;
    segment = other.segment;
    System.arraycopy(other.q, 0, q, 0, q.length);
    System.arraycopy(other.qd, 0, qd, 0, qd.length);
    System.arraycopy(other.qdd, 0, qdd, 0, qdd.length);
    System.arraycopy(other.tau, 0, tau, 0, tau.length);
  }

  /** The time from {@code other} to this row, s: exact in ns, whatever the clock counts from. */
  public double secondsSince(StreamRow other) {
    return (tNs - other.tNs) * SECONDS_PER_NS;
  }
}
