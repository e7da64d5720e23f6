package org.statewise.controller.corpus;

/**
 * A row group of a corpus: a stream's segment or one round of a run's motion.
 *
 * @param file below the corpus, with {@code /} between folders
 * @param number in its file, from 1
 * @param robot whose it is, which arm of all
 * @param date when it was recorded, UTC, {@code YYYY-MM-DD}
 * @param arm the kind of arm; empty if unknown
 * @param firmware of its cabinet; empty if unknown
 * @param priorHash SHA-256 of the arm's description; empty if there is none
 * @param segment its name
 * @param start its first byte in the file
 * @param bytes that it takes there
 * @param sha256 of these bytes
 * @param footerSha256 of what follows the file's last episode, which says how the bytes are to be read
 */
public record Episode(String file, int number, String robot, String date, String arm,
    String firmware, String priorHash, String segment, long rows, double seconds, long start,
    long bytes, String sha256, String footerSha256) {
  /** For sentences, and in what is learned from it. */
  public String name() {
    return file + "#" + number;
  }
}
