package org.statewise.controller.foxglove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.LoopPhase;
import org.statewise.controller.loop.TickRecord;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.JointModel;
import org.statewise.models.arm.ShippedArms;
import org.statewise.models.dynamics.ForwardKinematics;
import org.statewise.proto.foxglove.FrameTransform;
import org.statewise.proto.foxglove.FrameTransforms;
import org.statewise.proto.foxglove.JointState;
import org.statewise.proto.foxglove.JointStates;
import org.statewise.proto.foxglove.Log;
import org.statewise.proto.foxglove.Quaternion;
import org.statewise.proto.foxglove.Vector3;

class TickMessagesTest {
  private static final long START_NS = 1_795_348_800_000_000_001L;
  private static final long PERIOD_NS = 4_000_000;

  private final ArmModel arm = ShippedArms.load("iiwa7");
  private final List<String> names = arm.joints().stream().map(JointModel::name).toList();
  private final TickRecord tick = new TickRecord(7);
  private final List<Message> sent = new ArrayList<>();
  private final TickMessages messages = new TickMessages(
      new RunSubject(names, Optional.of(arm), List.of("torque", "velocity")));

  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  private record Message(Topic topic, long timeNs, byte[] bytes) {}

  private void keep(Topic topic, long timeNs, byte[] bytes, int length) {
    sent.add(new Message(topic, timeNs, Arrays.copyOf(bytes, length)));
  }

  private void tick(long number) throws IOException {
    SplittableRandom random = new SplittableRandom(number);
    tick.tick = number;
    tick.nowNs = number * PERIOD_NS;
    tick.phase = LoopPhase.RUNNING;
    for (double[] array : new double[][]{tick.state.q, tick.state.qd, tick.state.tau, tick.qDes,
      tick.qdDes, tick.qddDes, tick.u}) {
      for (int j = 0; j < array.length; j++) {
        array[j] = random.nextDouble(-3, 3);
      }
    }
    messages.add(tick, START_NS + number * PERIOD_NS, this::keep);
  }

  private Message one(Topic topic) {
    List<Message> found = sent.stream().filter(message -> message.topic() == topic).toList();
    assertThat(found).as(topic.path()).hasSize(1);
    return found.getFirst();
  }

  @Test
  void shouldEncodeWhatProtobufWould() throws IOException {
    tick.await = AwaitResult.FRESH;
    tick(3);

    JointStates.Builder measured = JointStates.newBuilder()
        .setTimestamp(Wire.timestamp(START_NS + 3 * PERIOD_NS));
    JointStates.Builder desired = measured.clone();
    JointStates.Builder commanded = measured.clone();
    for (int j = 0; j < 7; j++) {
      measured.addJoints(JointState.newBuilder().setName(names.get(j))
          .setPosition(tick.state.q[j]).setVelocity(tick.state.qd[j])
          .setEffort(tick.state.tau[j]));
      desired.addJoints(JointState.newBuilder().setName(names.get(j)).setPosition(tick.qDes[j])
          .setVelocity(tick.qdDes[j]).setAcceleration(tick.qddDes[j]));
      commanded.addJoints(JointState.newBuilder().setName(names.get(j)).setEffort(tick.u[j]));
    }
    assertThat(one(Topic.MEASURED).bytes()).isEqualTo(measured.build().toByteArray());
    assertThat(one(Topic.DESIRED).bytes()).isEqualTo(desired.build().toByteArray());
    assertThat(one(Topic.COMMANDED).bytes()).isEqualTo(commanded.build().toByteArray());
    assertThat(one(Topic.MEASURED).timeNs()).isEqualTo(START_NS + 3 * PERIOD_NS);
  }

  @Test
  void shouldSayNoTimeBefore1970Wrongly() throws IOException {
    JointStates early = JointStates.parseFrom(bytes(new JointStatesEncoder(List.of("A1"))
        .encode(-1, new double[]{1}, null, null, null)));
    JointStates zero = JointStates.parseFrom(bytes(new JointStatesEncoder(List.of("A1"))
        .encode(0, new double[]{1}, null, null, null)));

    assertThat(early.getTimestamp()).isEqualTo(
        Timestamp.newBuilder().setSeconds(-1).setNanos(999_999_999).build());
    assertThat(zero.getTimestamp()).isEqualTo(Wire.timestamp(0));
  }

  private static byte[] bytes(Encoded encoded) {
    return Arrays.copyOf(encoded.bytes, encoded.length);
  }

