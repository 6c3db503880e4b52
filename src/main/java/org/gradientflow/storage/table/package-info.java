/** Tables of numbers from anyone: CSV with any separator, with or without a header. */
package org.gradientflow.storage.table;
