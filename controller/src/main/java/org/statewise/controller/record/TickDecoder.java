package org.statewise.controller.record;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.proto.recording.Await;
import org.statewise.proto.recording.Intervention;
import org.statewise.proto.recording.Mode;
import org.statewise.proto.recording.OrderResult;
import org.statewise.proto.recording.Phase;
import org.statewise.proto.recording.Tick;

/** Turns the bytes of the protobuf message Tick into a reused tick record. */
final class TickDecoder {
  /** Wire type of packed fields, strings and messages. */
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_64 = 1;

  private final TickRecord tick;
  private final TickRecord empty;
  private String motion = "";
  private int round;
  private CodedInputStream in;

  TickDecoder(int joints) {
    tick = new TickRecord(joints);
    empty = new TickRecord(joints);
    // What a message leaves out has proto3's default, not the carrier's; qdd, qLink and confidence stay NaN: unknown.
    empty.await = AwaitResult.FRESH;
    empty.phase = LoopPhase.RUNNING;
  }

  TickRecord tick() {
    return tick;
  }

  String motion() {
    return motion;
  }

  int round() {
    return round;
  }

  /** @throws IOException if the bytes are no Tick of this many joints; the message says why */
  void decode(byte[] buffer, int offset, int length) throws IOException {
    tick.copyFrom(empty);
    // Compared with the last name while decoding, so that a motion's name is made once.
    String lastMotion = motion;
    motion = "";
    round = 0;
    in = CodedInputStream.newInstance(buffer, offset, length);
    boolean hasQ = false;
    while (true) {
      int tag = in.readTag();
      if (tag == 0) {
        break;
      }
      int field = tag >>> 3;
      double[] array = array(field);
      if (array != null) {
        doubles(tag, field, array);
        hasQ |= field == Tick.Q_FIELD_NUMBER;
      } else if (field == Tick.MOTION_FIELD_NUMBER) {
        String name = in.readString();
        motion = name.equals(lastMotion) ? lastMotion : name;
      } else {
        scalar(tag, field);
      }
    }
    if (!hasQ) {
      throw new IOException("its q is empty");
    }
  }

  private double[] array(int field) {
    return switch (field) {
      case Tick.Q_FIELD_NUMBER -> tick.state.q;
      case Tick.QD_FIELD_NUMBER -> tick.state.qd;
      case Tick.QDD_FIELD_NUMBER -> tick.state.qdd;
      case Tick.TAU_FIELD_NUMBER -> tick.state.tau;
      case Tick.Q_LINK_FIELD_NUMBER -> tick.state.qLink;
      case Tick.Q_DES_FIELD_NUMBER -> tick.qDes;
      case Tick.QD_DES_FIELD_NUMBER -> tick.qdDes;
      case Tick.QDD_DES_FIELD_NUMBER -> tick.qddDes;
      case Tick.U_PRIOR_FIELD_NUMBER -> tick.uPrior;
      case Tick.U_MODEL_FIELD_NUMBER -> tick.uModel;
      case Tick.U_OBSERVER_FIELD_NUMBER -> tick.uObserver;
      case Tick.U_FB_FIELD_NUMBER -> tick.uFb;
      case Tick.U_FIELD_NUMBER -> tick.u;
      case Tick.PREDICTION_ERROR_FIELD_NUMBER -> tick.predictionError;
      case Tick.PHI_FIELD_NUMBER -> tick.phi;
      case Tick.CONFIDENCE_FIELD_NUMBER -> tick.confidence;
      default -> null;
    };
  }

  private void doubles(int tag, int field, double[] into) throws IOException {
    int length = (tag & 7) == LENGTH_DELIMITED ? in.readRawVarint32() : -1;
    if (length == 0) {
      return;
    }
    if (length != into.length * Double.BYTES) {
      throw new IOException("its " + Tick.getDescriptor().findFieldByNumber(field).getName()
          + " must have " + into.length + " values"
          + (length < 0 ? " in packed form" : ", not " + length / Double.BYTES));
    }
    for (int i = 0; i < into.length; i++) {
      into[i] = in.readDouble();
    }
  }

