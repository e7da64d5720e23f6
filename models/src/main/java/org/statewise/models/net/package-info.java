/**
 * Parameters and multilayer perceptrons: forward, backward, tangent and second-order passes into
 * preallocated workspaces. Symbols: {@code models/docs/notation.md}.
 */
package org.statewise.models.net;
