// Writes bags of joint states by libraries that are not ours: npm install && node bags.mjs ../src/test/resources/foreign
// Message i of joint j (from 0) has q = 0.1 (j + 1) + 0.01 i, qd = 0.2 (j + 1), tau = j - i, at 1700000000 s + 4 i ms.
import {writeFileSync} from "node:fs";
import {parse} from "@foxglove/rosmsg";
import {MessageWriter as Ros1Writer} from "@foxglove/rosmsg-serialization";
import {MessageWriter as Ros2Writer} from "@foxglove/rosmsg2-serialization";
import {JointStates} from "@foxglove/schemas/jsonschema.js";
import zstd from "@foxglove/wasm-zstd";
import {McapWriter} from "@mcap/core";
import {compressFrameSync} from "lz4-napi";
import protobuf from "protobufjs";

const folder = process.argv[2];
const MESSAGES = 40;
const SECONDS = 1700000000;
const NAMES = ["lbr_A1", "lbr_A2", "lbr_A3"];

const STAMP = {1: "time stamp", 2: "builtin_interfaces/Time stamp"};
const definition = (version) => `std_msgs/Header header
string[] name
float64[] position
float64[] velocity
float64[] effort
================================================================================
MSG: std_msgs/Header
${version === 1 ? "uint32 seq\n" : ""}${STAMP[version]}
string frame_id
${version === 2 ? `================================================================================
MSG: builtin_interfaces/Time
int32 sec
uint32 nanosec
` : ""}`;

const value = {
  q: (i, j) => 0.1 * (j + 1) + 0.01 * i,
  qd: (i, j) => 0.2 * (j + 1),
  tau: (i, j) => j - i,
};

/** From message 20 on the joints stand the other way round. */
function jointState(i, time) {
  const order = i < 20 ? [0, 1, 2] : [2, 1, 0];
  return {
    header: {seq: i, stamp: time, frame_id: "base"},
    name: order.map((j) => NAMES[j]),
    position: order.map((j) => value.q(i, j)),
    velocity: order.map((j) => value.qd(i, j)),
    effort: order.map((j) => value.tau(i, j)),
  };
}

function gripper(time) {
  return {header: {seq: 0, stamp: time, frame_id: ""}, name: ["finger"], position: [0.02], velocity: [], effort: []};
}

async function write(name, compress, options, fill) {
  const pieces = [];
  const writable = {
    size: 0n,
    position() { return this.size; },
    async write(bytes) { pieces.push(Buffer.from(bytes)); this.size += BigInt(bytes.length); },
  };
  const writer = new McapWriter({writable, chunkSize: 2000, compressChunk: compress, ...options});
  await writer.start({profile: "", library: "mcap-core"});
  await fill(writer);
  await writer.end();
  writeFileSync(`${folder}/${name}`, Buffer.concat(pieces));
}

const utf8 = (text) => new TextEncoder().encode(text);

async function messages(writer, schema, topic, messageEncoding, make) {
  const schemaId = await writer.registerSchema(schema);
  const other = await writer.registerSchema({name: "std_msgs/msg/String", encoding: "ros2msg", data: utf8("string data\n")});
  const text = await writer.registerChannel({schemaId: other, topic: "/rosout", messageEncoding: "cdr", metadata: new Map()});
  const channelId = await writer.registerChannel({schemaId, topic, messageEncoding, metadata: new Map()});
  for (let i = 0; i < MESSAGES; i++) {
    const logTime = BigInt(SECONDS) * 1000000000n + BigInt(i) * 4000000n + 100000n;
    if (i % 10 === 0) {
      await writer.addMessage({channelId: text, sequence: i, logTime, publishTime: logTime, data: new Uint8Array([0, 1, 0, 0, 1, 0, 0, 0, 0])});
    }
    for (const data of make(i)) {
      await writer.addMessage({channelId, sequence: i, logTime, publishTime: logTime, data});
    }
  }
}

const ros2 = new Ros2Writer(parse(definition(2), {ros2: true}));
const ros1 = new Ros1Writer(parse(definition(1)));

/** The joints, and of every tenth message those of a gripper on the same topic before them. */
const rosMessages = (writer, nanos) => (i) => {
  const time = {sec: SECONDS, [nanos]: i * 4000000};
  const all = i % 10 === 5 ? [writer.writeMessage(gripper(time))] : [];
  return [...all, writer.writeMessage(jointState(i, time))];
};

