package org.statewise.controller.record;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.statewise.bridge.api.JointState;
import org.statewise.controller.loop.TickRecord;
import org.statewise.proto.recording.Tick;

/**
 * Turns tick records into the bytes of the protobuf message Tick, field by field into one reused
 * array: the generated builder would make some two kilobytes of garbage a tick.
 */
public final class TickEncoder {
  /** Sixteen arrays of doubles, each with tag and length. */
  private static final int BYTES_PER_JOINT = 16 * Double.BYTES;
  private static final int OTHER_BYTES = 16 * 8 + 288;

  private final int bytesWithoutName;
  private byte[] buffer = {};

  /** Of an arm of so many joints. */
  public TickEncoder(int joints) {
    bytesWithoutName = joints * BYTES_PER_JOINT + OTHER_BYTES;
  }

  /** The message's bytes, from 0 on, until the next call. */
  public byte[] buffer() {
    return buffer;
  }

  /** Encodes everything of a run's tick; gives the number of bytes. */
  public int encodeRun(TickRecord tick, String motion, int round) {
    CodedOutputStream out = begin(motion, tick.command == null ? 0 : tick.command.length);
    try {
      JointState state = tick.state;
      uint64(out, Tick.TICK_FIELD_NUMBER, tick.tick);
      enumeration(out, Tick.AWAIT_FIELD_NUMBER, TickEnums.toProto(tick.await).getNumber());
      uint64(out, Tick.STATE_SEQUENCE_FIELD_NUMBER, state.sequence);
      uint64(out, Tick.ARM_TIME_NS_FIELD_NUMBER, state.armTimeNs);
      uint64(out, Tick.RECEIVED_NS_FIELD_NUMBER, state.receivedNs);
      uint64(out, Tick.NOW_NS_FIELD_NUMBER, tick.nowNs);
      state(out, state);
      enumeration(out, Tick.MODE_FIELD_NUMBER, TickEnums.toProto(state.mode).getNumber());
      bool(out, Tick.STOP_REQUESTED_FIELD_NUMBER, tick.stopRequested);
      if (tick.command != null) {
        // A message within a message has the form of bytes.
        out.writeByteArray(Tick.ORDER_FIELD_NUMBER, tick.command);
      }
      age(out, state);
      if (!Double.isNaN(state.qLink[0])) {
        doubles(out, Tick.Q_LINK_FIELD_NUMBER, state.qLink);
      }
      motion(out, motion, round);
      enumeration(out, Tick.PHASE_FIELD_NUMBER, TickEnums.toProto(tick.phase).getNumber());
      doubles(out, Tick.Q_DES_FIELD_NUMBER, tick.qDes);
      doubles(out, Tick.QD_DES_FIELD_NUMBER, tick.qdDes);
      doubles(out, Tick.QDD_DES_FIELD_NUMBER, tick.qddDes);
      doubles(out, Tick.U_PRIOR_FIELD_NUMBER, tick.uPrior);
      doubles(out, Tick.U_MODEL_FIELD_NUMBER, tick.uModel);
      doubles(out, Tick.U_FB_FIELD_NUMBER, tick.uFb);
      doubles(out, Tick.U_FIELD_NUMBER, tick.u);
      bool(out, Tick.GRIPPER_CLOSED_FIELD_NUMBER, tick.gripperClosed);
      uint64(out, Tick.TRIPS_FIELD_NUMBER, tick.trips & 0xFFFF_FFFFL);
      if (tick.command != null) {
        enumeration(out, Tick.ORDER_RESULT_FIELD_NUMBER,
            TickEnums.toProto(tick.commandOutcome).getNumber());
      }
      if (!allZero(tick.uObserver)) {
        doubles(out, Tick.U_OBSERVER_FIELD_NUMBER, tick.uObserver);
      }
      if (tick.learned) {
        learned(out, tick);
      }
      enumeration(out, Tick.INTERVENTION_FIELD_NUMBER,
          TickEnums.toProto(tick.intervention).getNumber());
      enumeration(out, Tick.OBSERVER_INTERVENTION_FIELD_NUMBER,
          TickEnums.toProto(tick.observerIntervention).getNumber());
      if (tick.learned && !Double.isNaN(tick.confidence[0])) {
        doubles(out, Tick.CONFIDENCE_FIELD_NUMBER, tick.confidence);
      }
      uint64(out, Tick.LATENCY_NS_FIELD_NUMBER, tick.latencyNs);
    } catch (IOException e) {
      throw new UncheckedIOException("the tick's buffer is too small", e);
    }
    return out.getTotalBytesWritten();
  }

