/**
 * Learning the loss: how the task error after some steps down a learned loss depends on that loss's
 * parameters (the paper's Algorithm 1), in closed form. Derivation:
 * {@code models/docs/meta-gradient.md}. And what last layers of networks have in common over many arms.
 */
package org.statewise.models.meta;
