/** Tables of numbers from any source: CSV with any separator, with or without a header. */
package org.gradientflow.storage.table;