  /** Encodes a row of an imported stream; gives the number of bytes. */
  int encodeRow(long number, JointState state, String segment, int round) {
    CodedOutputStream out = begin(segment, 0);
    try {
      uint64(out, Tick.TICK_FIELD_NUMBER, number);
      uint64(out, Tick.ARM_TIME_NS_FIELD_NUMBER, state.armTimeNs);
      state(out, state);
      motion(out, segment, round);
    } catch (IOException e) {
      throw new UncheckedIOException("the row's buffer is too small", e);
    }
    return out.getTotalBytesWritten();
  }

  private CodedOutputStream begin(String name, int moreBytes) {
    // A char takes at most three bytes of UTF-8.
    int needed = bytesWithoutName + 3 * name.length() + moreBytes;
    if (buffer.length < needed) {
      buffer = new byte[needed];
    }
    return CodedOutputStream.newInstance(buffer);
  }

  private static void state(CodedOutputStream out, JointState state) throws IOException {
    doubles(out, Tick.Q_FIELD_NUMBER, state.q);
    doubles(out, Tick.QD_FIELD_NUMBER, state.qd);
    if (!Double.isNaN(state.qdd[0])) {
      doubles(out, Tick.QDD_FIELD_NUMBER, state.qdd);
    }
    doubles(out, Tick.TAU_FIELD_NUMBER, state.tau);
  }

  private static void age(CodedOutputStream out, JointState state) throws IOException {
    uint64(out, Tick.AGE_ON_ARRIVAL_NS_FIELD_NUMBER, state.ageOnArrivalNs);
    if (state.ageErrorNs != 0) {
      out.writeSInt64(Tick.AGE_ERROR_NS_FIELD_NUMBER, state.ageErrorNs);
    }
  }

  private static void motion(CodedOutputStream out, String motion, int round) throws IOException {
    if (!motion.isEmpty()) {
      out.writeString(Tick.MOTION_FIELD_NUMBER, motion);
    }
    uint64(out, Tick.ROUND_FIELD_NUMBER, round);
  }

  private static void learned(CodedOutputStream out, TickRecord tick) throws IOException {
    bool(out, Tick.LEARNED_FIELD_NUMBER, true);
    doubles(out, Tick.PREDICTION_ERROR_FIELD_NUMBER, tick.predictionError);
    number(out, Tick.LOSS_FIELD_NUMBER, tick.loss);
    doubles(out, Tick.PHI_FIELD_NUMBER, tick.phi);
    number(out, Tick.STEP_SIZE_FIELD_NUMBER, tick.stepSize);
    number(out, Tick.THETA_NORM_FIELD_NUMBER, tick.thetaNorm);
  }

  private static boolean allZero(double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        return false;
      }
    }
    return true;
  }

  // proto3 leaves a field out that has its default value; -0.0 is not the default.

  private static void number(CodedOutputStream out, int field, double value) throws IOException {
    if (Double.doubleToRawLongBits(value) != 0) {
      out.writeDouble(field, value);
    }
  }

  /** int64 and uint64 have the same bytes. */
  private static void uint64(CodedOutputStream out, int field, long value) throws IOException {
    if (value != 0) {
      out.writeUInt64(field, value);
    }
  }

  private static void bool(CodedOutputStream out, int field, boolean value) throws IOException {
    if (value) {
      out.writeBool(field, true);
    }
  }

  private static void enumeration(CodedOutputStream out, int field, int value) throws IOException {
    if (value != 0) {
      out.writeEnum(field, value);
    }
  }

  private static void doubles(CodedOutputStream out, int field, double[] values)
      throws IOException {
    // A packed field: wire type 2, length, values.
    out.writeTag(field, 2);
    out.writeUInt32NoTag(values.length * Double.BYTES);
    for (int i = 0; i < values.length; i++) {
      out.writeDoubleNoTag(values[i]);
    }
  }
}
