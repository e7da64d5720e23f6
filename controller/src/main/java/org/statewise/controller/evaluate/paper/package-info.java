/** The paper's own experiment: learned losses fitted to recordings, and what the weights phi are made of. */
package org.statewise.controller.evaluate.paper;
