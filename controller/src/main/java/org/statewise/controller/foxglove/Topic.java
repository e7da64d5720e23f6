package org.statewise.controller.foxglove;

import com.google.protobuf.Descriptors.Descriptor;
import org.statewise.controller.record.RecordingWriter;
import org.statewise.controller.record.SchemaSet;
import org.statewise.proto.foxglove.FrameTransforms;
import org.statewise.proto.foxglove.JointStates;
import org.statewise.proto.foxglove.Log;
import org.statewise.proto.recording.Tick;
import org.statewise.proto.ros.StdMsgs;

/** The topics of a run, each with the protobuf message that it holds. */
enum Topic {
  /** Everything of a tick, in our own message. */
  TICK(1, RecordingWriter.TOPIC, Tick.getDescriptor()),
  /** Position (rad), velocity (rad/s) and torque (Nm) as measured, of each state that came. */
  MEASURED(2, "/joint_states", JointStates.getDescriptor()),
  /** Position, velocity and acceleration (rad/s^2) that the task wants. */
  DESIRED(3, "/joint_states_desired", JointStates.getDescriptor()),
  /** The torque that left the guards, Nm. */
  COMMANDED(4, "/joint_torques_commanded", JointStates.getDescriptor()),
  /** Where the arm's links are in each other, some forty times a second. */
  TRANSFORMS(5, "/tf", FrameTransforms.getDescriptor()),
  /** The run's events. */
  LOG(6, "/log", Log.getDescriptor()),
  /** The arm as URDF, once; the name and the message by which viewers find one. */
  DESCRIPTION(7, "/robot_description", StdMsgs.String.getDescriptor());

  /** How all of them encode their messages, and their definitions. */
  static final String ENCODING = "protobuf";

  private final int channel;
  private final String path;
  private final Descriptor message;

  Topic(int channel, String path, Descriptor message) {
    this.channel = channel;
    this.path = path;
    this.message = message;
  }

  /** Its number in the live protocol. */
  int channel() {
    return channel;
  }

  /** The topic of that number; null if there is none. */
  static Topic ofChannel(long channel) {
    for (Topic topic : values()) {
      if (topic.channel == channel) {
        return topic;
      }
    }
    return null;
  }

  /** The topic's name, with its slash. */
  String path() {
    return path;
  }

  /** The full name of its message. */
  String schemaName() {
    return message.getFullName();
  }

  /** The definition of its message, with all that it imports. */
  byte[] schema() {
    return SchemaSet.of(message);
  }
}
