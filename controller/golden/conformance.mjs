// Makes the inputs of MCAP's published conformance suite anew, record by record with MCAP's own library, since no package has them:
// npm install && node conformance.mjs ../src/test/resources/foreign/mcap-conformance.txt.gz
// A line is a variant's name and its bytes in hexadecimal digits. McapConformanceTest holds some of them against the SHA-256
// that the suite publishes; the others are made by the same lines.
import {writeFileSync} from "node:fs";
import {crc32, gzipSync} from "node:zlib";
import {McapChunkBuilder, McapConstants, McapRecordBuilder} from "@mcap/core";

const {Opcode} = McapConstants;
const bytes = (...values) => new Uint8Array(values);
const PREFIX = 9;
const PADDING = bytes(1, 255, 255);
const schema = {type: "Schema", id: 1, name: "Example", encoding: "c", data: bytes(4, 5, 6)};
const channel = {type: "Channel", id: 1, topic: "example", schemaId: 1, messageEncoding: "a", metadata: new Map([["foo", "bar"]])};
const message = (sequence, publishTime, logTime) => ({type: "Message", channelId: 1, sequence, publishTime: BigInt(publishTime),
  logTime: BigInt(logTime), data: bytes(1, 2, 3)});

// Times of the ten messages: some are equal, some go back.
const TIMES = [0, 2, 1, 3, 3, 5, 4, 7, 8, 9];
const INPUTS = {
  NoData: [],
  OneMessage: [schema, channel, message(10, 1, 2)],
  OneAttachment: [{type: "Attachment", name: "myFile", mediaType: "application/octet-stream", createTime: 1n, logTime: 2n, data: bytes(1, 2, 3)}],
  OneMetadata: [{type: "Metadata", name: "myMetadata", metadata: new Map([["foo", "bar"]])}],
  OneSchemalessMessage: [{...channel, schemaId: 0, messageEncoding: "text", metadata: new Map()}, message(10, 1, 2)],
  TenMessages: [schema, channel, ...TIMES.map((time, i) => message(i, time, time))],
};

// A feature, and what must be there for it: a kind of record, or another feature. "sum" needs something to point at.
const FEATURES = {ax: "Attachment", ch: "Message", chx: "ch", mdx: "Metadata", mx: "ch", pad: null, rch: "Channel", rsh: "Schema", st: null, sum: null};
const POINTED_AT = ["ax", "chx", "mdx", "rch", "rsh", "st"];

function* variants(records) {
  const names = Object.keys(FEATURES);
  for (let mask = 0; mask < 1 << names.length; mask++) {
    const chosen = new Set(names.filter((name, bit) => (mask >> bit) & 1));
    const fits = (name) => {
      const needs = FEATURES[name];
      return needs === null || (needs in FEATURES ? chosen.has(needs) : records.some((record) => record.type === needs));
    };
    if ([...chosen].every(fits) && (!chosen.has("sum") || POINTED_AT.some((name) => chosen.has(name)))) {
      yield chosen;
    }
  }
}

/** The data section: gives the records of the summary by their opcode. */
function writeData(out, records, features) {
  const summary = {attachments: [], metadata: [], chunks: [], counts: new Map()};
  const chunk = features.has("ch") ? new McapChunkBuilder({useMessageIndex: features.has("mx")}) : null;
  for (const record of records) {
    const offset = BigInt(out.length);
    switch (record.type) {
      case "Schema": chunk ? chunk.addSchema(record) : out.writeSchema(record); break;
      case "Channel": chunk ? chunk.addChannel(record) : out.writeChannel(record); break;
      case "Message":
        summary.counts.set(record.channelId, (summary.counts.get(record.channelId) ?? 0n) + 1n);
        chunk ? chunk.addMessage(record) : out.writeMessage(record);
        break;
      case "Attachment":
        summary.attachments.push({...record, offset, length: out.writeAttachment(record), dataSize: BigInt(record.data.length)});
        break;
      case "Metadata": summary.metadata.push({name: record.name, offset, length: out.writeMetadata(record)}); break;
    }
  }
  if (chunk) {
    summary.chunks.push(writeChunk(out, chunk));
  }
  return summary;
}

