package org.statewise.controller.evaluate.closedloop;

/**
 * How far a row is from oscillating in the plain stream, the least over seeds.
 *
 * @param delaySeconds see {@link Margins#delaySeconds}
 * @param gain see {@link Margins#gain}
 */
public record Margin(Baseline baseline, double gainScale, double delaySeconds, double gain) {}
