package org.statewise.controller.evaluate.closedloop;

import java.io.Serial;
import java.io.Serializable;

/**
 * What a run of a training for the loop is judged by.
 *
 * @param linkMrad RMS error of the links from the first round on
 * @param motorMrad likewise, of the motors
 * @param roughnessNm of the command
 * @param fastNm the command's part above 20 Hz
 * @param held whether the run came to its end
 */
public record LoopFigures(double linkMrad, double motorMrad, double roughnessNm, double fastNm,
    boolean held) implements Serializable {
  @Serial
  private static final long serialVersionUID = 1L;
  /** More than an error 20 times as large. */
  private static final double FAULT = 3;
  private static final double ROUGHNESS_WEIGHT = 0.1;

  /** Of a run that came to its end or not. */
  public static LoopFigures of(RunMeasures run) {
    return new LoopFigures(run.linkRmsMradFrom(1), run.rmsMrad(1), run.roughnessNm(), run.fastNm(),
        run.held());
  }

  /**
   * What it costs beside a rival on the same plant,
   *
   * <pre>
   * (ln link / link_0 + ln motor / motor_0) / 2 + 0.1 ln rough / rough_0 + max(0, ln fast / fast_0)
   * </pre>
   *
   * <p>and more than an error 20 times as large where it ends in a fault. Where the rival does, nobody is judged.
   */
  double costBeside(LoopFigures rival) {
    if (!held || !rival.held) {
      return rival.held ? FAULT : 0;
    }
    return 0.5 * (StrictMath.log(linkMrad / rival.linkMrad)
        + StrictMath.log(motorMrad / rival.motorMrad))
        + ROUGHNESS_WEIGHT * StrictMath.log(roughnessNm / rival.roughnessNm)
        + Math.max(0, StrictMath.log(fastNm / rival.fastNm));
  }
}
