package org.statewise.controller.train;

/**
 * What a generation of a training for the loop came to.
 *
 * @param number from 1 on; 0 for where the search begins
 * @param cost of the better half of the candidates, a mean; NaN for generation 0
 * @param validation cost of the mean of the search on other arms; NaN where it was not asked
 */
public record LoopGeneration(int number, double cost, double validation) {}
