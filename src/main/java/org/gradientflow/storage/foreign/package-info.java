/** Untrusted models and arrays: no code in them runs, and their sizes are checked before memory is allocated. */
package org.gradientflow.storage.foreign;
