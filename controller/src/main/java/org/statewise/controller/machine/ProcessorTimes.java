package org.statewise.controller.machine;

import java.util.Arrays;

/**
 * What the machine's processors have done since it started, in ticks of the kernel's clock.
 *
 * @param all of all processors together
 * @param idle of it without work
 * @param stolen of it given to other virtual machines while this one wanted it
 */
public record ProcessorTimes(long all, long idle, long stolen) {
  private static final int IDLE_AT = 3;
  private static final int WAITING_AT = 4;
  private static final int STOLEN_AT = 7;
  /** What follows is in user and nice already. */
  private static final int COUNTED = 8;

  /** As {@code /proc/stat} has it now; zeros where the kernel does not tell. */
  public static ProcessorTimes now(KernelFiles files) {
    String first = files.read("proc/stat").flatMap(text -> text.lines().findFirst()).orElse("");
    if (!first.matches("cpu( +\\d{1,18}){8,}")) {
      return new ProcessorTimes(0, 0, 0);
    }
    long[] ticks = Arrays.stream(first.split(" +", -1)).skip(1).limit(COUNTED)
        .mapToLong(Long::parseLong).toArray();
    return new ProcessorTimes(Arrays.stream(ticks).sum(), ticks[IDLE_AT] + ticks[WAITING_AT],
        ticks[STOLEN_AT]);
  }

  /** What they have done since {@code before}. */
  public ProcessorTimes since(ProcessorTimes before) {
    return new ProcessorTimes(all - before.all, idle - before.idle, stolen - before.stolen);
  }

  /** Part of the time in which they worked, 0 to 1. */
  public double busyShare() {
    return all == 0 ? 0 : 1 - (double) (idle + stolen) / all;
  }

  /** Part of the time that others had, 0 to 1. */
  public double stolenShare() {
    return all == 0 ? 0 : (double) stolen / all;
  }
}
