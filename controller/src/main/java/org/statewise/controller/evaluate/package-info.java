/**
 * Experiments: data to training to figures to a report. What each does and how to read it:
 * {@code controller/docs/evaluation.md}. How a recording is played through a control tick comes from
 * outside ({@link org.statewise.controller.evaluate.StreamPlayer}).
 */
package org.statewise.controller.evaluate;