function writeChunk(out, chunk) {
  const chunkStartOffset = BigInt(out.length);
  const size = BigInt(chunk.byteLength);
  const head = {compression: "", messageStartTime: chunk.messageStartTime, messageEndTime: chunk.messageEndTime, uncompressedSize: size};
  const chunkLength = out.writeChunk({...head, uncompressedCrc: crc32(chunk.buffer), records: chunk.buffer});
  const messageIndexOffsets = new Map();
  let messageIndexLength = 0n;
  for (const index of chunk.indices) {
    messageIndexOffsets.set(index.channelId, BigInt(out.length));
    messageIndexLength += out.writeMessageIndex(index);
  }
  return {...head, chunkStartOffset, chunkLength, messageIndexOffsets, messageIndexLength, compressedSize: size};
}

function writeSummary(out, records, features, found, start) {
  const groups = [];
  const group = (groupOpcode, all, write) => {
    const groupStart = start + BigInt(out.length);
    all.forEach((record) => write(record));
    if (all.length > 0) {
      groups.push({groupOpcode, groupStart, groupLength: start + BigInt(out.length) - groupStart});
    }
  };
  const when = (feature, all) => (features.has(feature) ? all : []);
  const kind = (type) => records.filter((record) => record.type === type);
  const times = kind("Message").map((record) => record.logTime).sort((a, b) => Number(a - b));
  group(Opcode.SCHEMA, when("rsh", kind("Schema")), (record) => out.writeSchema(record));
  group(Opcode.CHANNEL, when("rch", kind("Channel")), (record) => out.writeChannel(record));
  group(Opcode.STATISTICS, when("st", [{
    messageCount: BigInt(times.length), schemaCount: kind("Schema").length, channelCount: kind("Channel").length,
    attachmentCount: found.attachments.length, metadataCount: found.metadata.length, chunkCount: found.chunks.length,
    messageStartTime: times[0] ?? 0n, messageEndTime: times.at(-1) ?? 0n, channelMessageCounts: found.counts,
  }]), (record) => out.writeStatistics(record));
  group(Opcode.METADATA_INDEX, when("mdx", found.metadata), (record) => out.writeMetadataIndex(record));
  group(Opcode.ATTACHMENT_INDEX, when("ax", found.attachments), (record) => out.writeAttachmentIndex(record));
  group(Opcode.CHUNK_INDEX, when("chx", found.chunks), (record) => out.writeChunkIndex(record));
  return groups;
}

/** The library pads every record but this one, and the suite pads this one too. */
function dataEnd(data, padded) {
  const out = new McapRecordBuilder();
  out.writeDataEnd({dataSectionCrc: crc32(data)});
  const record = Buffer.concat([out.buffer, padded ? PADDING : bytes()]);
  record.writeBigUInt64LE(BigInt(record.length - PREFIX), 1);
  return record;
}

/** The CRC is that of the summary and of the footer up to the CRC itself. */
function footer(summary, ends) {
  const out = new McapRecordBuilder();
  out.writeFooter({...ends, summaryCrc: 0});
  const summaryCrc = crc32(Buffer.concat([summary, out.buffer.subarray(0, -4)]));
  out.reset();
  out.writeFooter({...ends, summaryCrc});
  out.writeMagic();
  return Buffer.from(out.buffer);
}

function file(records, features) {
  const options = {padRecords: features.has("pad")};
  const data = new McapRecordBuilder(options);
  data.writeMagic();
  data.writeHeader({profile: "", library: ""});
  const found = writeData(data, records, features);
  const head = Buffer.concat([data.buffer, dataEnd(data.buffer, options.padRecords)]);
  const summary = new McapRecordBuilder(options);
  const groups = writeSummary(summary, records, features, found, BigInt(head.length));
  const summaryStart = summary.length > 0 ? BigInt(head.length) : 0n;
  const summaryOffsetStart = features.has("sum") ? BigInt(head.length + summary.length) : 0n;
  groups.filter(() => features.has("sum")).forEach((group) => summary.writeSummaryOffset(group));
  return Buffer.concat([head, summary.buffer, footer(summary.buffer, {summaryStart, summaryOffsetStart})]);
}

const lines = Object.entries(INPUTS).flatMap(([input, records]) => [...variants(records)].map(
  (features) => `${[input, ...[...features].sort()].join("-")} ${file(records, features).toString("hex")}\n`));
writeFileSync(process.argv[2], gzipSync(lines.join(""), {level: 9}));
console.log(`${lines.length} variants`);
