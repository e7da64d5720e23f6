package org.statewise.bridge.remote;

import org.statewise.proto.arm.ErrorCode;

/**
 * What {@link FrameDecoder} hands on in place of a frame that it cannot accept; its last output.
 */
record BadFrame(ErrorCode code, String message) {}
