package org.statewise.controller.mqtt;

/**
 * A message that arrived.
 *
 * @param payload as it came; nobody changes it
 * @param retained the broker kept it for us: nobody sends it now
 * @param contentType empty if unknown
 * @param responseTopic where the sender waits for a reply; empty if it does not say
 * @param correlation what the reply must repeat; empty if nothing
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between two threads, never compared
record Incoming(String topic, byte[] payload, boolean retained, String contentType,
    String responseTopic, byte[] correlation) {}
