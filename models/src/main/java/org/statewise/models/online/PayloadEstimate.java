package org.statewise.models.online;

/**
 * What an arm carries, as a model sees it.
 *
 * @param massKg more than the description of the last link says
 * @param sigmaKg its standard deviation; of noise that is white and of a model that leaves nothing
 *     out, and so too small where either does not hold
 */
public record PayloadEstimate(double massKg, double sigmaKg) {}
