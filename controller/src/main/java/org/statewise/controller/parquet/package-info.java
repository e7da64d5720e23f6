/** Tables of columns in Parquet files, read row by row and written in groups of rows; Hadoop has no part in it. */
package org.statewise.controller.parquet;
