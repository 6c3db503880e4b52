/** What the report knows of a run: read back from its files, and reduced to what is drawn and judged. */
package org.gradientflow.report.data;
