/** Recordings of many arms as a folder of Parquet files that every engine reads, and a manifest with checksums. */
package org.statewise.controller.corpus;
