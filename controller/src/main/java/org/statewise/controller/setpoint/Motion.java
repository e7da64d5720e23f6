package org.statewise.controller.setpoint;

/**
 * A named part of a task, a row in the run's table.
 *
 * @param name what moves, for example {@code lift}
 * @param round counts from 1; 0 for what is done once, like the approach
 */
public record Motion(String name, int round) {}
