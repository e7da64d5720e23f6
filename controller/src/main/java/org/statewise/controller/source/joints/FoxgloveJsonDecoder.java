package org.statewise.controller.source.joints;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * Decodes Foxglove's {@code foxglove.JointStates} in JSON: {@code timestamp} with {@code sec} and
 * {@code nsec}, and {@code joints}, each with a name and any of position, velocity, acceleration, effort.
 */
final class FoxgloveJsonDecoder implements JointStateDecoder {
  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final int MAX_DEPTH = 50;

  private final ObjectMapper mapper;

  FoxgloveJsonDecoder() {
    mapper = new JsonMapper();
    mapper.getFactory().setStreamReadConstraints(
        StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
  }

  @Override
  public String words() {
    return "foxglove.JointStates in JSON";
  }

  @Override
  public void decode(byte[] bytes, int offset, int length, JointSample into)
      throws DecodeException {
    JsonNode message;
    try {
      message = mapper.readTree(bytes, offset, length);
    } catch (IOException e) {
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new DecodeException("the message must be JSON: " + first, e);
    }
    JsonNode joints = message.path("joints");
    if (!joints.isArray()) {
      throw new DecodeException("joints must be an array, but is "
          + (joints.isMissingNode() ? "missing" : joints.getNodeType()));
    }
    JsonNode stamp = message.path("timestamp");
    into.stampNs = stamp.path("sec").asLong() * NS_PER_SECOND + stamp.path("nsec").asLong();
    into.begin(joints.size());
    into.names.clear();
    for (int k = 0; k < joints.size(); k++) {
      JsonNode joint = joints.get(k);
      into.names.add(joint.path("name").asText());
      into.position[k] = number(joint, "position", k);
      into.velocity[k] = number(joint, "velocity", k);
      into.acceleration[k] = number(joint, "acceleration", k);
      into.effort[k] = number(joint, "effort", k);
    }
  }

  private static double number(JsonNode joint, String field, int k) throws DecodeException {
    JsonNode value = joint.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Double.NaN;
    }
    if (!value.isNumber()) {
      throw new DecodeException("joints[" + k + "]." + field + " must be a number, but is "
          + value.getNodeType());
    }
    return value.doubleValue();
  }
}
