/** Training over many robots on Apache Spark. */
package org.statewise.fleet;
