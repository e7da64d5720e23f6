package org.statewise.controller.record.mcap;

/**
 * Where a file inside the file lies; {@link McapReader#read} gives its bytes.
 *
 * @param createTimeNs when the file was made; 0 if the writer did not know
 * @param recordOffset of the attachment's record in the file
 * @param dataOffset of its first byte of data in the file
 * @param crcSum CRC-32 of the record's content before this number; 0 if the writer left it out
 */
public record McapAttachment(
    String name, String mediaType, long logTimeNs, long createTimeNs, long recordOffset,
    long dataOffset, long dataSize, long crcSum) {}
