package org.statewise.controller.train;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How a loss came to be.
 *
 * @param train what it was trained on
 * @param test what it was tested with
 * @param options in effect, by their names on the command line
 * @param seed that the loss is from
 * @param programVersion of the program that trained it
 * @param created when the training began
 * @param initial error on the test files with the untrained loss
 * @param trained error on the test files with this loss
 */
public record TrainingRecord(List<DataFile> train, List<DataFile> test,
    Map<String, String> options, long seed, String programVersion, Instant created,
    TestError initial, TestError trained) {
  public TrainingRecord {
    train = List.copyOf(train);
    test = List.copyOf(test);
    options = Map.copyOf(options);
  }
}
