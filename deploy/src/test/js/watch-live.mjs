// Watches a live server with Foxglove's own client library and prints one JSON object of what came.
// Usage: node watch-live.mjs URL PROTOCOL MESSAGES, where MESSAGES is how many messages of /joint_states to await.

import foxglove from "@foxglove/ws-protocol";
import { protobufFromBinaryDescriptor } from "@mcap/support";
import WebSocket from "ws";
import { describe } from "./foxglove-schemas.mjs";

const [url, protocol, wanted] = process.argv.slice(2);
const socket = new WebSocket(url, [protocol]);
const client = new foxglove.FoxgloveClient({ ws: socket });
const found = { protocol: null, info: null, statuses: [], times: 0, errors: [], topics: {} };
const channels = new Map();
const bySubscription = new Map();

function finish(closing) {
  found.protocol = socket.protocol;
  found.closing = closing;
  console.log(JSON.stringify(found, (key, value) => (typeof value === "bigint" ? value.toString() : value)));
  process.exit(0);
}

client.on("serverInfo", (info) => { found.info = info; });
client.on("status", (status) => found.statuses.push(status));
client.on("time", () => { found.times++; });
client.on("error", (error) => { found.errors.push(String(error)); });
client.on("close", (event) => finish({ code: event.code, reason: event.reason }));
client.on("advertise", (list) => {
  for (const channel of list) {
    const type = protobufFromBinaryDescriptor(Buffer.from(channel.schema, "base64")).lookupType(channel.schemaName);
    channels.set(channel.id, { ...channel, type });
    found.topics[channel.topic] = { schema: channel.schemaName, encoding: channel.encoding,
      schemaEncoding: channel.schemaEncoding, differences: describe(type), messages: 0 };
    bySubscription.set(client.subscribe(channel.id), channel.id);
  }
  // What the server does not do it says.
  client.subscribe(9999);
});
client.on("message", ({ subscriptionId, timestamp, data }) => {
  const channel = channels.get(bySubscription.get(subscriptionId));
  const topic = found.topics[channel.topic];
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const message = channel.type.toObject(channel.type.decode(bytes), { longs: Number, enums: String });
  topic.first ??= message;
  topic.last = message;
  topic.lastTime = timestamp;
  topic.messages++;
  if (channel.topic === "/joint_states" && topic.messages >= Number(wanted)) {
    finish(null);
  }
});
