package org.statewise.controller.record.mcap;

/**
 * One message as {@link McapReader#next} leaves it: a reused carrier. Its bytes lie in
 * {@link #buffer} from {@link #offset} on and are valid until the next call.
 */
public final class McapMessage {
  public McapChannel channel;
  public long sequence;
  public long logTimeNs;
  public long publishTimeNs;
  public byte[] buffer = {};
  public int offset;
  public int length;
}
