// Reads a recording with the MCAP project's own reader and the schema inside the file, and prints
// what it found as one JSON object. Usage: node read-recording.mjs stream|indexed FILE
//   stream   from the front, as a file is read that its writer did not close
//   indexed  through the summary and its indexes
// Of topics other than the ticks' it prints how many messages there are, the first and the last one as the schema in
// the file decodes them, and what differs between that schema and the one that Foxglove publishes.

import { readFile } from "node:fs/promises";
import { McapIndexedReader, McapStreamReader } from "@mcap/core";
import { loadDecompressHandlers, protobufFromBinaryDescriptor } from "@mcap/support";
import { describe } from "./foxglove-schemas.mjs";

const TOPIC = "/statewise/tick";

class Summary {
  constructor() {
    this.decoders = new Map();
    this.channels = new Map();
    this.schemas = new Map();
    this.found = {
      ticks: 0, firstTick: null, lastTick: null, sumNowNs: 0n, sumLogTimeNs: 0n,
      sumQ: [], sumU: [], motions: [], channels: [], metadata: {}, attachments: {}, closed: false,
      topics: {},
    };
  }

  schema(record) {
    this.schemas.set(record.id, record);
  }

  channel(record) {
    if (!this.channels.has(record.id)) {
      this.channels.set(record.id, record);
      this.found.channels.push(record.topic);
    }
  }

  message(record) {
    const channel = this.channels.get(record.channelId);
    if (channel.topic !== TOPIC) {
      this.other(channel, record);
      return;
    }
    const tick = this.decoder(channel).decode(record.data);
    // Sums of doubles in the file's order: the same additions give the same bits in any language.
    tick.q.forEach((value, j) => { this.found.sumQ[j] = (this.found.sumQ[j] ?? 0) + value; });
    tick.u.forEach((value, j) => { this.found.sumU[j] = (this.found.sumU[j] ?? 0) + value; });
    this.found.firstTick ??= Number(tick.tick);
    this.found.lastTick = Number(tick.tick);
    this.found.sumNowNs += BigInt(tick.now_ns.toString());
    this.found.sumLogTimeNs += record.logTime;
    if (tick.motion !== "" && !this.found.motions.includes(tick.motion)) {
      this.found.motions.push(tick.motion);
    }
    this.found.ticks++;
  }

  other(channel, record) {
    const schema = this.schemas.get(channel.schemaId);
    const type = this.decoder(channel);
    const message = type.toObject(type.decode(record.data), { longs: Number, enums: String });
    const topic = this.found.topics[channel.topic] ??= {
      schema: schema.name, differences: describe(type), messages: 0, first: message };
    topic.messages++;
    topic.last = message;
    topic.lastLogTime = record.logTime;
  }

  decoder(channel) {
    if (!this.decoders.has(channel.id)) {
      const schema = this.schemas.get(channel.schemaId);
      const root = protobufFromBinaryDescriptor(schema.data);
      this.decoders.set(channel.id, root.lookupType(schema.name));
    }
    return this.decoders.get(channel.id);
  }

  metadata(record) {
    this.found.metadata[record.name] = Object.fromEntries(record.metadata);
  }

  attachment(record) {
    this.found.attachments[record.name] = new TextDecoder().decode(record.data);
  }
}

function stream(bytes, decompressHandlers, summary) {
  const reader = new McapStreamReader({ decompressHandlers, validateCrcs: true });
  reader.append(bytes);
  for (let record = reader.nextRecord(); record; record = reader.nextRecord()) {
    switch (record.type) {
      case "Schema": summary.schema(record); break;
      case "Channel": summary.channel(record); break;
      case "Message": summary.message(record); break;
      case "Metadata": summary.metadata(record); break;
      case "Attachment": summary.attachment(record); break;
      default: break;
    }
  }
  summary.found.closed = reader.done();
}

async function indexed(bytes, decompressHandlers, summary) {
  const readable = {
    size: async () => BigInt(bytes.length),
    read: async (offset, size) => bytes.subarray(Number(offset), Number(offset + size)),
  };
  const reader = await McapIndexedReader.Initialize({ readable, decompressHandlers });
  reader.schemasById.forEach((record) => summary.schema(record));
  reader.channelsById.forEach((record) => summary.channel(record));
  for await (const record of reader.readMetadata()) {
    summary.metadata(record);
  }
  for await (const record of reader.readAttachments()) {
    summary.attachment(record);
  }
  for await (const record of reader.readMessages({ validateCrcs: true })) {
    summary.message(record);
  }
  summary.found.statistics = {
    messageCount: reader.statistics.messageCount,
    chunkCount: reader.statistics.chunkCount,
    chunkIndexes: reader.chunkIndexes.length,
    attachmentCount: reader.statistics.attachmentCount,
    metadataCount: reader.statistics.metadataCount,
  };
  summary.found.closed = true;
}

const [mode, file] = process.argv.slice(2);
const bytes = new Uint8Array(await readFile(file));
const handlers = await loadDecompressHandlers();
const summary = new Summary();
if (mode === "stream") {
  stream(bytes, handlers, summary);
} else {
  await indexed(bytes, handlers, summary);
}
console.log(JSON.stringify(
  summary.found, (key, value) => (typeof value === "bigint" ? value.toString() : value)));
