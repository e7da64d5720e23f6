package org.statewise.controller.dataset;

/** One row of a stream: a reused carrier. SI units; q, qd, qdd and tau have one value a joint. */
final class StreamRow {
  /** Where the row stands in its file, from 1. */
  long line;
  double tSeconds;
  String segment = "";
  final double[] q;
  final double[] qd;
  final double[] qdd;
  final double[] tau;

  StreamRow(int joints) {
    q = new double[joints];
    qd = new double[joints];
    qdd = new double[joints];
    tau = new double[joints];
  }

  void copyFrom(StreamRow other) {
    line = other.line;
    tSeconds = other.tSeconds;
    segment = other.segment;
    System.arraycopy(other.q, 0, q, 0, q.length);
    System.arraycopy(other.qd, 0, qd, 0, qd.length);
    System.arraycopy(other.qdd, 0, qdd, 0, qdd.length);
    System.arraycopy(other.tau, 0, tau, 0, tau.length);
  }
}
