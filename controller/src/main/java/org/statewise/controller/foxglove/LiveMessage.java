package org.statewise.controller.foxglove;

/**
 * A message on its way to whoever sees its topic.
 *
 * @param timeNs ns since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, read by many and changed by nobody
record LiveMessage(Topic topic, long timeNs, byte[] bytes) {}