  private void scalar(int tag, int field) throws IOException {
    switch (field) {
      case Tick.TICK_FIELD_NUMBER -> tick.tick = in.readUInt64();
      case Tick.AWAIT_FIELD_NUMBER -> tick.await = TickEnums
          .fromProto(orUnrecognized(Await.forNumber(in.readEnum()), Await.UNRECOGNIZED));
      case Tick.STATE_SEQUENCE_FIELD_NUMBER -> tick.state.sequence = in.readUInt64();
      case Tick.ARM_TIME_NS_FIELD_NUMBER -> tick.state.armTimeNs = in.readInt64();
      case Tick.RECEIVED_NS_FIELD_NUMBER -> tick.state.receivedNs = in.readInt64();
      case Tick.NOW_NS_FIELD_NUMBER -> tick.nowNs = in.readInt64();
      case Tick.MODE_FIELD_NUMBER -> tick.state.mode = TickEnums
          .fromProto(orUnrecognized(Mode.forNumber(in.readEnum()), Mode.UNRECOGNIZED));
      case Tick.AGE_ON_ARRIVAL_NS_FIELD_NUMBER -> tick.state.ageOnArrivalNs = in.readInt64();
      case Tick.AGE_ERROR_NS_FIELD_NUMBER -> tick.state.ageErrorNs = in.readSInt64();
      case Tick.STOP_REQUESTED_FIELD_NUMBER -> tick.stopRequested = in.readBool();
      case Tick.ORDER_FIELD_NUMBER -> tick.command = in.readByteArray();
      case Tick.ORDER_RESULT_FIELD_NUMBER -> tick.commandOutcome = TickEnums.fromProto(
          orUnrecognized(OrderResult.forNumber(in.readEnum()), OrderResult.UNRECOGNIZED));
      case Tick.ROUND_FIELD_NUMBER -> round = in.readUInt32();
      case Tick.PHASE_FIELD_NUMBER -> tick.phase = TickEnums
          .fromProto(orUnrecognized(Phase.forNumber(in.readEnum()), Phase.UNRECOGNIZED));
      case Tick.GRIPPER_CLOSED_FIELD_NUMBER -> tick.gripperClosed = in.readBool();
      case Tick.TRIPS_FIELD_NUMBER -> tick.trips = in.readUInt32();
      case Tick.LEARNED_FIELD_NUMBER -> tick.learned = in.readBool();
      case Tick.LOSS_FIELD_NUMBER -> tick.loss = number(tag);
      case Tick.STEP_SIZE_FIELD_NUMBER -> tick.stepSize = number(tag);
      case Tick.THETA_NORM_FIELD_NUMBER -> tick.thetaNorm = number(tag);
      case Tick.INTERVENTION_FIELD_NUMBER -> tick.intervention = TickEnums.fromProto(
          orUnrecognized(Intervention.forNumber(in.readEnum()), Intervention.UNRECOGNIZED));
      case Tick.OBSERVER_INTERVENTION_FIELD_NUMBER -> tick.observerIntervention = TickEnums
          .fromProto(orUnrecognized(Intervention.forNumber(in.readEnum()),
              Intervention.UNRECOGNIZED));
      case Tick.LATENCY_NS_FIELD_NUMBER -> tick.latencyNs = in.readInt64();
      // A field of a later version.
      default -> in.skipField(tag);
    }
  }

  private double number(int tag) throws IOException {
    if ((tag & 7) != FIXED_64) {
      throw new IOException("field " + (tag >>> 3) + " must be a double");
    }
    return in.readDouble();
  }

  private static <E> E orUnrecognized(E value, E unrecognized) {
    return value == null ? unrecognized : value;
  }

  /** How many joints a message has: the length of its q; -1 if it has none. */
  static int joints(byte[] buffer, int offset, int length) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(buffer, offset, length);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == (Tick.Q_FIELD_NUMBER << 3 | LENGTH_DELIMITED)) {
        return in.readRawVarint32() / Double.BYTES;
      }
      in.skipField(tag);
    }
    return -1;
  }
}
