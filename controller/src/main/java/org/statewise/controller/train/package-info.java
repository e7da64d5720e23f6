/**
 * Meta-training: data sets out of recordings, the paper's Algorithm 1 over several seeds at once,
 * checkpoints, and the files in which learned losses are kept. What it does and why its defaults
 * are what they are: {@code controller/docs/meta-training.md}.
 */
package org.statewise.controller.train;