await zstd.isLoaded;
const lz4 = (bytes) => ({compression: "lz4", compressedData: compressFrameSync(Buffer.from(bytes))});
const zstandard = (bytes) => ({compression: "zstd", compressedData: zstd.compress(bytes, 3)});
const ros2Schema = {name: "sensor_msgs/msg/JointState", encoding: "ros2msg", data: utf8(definition(2))};
const fillRos2 = (writer) => messages(writer, ros2Schema, "/joint_states", "cdr", rosMessages(ros2, "nsec"));
await write("ros2-none.mcap", undefined, {}, fillRos2);
await write("ros2-zstd.mcap", zstandard, {}, fillRos2);
await write("ros2-lz4.mcap", lz4, {}, fillRos2);
// No chunks, and nothing behind the data that repeats what the channels are.
await write("ros2-plain.mcap", undefined, {useChunks: false, repeatSchemas: false, repeatChannels: false, useStatistics: false,
  useMessageIndex: false, useChunkIndex: false, useSummaryOffsets: false}, fillRos2);
await write("ros1.mcap", undefined, {}, (writer) => messages(writer,
  {name: "sensor_msgs/JointState", encoding: "ros1msg", data: utf8(definition(1))}, "/iiwa/joint_states", "ros1", rosMessages(ros1, "nsec")));

const stamp = (i, nanos) => ({[nanos === "nsec" ? "sec" : "seconds"]: SECONDS, [nanos]: i * 4000000});
const foxglove = (i, nanos) => ({
  timestamp: stamp(i, nanos),
  joints: [0, 1, 2].map((j) => ({name: NAMES[j], position: value.q(i, j), velocity: value.qd(i, j), effort: value.tau(i, j)})),
});
await write("foxglove-json.mcap", zstandard, {}, (writer) => messages(writer,
  {name: "foxglove.JointStates", encoding: "jsonschema", data: utf8(JSON.stringify(JointStates))}, "/joints", "json",
  (i) => [utf8(JSON.stringify(foxglove(i, "nsec")))]));

// The numbers of the fields are the reader's to take from the definition that the file carries.
const field = (name, number, label, type, typeName, extra = {}) => ({name, number, label, type, ...(typeName ? {typeName} : {}), ...extra});
const file = (name, pkg, dependency, messageType) => ({name, package: pkg, dependency, messageType, syntax: "proto3"});
const optional = (name, number, oneofIndex) => field(name, number, 1, 1, undefined, {oneofIndex, proto3Optional: true});
const set = {file: [
  file("google/protobuf/timestamp.proto", "google.protobuf", [], [
    {name: "Timestamp", field: [field("seconds", 1, 1, 3), field("nanos", 2, 1, 5)]}]),
  file("foxglove/JointState.proto", "foxglove", [], [
    {name: "JointState", field: [field("name", 1, 1, 9), optional("position", 2, 0), optional("velocity", 3, 1), optional("acceleration", 4, 2),
      optional("effort", 5, 3)], oneofDecl: ["position", "velocity", "acceleration", "effort"].map((name) => ({name: `_${name}`}))}]),
  file("foxglove/JointStates.proto", "foxglove", ["google/protobuf/timestamp.proto", "foxglove/JointState.proto"], [
    {name: "JointStates", field: [field("timestamp", 1, 1, 11, ".google.protobuf.Timestamp"), field("joints", 2, 3, 11, ".foxglove.JointState")]}]),
]};
const descriptor = protobuf.parse(`syntax = "proto2"; package google.protobuf;
message FileDescriptorSet { repeated FileDescriptorProto file = 1; }
message FileDescriptorProto { optional string name = 1; optional string package = 2; repeated string dependency = 3;
  repeated DescriptorProto messageType = 4; optional string syntax = 12; }
message DescriptorProto { optional string name = 1; repeated FieldDescriptorProto field = 2; repeated OneofDescriptorProto oneofDecl = 8; }
message OneofDescriptorProto { optional string name = 1; }
message FieldDescriptorProto { optional string name = 1; optional int32 number = 3; optional int32 label = 4; optional int32 type = 5;
  optional string typeName = 6; optional int32 oneofIndex = 9; optional bool proto3Optional = 17; }`, {keepCase: true}).root;
const setType = descriptor.lookupType("google.protobuf.FileDescriptorSet");
const states = protobuf.parse(`syntax = "proto3"; package foxglove;
message Timestamp { int64 seconds = 1; int32 nanos = 2; }
message JointState { string name = 1; optional double position = 2; optional double velocity = 3; optional double acceleration = 4;
  optional double effort = 5; }
message JointStates { Timestamp timestamp = 1; repeated JointState joints = 2; }`).root.lookupType("foxglove.JointStates");
await write("foxglove-protobuf.mcap", zstandard, {}, (writer) => messages(writer,
  {name: "foxglove.JointStates", encoding: "protobuf", data: setType.encode(setType.fromObject(set)).finish()}, "/joints", "protobuf",
  (i) => [states.encode(states.fromObject(foxglove(i, "nanos"))).finish()]));
