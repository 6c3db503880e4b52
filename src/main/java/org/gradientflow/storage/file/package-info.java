/** Files that are written whole or not at all, and the errors that name them. */
package org.gradientflow.storage.file;
