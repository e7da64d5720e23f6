package org.statewise.controller.config;

import static org.statewise.controller.config.StatewiseConfig.require;

/**
 * Where a run is kept.
 *
 * @param file MCAP file to record to; empty for none
 * @param partMegabytes when the file has this many 10^6 bytes, the recording goes on in another
 * @param partMinutes when the file spans this time, likewise
 * @param minFreeMegabytes when the file's disk has fewer 10^6 bytes left, the recording ends; 0 for no such floor
 * @param foxglove whether the file holds, beside the ticks, what Foxglove and its like know: joint states, torques,
 *     poses, events and the arm
 */
public record RecordingConfig(String file, int partMegabytes, double partMinutes,
    int minFreeMegabytes, boolean foxglove) {
  /** Nothing is recorded; what is, when a file is named, is in files of an hour or a gigabyte. */
  static final RecordingConfig DEFAULT = new RecordingConfig("", 1024, 60, 512, true);

  public RecordingConfig {
    require(partMegabytes >= 1, "recording.partMegabytes must be at least 1", partMegabytes);
    require(partMinutes > 0, "recording.partMinutes must be positive", partMinutes);
    require(minFreeMegabytes >= 0, "recording.minFreeMegabytes must not be negative",
        minFreeMegabytes);
  }
}
