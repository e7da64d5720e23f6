/**
 * What learning minimises: the squared error and the learned losses of the paper, each with every
 * derivative that online learning and meta-training need. Symbols: {@code models/docs/notation.md}.
 */
package org.statewise.models.loss;