  @Test
  void shouldPlaceTheLinksWhereForwardKinematicsDoes() throws IOException {
    ForwardKinematics kinematics = new ForwardKinematics(arm);
    double[] pose = new double[ForwardKinematics.POSE_NUMBERS];
    tick.await = AwaitResult.FRESH;
    for (int number = 0; number < 20; number++) {
      sent.clear();
      tick(100L * number);

      FrameTransforms frames = FrameTransforms.parseFrom(one(Topic.TRANSFORMS).bytes());
      double[] reached = {0, 0, 0, 1, 0, 0, 0};
      String parent = "base_link";
      for (FrameTransform frame : frames.getTransformsList()) {
        assertThat(frame.getParentFrameId()).isEqualTo(parent);
        parent = frame.getChildFrameId();
        follow(reached, frame);
      }

      assertThat(parent).isEqualTo("A7_link");
      kinematics.poseInto(tick.state.q, pose);
      double sign = Math.signum(reached[3]);
      for (int i = 0; i < pose.length; i++) {
        assertThat(i < 3 ? reached[i] : sign * reached[i]).isCloseTo(pose[i], within(1e-12));
      }
    }
  }

  /** Goes on by one transform: x, y, z, then w, x, y, z. */
  private static void follow(double[] at, FrameTransform frame) {
    Vector3 t = frame.getTranslation();
    double[] moved = turned(at, t.getX(), t.getY(), t.getZ());
    for (int i = 0; i < 3; i++) {
      at[i] += moved[i];
    }
    Quaternion r = frame.getRotation();
    double w = at[3] * r.getW() - at[4] * r.getX() - at[5] * r.getY() - at[6] * r.getZ();
    double x = at[3] * r.getX() + at[4] * r.getW() + at[5] * r.getZ() - at[6] * r.getY();
    double y = at[3] * r.getY() - at[4] * r.getZ() + at[5] * r.getW() + at[6] * r.getX();
    double z = at[3] * r.getZ() + at[4] * r.getY() - at[5] * r.getX() + at[6] * r.getW();
    at[3] = w;
    at[4] = x;
    at[5] = y;
    at[6] = z;
  }

  /** v + 2 w (p x v) + 2 p x (p x v), with p the vector part. */
  private static double[] turned(double[] at, double x, double y, double z) {
    double[] c = {at[5] * z - at[6] * y, at[6] * x - at[4] * z, at[4] * y - at[5] * x};
    return new double[]{
      x + 2 * (at[3] * c[0] + at[5] * c[2] - at[6] * c[1]),
      y + 2 * (at[3] * c[1] + at[6] * c[0] - at[4] * c[2]),
      z + 2 * (at[3] * c[2] + at[4] * c[1] - at[5] * c[0])};
  }

  @Test
  void shouldPlaceTheLinksSomeFortyTimesASecond() throws IOException {
    tick.await = AwaitResult.FRESH;
    for (int number = 0; number < 250; number++) {
      tick(number);
    }
    assertThat(sent.stream().filter(message -> message.topic() == Topic.TRANSFORMS).count())
        .isBetween(40L, 43L);
    assertThat(sent.stream().filter(message -> message.topic() == Topic.MEASURED).count())
        .isEqualTo(250);
  }

  @Test
  void shouldSayNothingOfJointsWhereNoStateCame() throws IOException {
    tick.await = AwaitResult.LATE;
    tick(1);

    assertThat(sent).extracting(Message::topic).containsOnly(Topic.LOG);
  }

  @Test
  void shouldLogEachEventOnce() throws IOException {
    tick.await = AwaitResult.FRESH;
    tick.trips = 2;
    tick(1);
    tick(2);

    List<Log> lines = sent.stream().filter(message -> message.topic() == Topic.LOG)
        .map(message -> log(message.bytes())).toList();
    assertThat(lines).extracting(Log::getMessage).containsExactly("states come",
        "velocity tripped while running", "running");
    assertThat(lines.get(1).getLevel()).isEqualTo(Log.Level.WARNING);
    assertThat(lines.get(1).getName()).isEqualTo("statewise guard");
    assertThat(lines.get(1).getTimestamp()).isEqualTo(Wire.timestamp(START_NS + PERIOD_NS));
  }

  private static Log log(byte[] bytes) {
    try {
      return Log.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldHaveNoPosesOfAnArmThatNobodyDescribes() throws IOException {
    TickMessages plain = new TickMessages(new RunSubject(names, Optional.empty(), List.of()));
    tick.await = AwaitResult.FRESH;
    plain.begin(START_NS, this::keep);
    plain.add(tick, START_NS, this::keep);

    assertThat(sent).extracting(Message::topic).containsExactly(Topic.MEASURED, Topic.DESIRED,
        Topic.COMMANDED, Topic.LOG, Topic.LOG);
  }
}
