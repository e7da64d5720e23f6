// Holds a protobuf message's definition against the one that Foxglove publishes under the same name.

import { foxgloveMessageSchemas } from "@foxglove/schemas/internal.js";

const PRIMITIVES = { boolean: "bool", float64: "double", uint32: "fixed32" };

function published({ type, name, schema, enum: values }) {
  switch (type) {
    case "primitive": return PRIMITIVES[name] ?? name;
    case "enum": return values.values.map(({ name: word, value }) => `${word}=${value}`).join(" ");
    default: return schema.protoEquivalent ?? "foxglove." + schema.name;
  }
}

function ours(field) {
  const resolved = field.resolve().resolvedType;
  if (resolved === null) {
    return field.type;
  }
  return resolved.values
    ? Object.entries(resolved.values).map(([word, value]) => `${word}=${value}`).join(" ")
    : resolved.fullName.slice(1);
}

/** What differs, as sentences; the word "unknown" where Foxglove has no message of that name. */
export function describe(type, seen = new Set()) {
  const schema = foxgloveMessageSchemas[type.name];
  if (!type.fullName.startsWith(".foxglove.") || schema === undefined) {
    return ["unknown"];
  }
  seen.add(type.name);
  const differences = [];
  const theirs = schema.fields.map((field, k) => [
    field.name, field.protobufFieldNumber ?? k + 1, published(field.type), field.array !== undefined]);
  const own = type.fieldsArray.map((field) => [field.name, field.id, ours(field), field.repeated]);
  if (JSON.stringify(theirs) !== JSON.stringify(own)) {
    differences.push(`${type.name} is ${JSON.stringify(own)}, not ${JSON.stringify(theirs)}`);
  }
  for (const field of type.fieldsArray) {
    const inner = field.resolve().resolvedType;
    if (inner?.fieldsArray && inner.fullName.startsWith(".foxglove.") && !seen.has(inner.name)) {
      differences.push(...describe(inner, seen));
    }
  }
  return differences;
}
