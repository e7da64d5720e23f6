package org.statewise.controller.foxglove;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.statewise.bridge.api.AwaitResult;
import org.statewise.controller.loop.TickRecord;
import org.statewise.controller.telemetry.RunEvent;
import org.statewise.controller.telemetry.RunEvents;
import org.statewise.models.arm.ArmModel;
import org.statewise.models.arm.UrdfWriter;
import org.statewise.proto.foxglove.Log;
import org.statewise.proto.ros.StdMsgs;

/**
 * Turns a run's ticks, one after the other, into messages on all topics but that of the ticks themselves. One
 * thread.
 */
final class TickMessages {
  /** Some forty poses a second: more than a screen shows. */
  private static final long POSE_NS = 24_000_000;

  private final RunSubject subject;
  private final JointStatesEncoder joints;
  private final Optional<LinkFrames> frames;
  private final RunEvents events;
  private Sink sink;
  private long timeNs;
  private long posedNs;
  private boolean posed;

  /** Who gets the messages. */
  @FunctionalInterface
  interface Sink {
    /** Takes the first {@code length} bytes, which are overwritten afterwards. */
    void message(Topic topic, long timeNs, byte[] bytes, int length) throws IOException;
  }

  TickMessages(RunSubject subject) {
    this.subject = subject;
    joints = new JointStatesEncoder(subject.joints());
    frames = subject.model().map(LinkFrames::new);
    // A recording that fails has no place to say so, and the log of a run says it.
    events = new RunEvents(subject.guards(), Optional::empty,
        () -> Instant.ofEpochSecond(0, timeNs), List.of(this::event));
  }

  /** The arm's URDF; empty if its description is not known. */
  static Optional<String> urdf(Optional<ArmModel> model) {
    return model.map(UrdfWriter::toUrdf);
  }

  /** What is the same for all of a run. */
  void begin(long atNs, Sink to) throws IOException {
    Optional<String> urdf = urdf(subject.model());
    if (urdf.isPresent()) {
      byte[] description = StdMsgs.String.newBuilder().setData(urdf.get()).build().toByteArray();
      to.message(Topic.DESCRIPTION, atNs, description, description.length);
    }
  }

  /** A tick's messages; none of its joints where no state came, which would say an old one again. */
  void add(TickRecord tick, long atNs, Sink to) throws IOException {
    sink = to;
    timeNs = atNs;
    if (tick.await == AwaitResult.FRESH) {
      send(Topic.MEASURED, joints.encode(atNs, tick.state.q, tick.state.qd, null, tick.state.tau));
      send(Topic.DESIRED, joints.encode(atNs, tick.qDes, tick.qdDes, tick.qddDes, null));
      send(Topic.COMMANDED, joints.encode(atNs, null, null, null, tick.u));
      if (frames.isPresent() && (!posed || atNs - posedNs >= POSE_NS || atNs < posedNs)) {
        posed = true;
        posedNs = atNs;
        send(Topic.TRANSFORMS, frames.get().encode(atNs, tick.state.q));
      }
    }
    try {
      events.accept(tick);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void send(Topic topic, Encoded encoded) throws IOException {
    sink.message(topic, timeNs, encoded.bytes, encoded.length);
  }

  private void event(RunEvent event) {
    Log.Level level = switch (event.severity()) {
      case INFO -> Log.Level.INFO;
      case WARNING -> Log.Level.WARNING;
      case ERROR -> Log.Level.ERROR;
    };
    byte[] line = Log.newBuilder().setTimestamp(Wire.timestamp(timeNs)).setLevel(level)
        .setName("statewise " + event.kind().name().toLowerCase(Locale.ROOT))
        .setMessage(event.sentence()).build().toByteArray();
    try {
      sink.message(Topic.LOG, timeNs, line, line.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
