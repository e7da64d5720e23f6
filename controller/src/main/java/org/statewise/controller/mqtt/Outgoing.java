package org.statewise.controller.mqtt;

/**
 * A message to publish.
 *
 * @param correlation what a reply repeats; empty for nothing
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between two threads, never compared
record Outgoing(String topic, byte[] payload, int qos, boolean retained, String contentType,
    byte[] correlation) {
  /** Something that answers nobody. */
  Outgoing(String topic, Payloads.Body body, int qos, boolean retained) {
    this(topic, body.bytes(), qos, retained, body.contentType(), new byte[0]);
  }
}
