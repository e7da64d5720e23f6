/** NumPy's files of arrays, read from the front. */
package org.statewise.controller.source.numpy;
