/** Online learners side by side on recorded streams. */
package org.statewise.controller.evaluate.stream;
